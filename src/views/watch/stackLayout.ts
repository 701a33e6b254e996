import { stackHeights, type MapHeight } from '../../draw/mapLayout.ts';
import type { MapKey } from './mapKinds.ts';

/** Heights of the unit's lines: six maps leave less room than one. */
const LINE_HEIGHT = 18;
const STATE_LINE_HEIGHT = 24;
const ROOMY_LINE_HEIGHT = 28;
const ROOMY_MAPS = 4;
/** As in watch.css. */
const ROW_GAP = 5;

/** Height of the line under a map when `maps` of them are shown, in pixels. */
export function lineHeight(maps: number, key: MapKey): number {
  if (maps <= ROOMY_MAPS) return ROOMY_LINE_HEIGHT;
  return key === 'c' ? STATE_LINE_HEIGHT : LINE_HEIGHT;
}

/** Heights of the maps shown in `room` pixels; on a narrow page each has two pixels per unit, and the page scrolls. */
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
