import type { Channel } from '../engine/cells/channels.ts';
import { CELLS, type CellKind } from '../engine/spec.ts';

/** The quantity of a map of units by timesteps: a channel, or the gradient of the loss by h or c. */
export type MapKey = Channel | 'dh' | 'dc';

/** All maps of a cell, in their order on the page. */
export function mapKeys(cell: CellKind): readonly MapKey[] {
  return CELLS[cell].states.includes('c') ? [...CELLS[cell].channels, 'dh', 'dc'] : [...CELLS[cell].channels, 'dh'];
}
