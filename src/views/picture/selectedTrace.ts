import { CHANNELS, type Channel } from '../../engine/spec.ts';
import type { Trace } from '../../engine/trace.ts';
import type { AppState, Slot } from '../../store/state.ts';
import { useApp } from '../StoreContext.tsx';

/** The selected model's trace with a selection that exists in it. */
export interface SelectedTrace {
  readonly slot: Slot;
  readonly trace: Trace;
  /** What the trace was computed from, in the layout of `parameterLayout(trace.spec)`. */
  readonly params: Float32Array;
  readonly layer: number;
  readonly channel: Channel;
  readonly unit: number;
}

/** Selected slot; the first one when the selection names none. */
export function selectedSlot(state: AppState): Slot {
  return state.slots.find((slot) => slot.id === state.cursor.slot) ?? state.slots[0];
}

/** Null while the selected model has no trace yet. Does not depend on t, so moving the cursor renders nothing that uses it. */
export function useSelectedTrace(): SelectedTrace | null {
  const slot = useApp(selectedSlot);
  const trace = useApp((state) => state.traces[state.cursor.slot]);
  const params = useApp((state) => state.tracedParams[state.cursor.slot]);
  const layer = useApp((state) => state.cursor.layer);
  const channel = useApp((state) => state.cursor.channel);
  const unit = useApp((state) => state.cursor.unit);
  if (!trace || !params) return null;
  const channels = CHANNELS[trace.spec.cell];
  return {
    slot,
    trace,
    params,
    layer: Math.min(layer, trace.spec.layers - 1),
    channel: channels.includes(channel) ? channel : channels[channels.length - 1],
    unit: Math.min(unit, trace.spec.hidden - 1),
  };
}

/** The cursor's timestep, inside a trace of T steps. */
export function useTimestep(steps: number): number {
  return useApp((state) => Math.max(0, Math.min(steps - 1, state.cursor.t)));
}

/** The character at timestep t, as it stands in the text. */
export function symbolAt(state: AppState, trace: Trace, t: number): string {
  return state.text?.symbols[trace.tokens[t]] ?? '\ufffd';
}
