/** Spans of the text: when a drag selects one, and how a span is written. */
import { formatCount } from '../../draw/format.ts';
import type { Range } from '../../engine/range.ts';
import type { AppState } from '../../state/state.ts';

/** Whether a press on the text begins a span, besides moving the cursor. */
export function startsSpan(
  { shiftKey }: { readonly shiftKey: boolean },
  { isSelecting }: Pick<AppState, 'isSelecting'>,
): boolean {
  return shiftKey || isSelecting;
}

/** The span between two characters in either order, including both. */
export function spanBetween(a: number, b: number): Range {
  return { from: Math.min(a, b), to: Math.max(a, b) + 1 };
}

/** "t 37–52, 16 characters" */
export function describeSpan({ from, to }: Range): string {
  return to - from === 1
    ? `t ${formatCount(from)}, 1 character`
    : `t ${formatCount(from)}–${formatCount(to - 1)}, ${formatCount(to - from)} characters`;
}
