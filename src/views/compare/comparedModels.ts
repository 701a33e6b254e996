import { useMemo } from 'react';
import { rowNorms } from '../../analysis/gradientNorms.ts';
import { layerValues, overText } from '../../draw/channelValues.ts';
import type { Trace } from '../../engine/trace.ts';
import type { AppState, Slot } from '../../store/state.ts';
import { useApp } from '../StoreContext.tsx';

/** One model that takes part and has been traced. */
export interface ComparedModel {
  readonly slot: Slot;
  readonly trace: Trace;
  /** Layer shown: the selected one, or the model's last if it has fewer. */
  readonly layer: number;
}

/** A norm at every timestep of one model. */
export interface NormLine {
  readonly model: ComparedModel;
  readonly of: 'h' | 'c';
  /**
   * [T]; the last is not a number: nothing is predicted after the last character, so no gradient starts there. Nor are those
   * of timesteps whose rows are not kept.
   */
  readonly norms: Float64Array;
}

const noModels: readonly ComparedModel[] = [];

/** Active models with a trace, in the order of the slots. */
export function useComparedModels(): readonly ComparedModel[] {
  const slots = useApp((state: AppState) => state.slots);
  const traces = useApp((state: AppState) => state.traces);
  const layer = useApp((state: AppState) => state.cursor.layer);
  return useMemo(() => {
    const models = slots.flatMap((slot) => {
      const trace = traces[slot.id];
      return slot.active && trace ? [{ slot, trace, layer: Math.min(layer, trace.spec.layers - 1) }] : [];
    });
    return models.length > 0 ? models : noModels;
  }, [slots, traces, layer]);
}

/** ‖∂L/∂h_t‖ of every model and ‖∂L/∂c_t‖ of those that have a c. */
export function normLines(models: readonly ComparedModel[]): readonly NormLine[] {
  return models.flatMap((model) => {
    const line = (of: 'h' | 'c', gradient: Float32Array): NormLine => {
      const rows = layerValues(gradient, model.trace, model.layer);
      const norms = overText(rows, rowNorms(rows.values, rows.hidden));
      norms[norms.length - 1] = Number.NaN;
      return { model, of, norms };
    };
    const { gradH, gradC } = model.trace;
    return gradC ? [line('h', gradH), line('c', gradC)] : [line('h', gradH)];
  });
}

/** "LSTM", "LSTM c" */
export function lineName(line: NormLine): string {
  return line.of === 'c' ? `${line.model.slot.name} c` : line.model.slot.name;
}
