import { useMemo } from 'react';
import { useShallow } from 'zustand/react/shallow';
import { commonSteps } from '../../draw/waterfall.ts';
import type { Slot, SlotMoment } from '../../store/state.ts';
import { useApp } from '../StoreContext.tsx';
import { useComparedModels } from './comparedModels.ts';

/** One model at the training steps that all rows show. */
export interface FallingModel {
  readonly slot: Slot;
  /** Layer shown: the selected one, or the model's last if it has fewer. */
  readonly layer: number;
  /** What was measured of each step; null where it has not been, or where the model keeps no weights of that step. */
  readonly moments: readonly (SlotMoment | null)[];
  /** Norms by lag, [K + 1], of each of them. */
  readonly rows: readonly (Float64Array | null)[];
}

export interface Waterfall {
  /** Training steps of which some model keeps weights, ascending. */
  readonly steps: readonly number[];
  readonly models: readonly FallingModel[];
  /** Largest lag; null until something has been measured. */
  readonly lags: number | null;
  /** How many are still to be measured. */
  readonly missing: number;
}

/** Which state the gradient is of: h, or c for the cells that have one. */
export type FallingState = 'h' | 'c';

/** Compared models at their kept training steps. */
export function useWaterfall(state: FallingState, normalised: boolean): Waterfall {
  const models = useComparedModels();
  const moments = useApp((app) => app.moments);
  // Of a run only the list of its checkpoints is looked at: it changes much more seldom than the run does.
  const kept = useApp(useShallow((app) => models.map(({ slot }) => app.runs[slot.id]?.checkpoints)));
  return useMemo(() => {
    const steps = commonSteps(kept.map((list) => list ?? []));
    const falling = models.map(({ slot, layer }, k): FallingModel => {
      const ofWeights = new Map(moments[slot.id]?.map((moment) => [moment.of, moment]));
      const atStep = new Map(kept[k]?.map(({ step, params }) => [step, ofWeights.get(params) ?? null]));
      const found = steps.map((step) => atStep.get(step) ?? null);
      return {
        slot,
        layer,
        moments: found,
        rows: found.map((moment) => moment && rowOf(moment, layer, state, normalised)),
      };
    });
    const some = falling.flatMap(({ rows }) => rows).find((row) => row !== null);
    const measured = falling.reduce((sum, { rows }) => sum + rows.filter((row) => row !== null).length, 0);
    const wanted = kept.reduce((sum, list) => sum + (list?.length ?? 0), 0);
    return { steps, models: falling, lags: some ? some.length - 1 : null, missing: wanted - measured };
  }, [models, moments, state, normalised, kept]);
}

function rowOf(moment: SlotMoment, layer: number, state: FallingState, normalised: boolean): Float64Array {
  const { h, c } = moment.layers[layer];
  const row = state === 'c' ? (c ?? h) : h;
  return normalised && row[0] > 0 ? row.map((norm) => norm / row[0]) : row;
}
