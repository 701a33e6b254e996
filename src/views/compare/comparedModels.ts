import { useMemo } from 'react';
import { rowNorms } from '../../analysis/gradientNorms.ts';
import { layerValues, overText } from '../../draw/channelValues.ts';
import type { Trace } from '../../engine/trace.ts';
import type { AppState } from '../../state/state.ts';
import type { ModelIdentity } from '../../state/model.ts';
import { useApp } from '../StoreContext.tsx';
import { useIdentities, useModels } from '../useModels.ts';

/** An active model with a trace. */
export interface ComparedModel {
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
      return model.active && trace ? [{ model, trace, layer: Math.min(layer, trace.spec.layers - 1) }] : [];
    });
    return found.length > 0 ? found : noModels;
  }, [models, traces, layer]);
}

/** The unroll length of the running training, or of the settings before it. */
export function useUnroll(): number {
  return useApp((state) => state.shape?.unroll ?? state.settings.unroll);
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

/** "LSTM", "LSTM c" */
export function lineName(line: NormLine): string {
  return line.of === 'c' ? `${line.compared.model.name} c` : line.compared.model.name;
}
