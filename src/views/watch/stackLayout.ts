import { FEW_UNITS } from '../../analysis/changingUnits.ts';
import { mapHeight, stackHeights, type MapHeight } from '../../draw/mapLayout.ts';
import type { MapKey } from '../../state/mapKeys.ts';
import { isGradient } from './mapKinds.ts';

/** Heights of the unit's line under a map, in pixels. */
const LINE_HEIGHT = 18;
const STATE_LINE_HEIGHT = 24;
const ROOMY_LINE_HEIGHT = 28;
const ROOMY_MAPS = 4;
/** As in channel.module.css. */
const ROW_GAP = 5;
/** Rows of the one channel's map: as high as their numbers, if there is room. */
const NUMBERED_ROW = 12;
const LEAST_MAP = 64;
/** The page scrolls before twelve rows are lower than this. */
const LEAST_NUMBERED_ROW = 10;
/** Heights of the lines under the one channel's map, in pixels. */
const LEAST_UNIT_LINE = 64;
const MOST_UNIT_LINE = 160;
const NARROW_UNIT_LINE = 64;
/** On a narrow page each line has its name above it. */
const UNIT_LINE_GAP = 10;

/** The height of the line under a map when so many maps are shown, in pixels. */
export function lineHeight(maps: number, key: MapKey): number {
  if (maps <= ROOMY_MAPS) return ROOMY_LINE_HEIGHT;
  return key === 'c' ? STATE_LINE_HEIGHT : LINE_HEIGHT;
}

/** The heights of a stack of maps, and of the unit's lines below the map of one channel. */
export interface WatchHeights {
  readonly selected: MapHeight;
  readonly other: MapHeight;
  readonly unitLine: number;
}

interface WatchHeightsRequest {
  readonly maps: readonly MapKey[];
  /** Units in each map. */
  readonly rows: number;
  /** Lines of the unit below the maps; 0 in a stack of all channels. */
  readonly lines: number;
  readonly room: number;
  readonly narrow: boolean;
}

/** The heights of the maps and lines in `room` pixels. On a narrow page, which scrolls, a map has the rows that it needs. */
export function watchHeights({ maps, rows, lines, room, narrow }: WatchHeightsRequest): WatchHeights {
  if (narrow) {
    const map = mapHeight(rows, Math.max(2 * rows, NUMBERED_ROW * Math.min(rows, FEW_UNITS)), NUMBERED_ROW);
    return { selected: map, other: map, unitLine: NARROW_UNIT_LINE };
  }
  const spent = maps.reduce(
    (sum, key) => sum + (lines > 0 && !isGradient(key) ? 0 : lineHeight(maps.length, key)) + ROW_GAP,
    0,
  );
  if (lines === 0) {
    const numbered = mapHeight(rows, rows * NUMBERED_ROW, NUMBERED_ROW);
    const hasRoom = maps.length > 1 && maps.length * numbered.height <= room - spent;
    const stack = hasRoom ? { selected: numbered, other: numbered } : stackHeights(maps.length, rows, room - spent);
    return { ...stack, unitLine: 0 };
  }
  const free = room - spent - lines * UNIT_LINE_GAP;
  const least = Math.max(LEAST_MAP, LEAST_NUMBERED_ROW * Math.min(rows, FEW_UNITS));
  const map = mapHeight(rows, Math.max(least, (free - lines * LEAST_UNIT_LINE) / maps.length), NUMBERED_ROW);
  const line = Math.floor((free - maps.length * map.height) / lines);
  return { selected: map, other: map, unitLine: Math.max(LEAST_UNIT_LINE, Math.min(MOST_UNIT_LINE, line)) };
}
