import { stackHeights, type MapHeight } from '../../draw/mapLayout.ts';
import type { MapKey } from '../../state/mapKeys.ts';

/** Heights of the unit's line under a map, in pixels. */
const LINE_HEIGHT = 18;
const STATE_LINE_HEIGHT = 24;
const ROOMY_LINE_HEIGHT = 28;
const ROOMY_MAPS = 4;
/** As in channel.module.css. */
const ROW_GAP = 5;

/** The height of the line under a map when so many maps are shown, in pixels. */
export function lineHeight(maps: number, key: MapKey): number {
  if (maps <= ROOMY_MAPS) return ROOMY_LINE_HEIGHT;
  return key === 'c' ? STATE_LINE_HEIGHT : LINE_HEIGHT;
}

/** The heights of the maps in `room` pixels. On a narrow page, which scrolls, each map has two pixels per unit. */
export function watchHeights(
  maps: readonly MapKey[],
  hidden: number,
  room: number,
  narrow: boolean,
): { readonly selected: MapHeight; readonly other: MapHeight } {
  if (narrow) {
    const map = { pixelsPerRow: 2, unitsPerRow: 1, height: 2 * hidden };
    return { selected: map, other: map };
  }
  const spent = maps.reduce((sum, key) => sum + lineHeight(maps.length, key) + ROW_GAP, 0);
  return stackHeights(maps.length, hidden, room - spent);
}
