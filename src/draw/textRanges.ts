/** Marks on wrapped text as SVG paths: an outline around a range, lines under ranges. */
import type { Range } from '../engine/range.ts';
import { lineOf } from './wrapText.ts';

/** The geometry of wrapped text. */
export interface TextGrid {
  readonly lines: readonly Range[];
  readonly lineHeight: number;
  readonly columnWidth: number;
  /** Pixels left of the text. */
  readonly gutter: number;
}

/** The part of a range in one line, with its edges in pixels. */
interface Piece {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** The parts of a range, one for each line that contains some of its symbols, in order. */
function pieces({ lines, lineHeight, columnWidth, gutter }: TextGrid, range: Range): Piece[] {
  const found: Piece[] = [];
  if (lines.length === 0) return found;
  const from = Math.max(range.from, lines[0].from);
  const to = Math.min(range.to, lines[lines.length - 1].to);
  for (let k = lineOf(lines, from); k >= 0 && k < lines.length && lines[k].from < to; k++) {
    const line = lines[k];
    found.push({
      left: gutter + (Math.max(from, line.from) - line.from) * columnWidth,
      right: gutter + (Math.min(to, line.to) - line.from) * columnWidth,
      top: k * lineHeight,
      bottom: (k + 1) * lineHeight,
    });
  }
  return found;
}

/**
 * The outline of a range of symbols: along the ends of every line, and above and below a line where its
 * neighbour does not continue the range. Empty if no line contains any of them.
 */
export function rangeOutline(grid: TextGrid, range: Range): string {
  const all = pieces(grid, range);
  const path: string[] = [];
  for (const [k, { left, right, top, bottom }] of all.entries()) {
    path.push(`M${left} ${top}V${bottom}M${right} ${top}V${bottom}`);
    for (const [a, b] of outside(left, right, all[k - 1])) path.push(`M${a} ${top}H${b}`);
    for (const [a, b] of outside(left, right, all[k + 1])) path.push(`M${a} ${bottom}H${b}`);
  }
  return path.join('');
}

/** The parts of left … right that another piece does not cover. */
function outside(left: number, right: number, other: Piece | undefined): (readonly [number, number])[] {
  if (!other || other.right <= left || other.left >= right) return [[left, right]];
  const parts: (readonly [number, number])[] = [
    [left, other.left],
    [other.right, right],
  ];
  return parts.filter(([a, b]) => b > a);
}

/** Lines of `thickness` pixels inside the lower edge of the symbols of each range, as one path to be filled. */
export function rangeUnderlines(grid: TextGrid, ranges: readonly Range[], thickness: number): string {
  return ranges
    .flatMap((range) => pieces(grid, range))
    .map(({ left, right, bottom }) => `M${left} ${bottom - thickness}H${right}V${bottom}H${left}Z`)
    .join('');
}
