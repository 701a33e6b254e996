/** Positions of a chart's names: at the ends of the lines if there is room, otherwise in a key above the chart. */

/**
 * Whether names fit beside the ends of their lines.
 *
 * @param widths pixels of each name
 * @param room pixels beside the chart
 * @param height pixels over which the names may be spread
 * @param distance pixels from one name to the next
 */
export function namesFit(widths: readonly number[], room: number, height: number, distance: number): boolean {
  return widths.every((width) => width <= room) && (widths.length - 1) * distance <= height;
}

/** A name in a chart: its left edge, its baseline and its length, in pixels. */
export interface PlacedName {
  readonly x: number;
  readonly y: number;
  readonly width: number;
}

/** The first of several baselines at which a name touches none of the others; the last one if there is none. */
export function freeBaseline(
  name: Omit<PlacedName, 'y'>,
  baselines: readonly number[],
  others: readonly PlacedName[],
  distance: number,
): number {
  const isFree = (y: number): boolean =>
    others.every(
      (other) => other.x >= name.x + name.width || other.x + other.width <= name.x || Math.abs(other.y - y) >= distance,
    );
  return baselines.find(isFree) ?? baselines[baselines.length - 1]!;
}

/** Pixels from the middle of a name's letters to its baseline. */
const HALF_LETTER = 4;

/** Where a line passes through the columns of a name, as obstacles to it. Values that are not drawn have no finite y. */
export function passedPoints(
  values: ArrayLike<number>,
  x: (index: number) => number,
  y: (value: number) => number,
  name: Omit<PlacedName, 'y'>,
): readonly PlacedName[] {
  const points: PlacedName[] = [];
  for (let k = 0; k < values.length; k++) {
    const at = { x: x(k), y: y(values[k]!) + HALF_LETTER, width: 1 };
    if (at.x > name.x - 1 && at.x < name.x + name.width && Number.isFinite(at.y)) points.push(at);
  }
  return points;
}

export interface KeyPosition {
  readonly x: number;
  readonly row: number;
}

/** Pixels of the line sample in a key, and between two entries. */
export const KEY_SAMPLE = 26;
const KEY_GAP = 6;
const KEY_APART = 18;
/** Pixels from one row of a key to the next. */
export const KEY_ROW = 17;

/** Positions of the names in a key of `width` pixels: one after another, in as many rows as needed. */
export function keyPositions(widths: readonly number[], width: number): readonly KeyPosition[] {
  let x = 0;
  let row = 0;
  return widths.map((name) => {
    const entry = KEY_SAMPLE + KEY_GAP + name;
    if (x > 0 && x + entry > width) {
      x = 0;
      row++;
    }
    const position = { x, row };
    x += entry + KEY_APART;
    return position;
  });
}

/** Pixels from the beginning of an entry to its name. */
export const KEY_NAME = KEY_SAMPLE + KEY_GAP;

/** Height of a key in pixels; 0 if it is empty. */
export function keyHeight(positions: readonly KeyPosition[]): number {
  return positions.length === 0 ? 0 : (positions[positions.length - 1].row + 1) * KEY_ROW + 4;
}
