import type { Span } from '../analysis/labels/hypotheses.ts';
import type { MatchActions } from './matchState.ts';
import { passageLength } from './passage.ts';
import type { AppActions, AppState } from './state.ts';

interface Surroundings {
  readonly get: () => AppState & AppActions;
  readonly set: (change: Partial<AppState>) => void;
}

/** The selection on the text. Its moving end is where the cursor is. */
export function spanActions({
  get,
  set,
}: Surroundings): Pick<MatchActions, 'selectSpan' | 'extendSpan' | 'moveToCharacter'> {
  return {
    selectSpan(wanted) {
      const span = wanted && fittedSpan(wanted, passageLength(get()));
      const before = get().span;
      if (span?.from !== before?.from || span?.to !== before?.to) set({ span });
    },

    extendSpan(by) {
      const { span, cursor, moveTo, selectSpan } = get();
      const { t } = cursor;
      const anchor = span && t === span.from ? span.to - 1 : span && t === span.to - 1 ? span.from : t;
      const end = Math.max(0, Math.min(passageLength(get()) - 1, t + by));
      moveTo(end);
      selectSpan({ from: Math.min(anchor, end), to: Math.max(anchor, end) + 1 });
    },

    moveToCharacter(at) {
      const { passage, traceWindow, setTraceWindow, moveTo } = get();
      const { start, length } = traceWindow;
      const isInside = at >= start && at < start + length;
      if (passage.kind !== 'text' || !isInside) setTraceWindow(isInside ? start : at - length / 2, length);
      moveTo(at - get().traceWindow.start);
    },
  };
}

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
