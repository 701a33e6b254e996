import { useMemo } from 'react';
import { useShallow } from 'zustand/react/shallow';
import type { LagCurve, LagCurves } from '../../analysis/lagCurves.ts';
import { commonSteps } from '../../draw/waterfall.ts';
import type { KnownCheckpointMetrics } from '../../state/results.ts';
import type { ModelIdentity } from '../../state/model.ts';
import { useApp } from '../StoreContext.tsx';
import { useComparedModels } from './comparedModels.ts';

/** One model's measurements at the training steps of all rows. */
export interface FallingModel {
  readonly model: ModelIdentity;
  /** The shown layer: the selected one, or the model's last one if it has fewer. */
  readonly layer: number;
  /** The metrics of each step; null if they are not measured, or if no weights of that step are saved. */
  readonly checkpointMetrics: readonly (KnownCheckpointMetrics | null)[];
  /** The shown curve of each step, and its norms by lag, [K + 1]. */
  readonly curves: readonly (FallingCurve | null)[];
  readonly rows: readonly (Float64Array | null)[];
}

export interface FallingCurve {
  readonly all: LagCurves;
  readonly curve: LagCurve;
}

export interface Waterfall {
  /** The training steps of which some model has saved weights, ascending. */
  readonly steps: readonly number[];
  readonly models: readonly FallingModel[];
  /** The largest lag; null until something has been measured. */
  readonly lags: number | null;
  /** The number of measurements to come. */
  readonly missing: number;
}

/** The state by which the gradient is taken: h, or c for the cells that have one. */
export type FallingState = 'h' | 'c';

/** The compared models at their saved training steps. */
export function useWaterfall(state: FallingState, normalised: boolean): Waterfall {
  const models = useComparedModels();
  const measurements = useApp(
    useShallow((app) => models.map(({ model }) => app.models[model.id]?.results.checkpointMetrics)),
  );
  // Only the list of checkpoints is read from a run, because it changes less often than the run.
  const saved = useApp(useShallow((app) => models.map(({ model }) => app.models[model.id]?.run?.checkpoints)));
  return useMemo(() => {
    const steps = commonSteps(saved.map((list) => list ?? []));
    const falling = models.map(({ model, layer }, k): FallingModel => {
      const ofWeights = new Map(measurements[k]?.map((metrics) => [metrics.of, metrics]));
      const atStep = new Map(saved[k]?.map(({ step, params }) => [step, ofWeights.get(params) ?? null]));
      const found = steps.map((step) => atStep.get(step) ?? null);
      const curves = found.map((metrics) => metrics && curveOf(metrics, layer, state, normalised));
      return { model, layer, checkpointMetrics: found, curves, rows: curves.map((shown) => shown && shown.curve.mean) };
    });
    const some = falling.flatMap(({ rows }) => rows).find((row) => row !== null);
    const measured = falling.reduce((sum, { rows }) => sum + rows.filter((row) => row !== null).length, 0);
    const wanted = saved.reduce((sum, list) => sum + (list?.length ?? 0), 0);
    return { steps, models: falling, lags: some ? some.length - 1 : null, missing: wanted - measured };
  }, [models, measurements, state, normalised, saved]);
}

/** The largest norm of all rows. */
export function largestNorm(models: readonly FallingModel[]): number {
  let largest = 0;
  for (const { rows } of models)
    for (const row of rows) for (const norm of row ?? []) if (norm > largest) largest = norm;
  return largest;
}

function curveOf(
  metrics: KnownCheckpointMetrics,
  layer: number,
  state: FallingState,
  normalised: boolean,
): FallingCurve {
  const { h, c } = metrics.layers[layer];
  const all = state === 'c' && c ? c.whole : h;
  return { all, curve: normalised ? all.relative : all.absolute };
}
