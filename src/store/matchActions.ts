import type { MatchActions } from './matchState.ts';
import { passageLength } from './passage.ts';
import type { Matching } from './matching.ts';
import { fittedSpan } from './spans.ts';
import type { AppActions, AppState } from './state.ts';

interface Surroundings {
  readonly get: () => AppState & AppActions;
  readonly set: (change: Partial<AppState>) => void;
  readonly matching: () => Matching;
}

/** The selection on the text, whose moving end is where the cursor is, and what is asked about it. */
export function matchActions({ get, set, matching }: Surroundings): MatchActions {
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

    findPlaces: (rule, renew) => matching().find(rule, renew),
    stopPlaces: () => matching().stop(),

    moveToCharacter(at) {
      const { passage, traceWindow, setTraceWindow, moveTo } = get();
      const { start, length } = traceWindow;
      const isInside = at >= start && at < start + length;
      if (passage.kind !== 'text' || !isInside) setTraceWindow(isInside ? start : at - length / 2, length);
      moveTo(at - get().traceWindow.start);
    },
  };
}
