import { CHANNELS, type CellKind, type Channel } from '../../engine/spec.ts';
import { stackHeights, type MapHeight } from '../../draw/mapLayout.ts';

/** Heights of the unit's lines: six channels leave less room than one. */
const LINE_HEIGHT = 18;
const STATE_LINE_HEIGHT = 24;
const ROOMY_LINE_HEIGHT = 28;
/** As in watch.css. */
const ROW_GAP = 5;

/** Height of the line under a channel's map, in pixels. */
export function lineHeight(cell: CellKind, channel: Channel): number {
  if (CHANNELS[cell].length <= 4) return ROOMY_LINE_HEIGHT;
  return channel === 'c' ? STATE_LINE_HEIGHT : LINE_HEIGHT;
}

/** Heights of all maps of a cell in `room` pixels; on a narrow page only the selected one is shown, two pixels per unit. */
export function watchHeights(
  cell: CellKind,
  hidden: number,
  room: number,
  narrow: boolean,
): { readonly selected: MapHeight; readonly other: MapHeight } {
  if (narrow) {
    const map = { pixelsPerRow: 2, unitsPerRow: 1, height: 2 * hidden };
    return { selected: map, other: map };
  }
  const channels = CHANNELS[cell];
  const spent = channels.reduce((sum, channel) => sum + lineHeight(cell, channel) + ROW_GAP, 0);
  return stackHeights(channels.length, hidden, room - spent);
}
