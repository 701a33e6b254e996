/** Marks on wrapped text as SVG paths: a frame around a range, lines under ranges. */
import { lineOf, type TextLine } from './wrapText.ts';

export interface TextGrid {
  readonly lines: readonly TextLine[];
  readonly lineHeight: number;
  readonly columnWidth: number;
  /** Pixels left of the text. */
  readonly gutter: number;
}

/** A range's part of one line: its edges in pixels. */
interface Piece {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** Parts of the symbols from … to − 1, one for each line that holds some of them, in order. */
function pieces({ lines, lineHeight, columnWidth, gutter }: TextGrid, from: number, to: number): Piece[] {
  const found: Piece[] = [];
  if (lines.length === 0) return found;
  const start = Math.max(from, lines[0].start);
  const end = Math.min(to, lines[lines.length - 1].end);
  for (let k = lineOf(lines, start); k >= 0 && k < lines.length && lines[k].start < end; k++) {
    const line = lines[k];
    found.push({
      left: gutter + (Math.max(start, line.start) - line.start) * columnWidth,
      right: gutter + (Math.min(end, line.end) - line.start) * columnWidth,
      top: k * lineHeight,
      bottom: (k + 1) * lineHeight,
    });
  }
  return found;
}

/**
 * The outline of the symbols from … to − 1: along the ends of every line, and above and below it where the line before or after
 * does not go on there. Empty if no line holds any of them.
 */
export function rangeOutline(grid: TextGrid, from: number, to: number): string {
  const all = pieces(grid, from, to);
  const path: string[] = [];
  for (const [k, { left, right, top, bottom }] of all.entries()) {
    path.push(`M${left} ${top}V${bottom}M${right} ${top}V${bottom}`);
    for (const [a, b] of outside(left, right, all[k - 1])) path.push(`M${a} ${top}H${b}`);
    for (const [a, b] of outside(left, right, all[k + 1])) path.push(`M${a} ${bottom}H${b}`);
  }
  return path.join('');
}

/** Parts of left … right that another piece does not cover. */
function outside(left: number, right: number, other: Piece | undefined): (readonly [number, number])[] {
  if (!other || other.right <= left || other.left >= right) return [[left, right]];
  const parts: (readonly [number, number])[] = [
    [left, other.left],
    [other.right, right],
  ];
  return parts.filter(([a, b]) => b > a);
}

/** Lines of `thickness` pixels inside the lower edge of the symbols of each range, first … end − 1; as one path to be filled. */
export function rangeUnderlines(
  grid: TextGrid,
  ranges: readonly (readonly [first: number, end: number])[],
  thickness: number,
): string {
  return ranges
    .flatMap(([first, end]) => pieces(grid, first, end))
    .map(({ left, right, bottom }) => `M${left} ${bottom - thickness}H${right}V${bottom}H${left}Z`)
    .join('');
}
