import type { Channel } from '../../engine/cells/channels.ts';
import { CELLS, type ModelSpec } from '../../engine/spec.ts';
import type { Trace } from '../../engine/trace.ts';
import type { AppState } from '../../state/state.ts';
import type { ModelIdentity } from '../../state/model.ts';
import { useApp } from '../StoreContext.tsx';
import { useSelectedModel } from '../useModels.ts';

/** The selected model, layer, channel and unit. The last three are replaced if the model does not have the selected ones. */
export interface Selection {
  readonly model: ModelIdentity;
  readonly spec: ModelSpec;
  readonly layer: number;
  readonly channel: Channel;
  readonly unit: number;
}

/** A selection with its model's trace. */
export interface SelectedTrace extends Selection {
  readonly trace: Trace;
  /** The parameters of the trace, in the layout of `parameterLayout(spec)`. */
  readonly params: Float32Array;
}

/** Null until the selected model has a run. It does not depend on t, so moving the cursor renders nothing. */
export function useSelection(): Selection | null {
  const model = useSelectedModel(({ is }) => is);
  const spec = useSelectedModel(({ shown, run }) => shown?.trace.spec ?? run?.spec);
  const layer = useApp((state) => state.ui.cursor.layer);
  const channel = useApp((state) => state.ui.cursor.channel);
  const unit = useApp((state) => state.ui.cursor.unit);
  if (!spec) return null;
  const { channels } = CELLS[spec.cell];
  return {
    model,
    spec,
    layer: Math.min(layer, spec.layers - 1),
    channel: channels.includes(channel) ? channel : channels[channels.length - 1],
    unit: Math.min(unit, spec.hidden - 1),
  };
}

/** Null while the selected model has no trace, such as while another passage is read. */
export function useSelectedTrace(): SelectedTrace | null {
  const selection = useSelection();
  const shown = useSelectedModel((selected) => selected.shown);
  return selection && shown ? { ...selection, trace: shown.trace, params: shown.params } : null;
}

/** The cursor's timestep, limited to a trace of `steps` timesteps. */
export function useTimestep(steps: number): number {
  return useApp((state) => Math.max(0, Math.min(steps - 1, state.ui.cursor.t)));
}

/** The character at timestep t of the text. */
export function symbolAt(state: AppState, trace: Trace, t: number): string {
  return state.text?.symbols[trace.tokens[t]] ?? '\ufffd';
}
