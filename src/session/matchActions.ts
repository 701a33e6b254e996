import type { MatchActions } from '../state/matchState.ts';
import { passageLength } from '../state/passage.ts';
import { fittedSpan } from '../state/spans.ts';
import type { Session } from './session.ts';

type SpanActions = Pick<MatchActions, 'selectSpan' | 'setSelecting' | 'paint' | 'extendSpan'>;

/** The selected span of the text. Its moving end is at the cursor. */
export function matchActions({ get, set }: Pick<Session, 'get' | 'set'>): SpanActions {
  return {
    selectSpan(wanted) {
      const span = wanted && fittedSpan(wanted, passageLength(get()));
      const before = get().span;
      if (span?.from !== before?.from || span?.to !== before?.to) set({ span });
    },

    setSelecting: (isSelecting) => set({ isSelecting }),
    paint: (painted) => set({ painted }),

    extendSpan(by) {
      const { span, moveTo, selectSpan } = get();
      const { cursor } = get().ui;
      const { t } = cursor;
      const anchor = span && t === span.from ? span.to - 1 : span && t === span.to - 1 ? span.from : t;
      const end = Math.max(0, Math.min(passageLength(get()) - 1, t + by));
      moveTo(end);
      selectSpan({ from: Math.min(anchor, end), to: Math.max(anchor, end) + 1 });
    },
  };
}
