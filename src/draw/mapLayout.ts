/** The height of a map of H units: whole pixels per unit, or whole units per pixel. */
export interface MapHeight {
  /** CSS pixels of one row. */
  readonly pixelsPerRow: number;
  /** Number of units that share a row; 1 unless there is too little room. */
  readonly unitsPerRow: number;
  /** Total height in CSS pixels. */
  readonly height: number;
}

/** The tallest map of `hidden` units within `room` pixels whose rows all have the same height. */
export function mapHeight(hidden: number, room: number, mostPixelsPerRow: number): MapHeight {
  if (room >= hidden) {
    const pixelsPerRow = Math.min(mostPixelsPerRow, Math.floor(room / hidden));
    return { pixelsPerRow, unitsPerRow: 1, height: pixelsPerRow * hidden };
  }
  const unitsPerRow = Math.ceil(hidden / Math.max(1, Math.floor(room)));
  return { pixelsPerRow: 1, unitsPerRow, height: Math.ceil(hidden / unitsPerRow) };
}

/**
 * The smallest height of a map. If there is less room, the page scrolls. Together with the unit's line, a map of this
 * height is as high as the name, value and legend beside it, so that no space below the map is empty.
 */
const LEAST = 64;

/**
 * Heights of a stack of `maps` maps in `room` pixels, one of them the selected one. The selected map counts twice if
 * there is room, once where every map can still show one unit per pixel, and otherwise twice again, with units that
 * share pixels. In each case it takes the rest of the room.
 */
export function stackHeights(
  maps: number,
  hidden: number,
  room: number,
): { readonly selected: MapHeight; readonly other: MapHeight } {
  const share = Math.floor(room / (maps + 1));
  const other = mapHeight(hidden, share < hidden && room >= maps * hidden ? hidden : Math.max(LEAST, share), 8);
  const rest = room - (maps - 1) * other.height;
  return { selected: mapHeight(hidden, Math.max(LEAST, rest), 16), other };
}

/** The row (of `rows` units, from the top) at `y` pixels from the map's top, clamped to the map. */
export function rowAt(map: MapHeight, rows: number, y: number): number {
  const row = Math.floor(y / map.pixelsPerRow) * map.unitsPerRow;
  return Math.min(rows - 1, Math.max(0, row));
}

/** Pixels from one number of a row to the next, with numbers of 12 px. */
const NUMBER_DISTANCE = 10;

/** The rows with a number beside them, from the top: the selected unit's, and of the others as many as have room. */
export function numberedRows(map: MapHeight, rows: number, selected: number): readonly number[] {
  const every = Math.ceil(NUMBER_DISTANCE / map.pixelsPerRow) * map.unitsPerRow;
  const own = selected - (selected % map.unitsPerRow);
  return Array.from({ length: rows }, (_, row) => row).filter(
    (row) => row === selected || (row % every === 0 && Math.abs(row - own) >= every),
  );
}

/** The middle of a unit's row, in pixels from the map's top. */
export function rowMiddle(map: MapHeight, row: number): number {
  return (Math.floor(row / map.unitsPerRow) + 0.5) * map.pixelsPerRow;
}
