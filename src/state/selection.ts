import { CELLS } from '../engine/spec.ts';
import { activeModels, allModels } from './models.ts';
import type { AppState } from './state.ts';
import type { Cursor } from './ui.ts';

/** The nearest valid selection: an active model, and a channel, unit and layer that it has. */
export function fittedCursor(state: Pick<AppState, 'ui' | 'models'>): Cursor {
  const { cursor } = state.ui;
  const active = activeModels(state);
  const { is, run } = active.find((one) => one.is.id === cursor.model) ?? active[0] ?? allModels(state)[0]!;
  const spec = run?.spec;
  const channels = CELLS[is.cell].channels;
  return {
    ...cursor,
    model: is.id,
    channel: channels.includes(cursor.channel) ? cursor.channel : channels.includes('c') ? 'c' : 'h',
    unit: spec ? Math.max(0, Math.min(cursor.unit, spec.hidden - 1)) : cursor.unit,
    layer: spec ? Math.max(0, Math.min(cursor.layer, spec.layers - 1)) : cursor.layer,
  };
}
