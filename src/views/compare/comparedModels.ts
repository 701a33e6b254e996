import { useMemo } from 'react';
import { rowNorms } from '../../analysis/gradientNorms.ts';
import { layerValues, overText } from '../../draw/channelValues.ts';
import type { Trace } from '../../engine/trace.ts';
import type { AppState } from '../../state/state.ts';
import type { ModelIdentity } from '../../state/model.ts';
import { stepShape } from '../../state/stepShape.ts';
import { useApp } from '../StoreContext.tsx';
import { useIdentities, useModels } from '../useModels.ts';
import { type MarkedStep, markOld, nameAtStep } from './comparedSteps.ts';

/** An active model with a trace. Its step is that of the trace's weights. */
export interface ComparedModel extends MarkedStep {
  readonly model: ModelIdentity;
  readonly trace: Trace;
  /** The shown layer: the selected one, or the model's last one if it has fewer. */
  readonly layer: number;
}

/** One model's norms at every timestep. */
export interface NormLine {
  readonly compared: ComparedModel;
  readonly of: 'h' | 'c';
  /**
   * [T]. The last is NaN, because nothing is predicted after the last character and no gradient starts there. So are
   * those of timesteps whose rows are not retained.
   */
  readonly norms: Float64Array;
}

const noModels: readonly ComparedModel[] = [];

/** Active models with a trace, in the order of the models. */
export function useComparedModels(): readonly ComparedModel[] {
  const models = useIdentities();
  const traces = useModels(({ shown }) => shown?.trace);
  const layer = useApp((state: AppState) => state.ui.cursor.layer);
  return useMemo(() => {
    const found = models.flatMap((model, k) => {
      const trace = traces[k];
      if (!model.active || !trace) return [];
      return [{ model, trace, step: trace.step, layer: Math.min(layer, trace.spec.layers - 1) }];
    });
    return found.length > 0 ? markOld(found) : noModels;
  }, [models, traces, layer]);
}

/** The unroll length of the running training, or of the settings before it. */
export function useUnroll(): number {
  return useApp((state) => stepShape(state)?.unroll ?? state.settings.unroll);
}

/** ‖∂L/∂h_t‖ of every model and ‖∂L/∂c_t‖ of those that have a c. */
export function normLines(models: readonly ComparedModel[]): readonly NormLine[] {
  return models.flatMap((compared) => {
    const line = (of: 'h' | 'c', gradient: Float32Array): NormLine => {
      const rows = layerValues(gradient, compared.trace, compared.layer);
      const norms = overText(rows, rowNorms(rows.values, rows.hidden));
      norms[norms.length - 1] = Number.NaN;
      return { compared, of, norms };
    };
    const { gradH, gradC } = compared.trace;
    return gradC ? [line('h', gradH), line('c', gradC)] : [line('h', gradH)];
  });
}

/** "LSTM", "LSTM c", or "LSTM c, step 0" if others are shown at a newer step */
export function lineName({ of, compared }: NormLine): string {
  const { name } = compared.model;
  return nameAtStep(of === 'c' ? `${name} c` : name, compared);
}
