import type { Span } from '../analysis/labels/hypotheses.ts';

/** A span inside a passage of so many timesteps, ends in order; null where nothing of it is inside. */
export function fittedSpan({ from, to }: Span, length: number): Span | null {
  const first = Math.max(0, Math.min(from, to));
  const end = Math.min(length, Math.max(from, to));
  return end > first ? { from: first, to: end } : null;
}

/** The same characters when the traced stretch moves; null where they are no longer all in it. */
export function movedSpan(span: Span | null, by: number, length: number): Span | null {
  if (!span || span.from + by < 0 || span.to + by > length) return null;
  return { from: span.from + by, to: span.to + by };
}
