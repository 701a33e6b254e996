/** Where the names of a lag chart's lines stand. */
import type { PlacedName } from '../../draw/namePositions.ts';
import type { ChartLine } from './chartLine.ts';

interface LagNamesLayout {
  /** The last lag. */
  readonly last: number;
  /** Pixels from the left of a lag. */
  readonly x: (lag: number) => number;
  /** Pixels from the top of a value of a line; not finite where the line is not drawn. */
  readonly y: (line: ChartLine) => (value: number) => number;
  /** The same for a value that is not drawn, at the edge of the axis. */
  readonly yAtEnd: (value: number) => number;
  /** Whether the axis has a fixed bottom, through which lines leave. */
  readonly isFloored: boolean;
  readonly width: number;
  readonly height: number;
  /** Pixels that a line's name takes. */
  readonly widthOf: (line: ChartLine) => number;
  /** Pixels from one name to the next below it. */
  readonly distance: number;
}

interface InsideName extends PlacedName {
  readonly line: ChartLine;
}

interface LagNames {
  /** Names of lines that leave the picture early, at that point. */
  readonly inside: readonly InsideName[];
  /** Names at the right end, at the height of their lines. */
  readonly ends: readonly { readonly name: string; readonly model: ChartLine['model']; readonly y: number }[];
}

/** A line's name is at the right end. If the line leaves the picture earlier, its name is at that point where there is room. */
export function placeLagNames(lines: readonly ChartLine[], layout: LagNamesLayout): LagNames {
  const { last, x, y, yAtEnd, isFloored, width, height, widthOf, distance } = layout;
  const leaving = lines.flatMap((line): readonly InsideName[] => {
    if (Number.isFinite(y(line)(line.values[last]))) return [];
    const k = lastDrawn(line.values, y(line));
    return k < 0 ? [] : [{ line, x: x(k) + 6, y: yAtEnd(line.values[k]), width: widthOf(line) }];
  });
  // Where several lines leave through the floor, the first of them has its name on its other side, which is free.
  const first = isFloored && leaving.length > 1 ? leaving.reduce((a, b) => (b.x < a.x ? b : a)) : null;
  const early = leaving.map((one) => (one === first ? { ...one, x: Math.max(0, one.x - 16 - one.width) } : one));
  // A name that would overlap the names at the right end is moved there.
  const inside = early.filter(
    (one, k) => one.x + one.width < width - 4 && !early.slice(0, k).some((other) => overlap(one, other, distance)),
  );
  const ends = lines.flatMap((line) => {
    if (inside.some((one) => one.line === line)) return [];
    const end = early.find((one) => one.line === line)?.y ?? yAtEnd(line.values[last]);
    return Number.isFinite(end) ? [{ name: line.name, model: line.model, y: end }] : [];
  });
  return { inside: inside.map((one) => ({ ...one, y: Math.min(one.y + 4, height - 6) })), ends };
}

function overlap(a: PlacedName, b: PlacedName, distance: number): boolean {
  const left = Math.max(a.x, b.x);
  const right = Math.min(a.x + a.width, b.x + b.width);
  return left < right && Math.abs(a.y - b.y) < distance;
}

/** The last lag at which a line is drawn; −1 if it never is. */
function lastDrawn(values: ArrayLike<number>, y: (value: number) => number): number {
  let k = values.length - 1;
  while (k >= 0 && !Number.isFinite(y(values[k]))) k--;
  return k;
}
