import type { Range } from '../engine/range.ts';

/** The part of a span that lies inside a passage, with its ends in order; null if there is none. */
export function fittedSpan({ from, to }: Range, length: number): Range | null {
  const first = Math.max(0, Math.min(from, to));
  const end = Math.min(length, Math.max(from, to));
  return end > first ? { from: first, to: end } : null;
}

/** The span of the same characters after the traced stretch has moved; null if not all of them are in it. */
export function movedSpan(span: Range | null, by: number, length: number): Range | null {
  if (!span || span.from + by < 0 || span.to + by > length) return null;
  return { from: span.from + by, to: span.to + by };
}
