import type { Channel } from '../../engine/cells/channels.ts';
import { CELLS, type CellKind } from '../../engine/spec.ts';
import type { MapKey } from '../../state/mapKeys.ts';
import { useApp } from '../StoreContext.tsx';
import { isGradient } from './mapKinds.ts';

/** What Watch shows of a cell: maps from top to bottom, and lines of the selected unit below them. */
export interface ShownKeys {
  /** channel: the selected channel of every layer. one: the selected channel of a layer. all: all that are ticked. */
  readonly by: 'channel' | 'one' | 'all';
  readonly maps: readonly MapKey[];
  readonly lines: readonly Channel[];
}

/** What Watch shows under the choices of the page. The one channel's map keeps the gradients beside it that are ticked. */
export function useShownKeys(cell: CellKind, layers: number, channel: Channel): ShownKeys {
  const isByChannel = useApp(({ ui }) => ui.mapsBy === 'channel') && layers > 1;
  const isAll = useApp(({ ui }) => ui.mapChannels === 'all');
  const ticked = useApp(({ ui }) => ui.shownMaps[cell]);
  if (isByChannel) return { by: 'channel', maps: new Array<MapKey>(layers).fill(channel), lines: [] };
  if (isAll) return { by: 'all', maps: ticked, lines: [] };
  return { by: 'one', maps: [channel, ...ticked.filter(isGradient)], lines: unitLines(cell, channel) };
}

/** The channels whose lines stand below one channel's map: itself, the memory, and the gate that keeps it. */
export function unitLines(cell: CellKind, channel: Channel): readonly Channel[] {
  const { channels, memory, retentionGate } = CELLS[cell];
  return channels.filter((one) => one === channel || one === memory || one === retentionGate);
}
