import { CHANNELS } from '../engine/spec.ts';
import type { AppState, Cursor } from './state.ts';

/** The selection as near to what it is as the models of now allow: an active model, a channel, unit and layer that it has. */
export function fittedCursor({ cursor, slots, runs }: AppState): Cursor {
  const slot = slots.find((s) => s.id === cursor.slot && s.active) ?? slots.find((s) => s.active) ?? slots[0]!;
  const spec = runs[slot.id]?.spec;
  const channels = CHANNELS[slot.cell];
  const state = channels.includes('c') ? 'c' : 'h';
  return {
    ...cursor,
    slot: slot.id,
    channel: channels.includes(cursor.channel) ? cursor.channel : state,
    unit: spec ? Math.max(0, Math.min(cursor.unit, spec.hidden - 1)) : cursor.unit,
    layer: spec ? Math.max(0, Math.min(cursor.layer, spec.layers - 1)) : cursor.layer,
  };
}
