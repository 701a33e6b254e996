import type { Channel } from '../../engine/cells/channels.ts';
import { CELLS } from '../../engine/spec.ts';
import type { Trace } from '../../engine/trace.ts';
import type { AppState } from '../../state/state.ts';
import type { ModelIdentity } from '../../state/model.ts';
import { useApp } from '../StoreContext.tsx';
import { useSelectedModel } from '../useModels.ts';

/** The selected model's trace. Layer, channel and unit are replaced if the model does not have the selected ones. */
export interface SelectedTrace {
  readonly model: ModelIdentity;
  readonly trace: Trace;
  /** The parameters of the trace, in the layout of `parameterLayout(trace.spec)`. */
  readonly params: Float32Array;
  readonly layer: number;
  readonly channel: Channel;
  readonly unit: number;
}

/** Null while the selected model has no trace. It does not depend on t, so moving the cursor renders nothing. */
export function useSelectedTrace(): SelectedTrace | null {
  const model = useSelectedModel(({ is }) => is);
  const shown = useSelectedModel((selected) => selected.shown);
  const layer = useApp((state) => state.ui.cursor.layer);
  const channel = useApp((state) => state.ui.cursor.channel);
  const unit = useApp((state) => state.ui.cursor.unit);
  if (!shown) return null;
  const { trace, params } = shown;
  const channels = CELLS[trace.spec.cell].channels;
  return {
    model,
    trace,
    params,
    layer: Math.min(layer, trace.spec.layers - 1),
    channel: channels.includes(channel) ? channel : channels[channels.length - 1],
    unit: Math.min(unit, trace.spec.hidden - 1),
  };
}

/** The cursor's timestep, limited to a trace of `steps` timesteps. */
export function useTimestep(steps: number): number {
  return useApp((state) => Math.max(0, Math.min(steps - 1, state.ui.cursor.t)));
}

/** The character at timestep t of the text. */
export function symbolAt(state: AppState, trace: Trace, t: number): string {
  return state.text?.symbols[trace.tokens[t]] ?? '\ufffd';
}
