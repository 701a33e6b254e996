import { useMemo } from 'react';
import type { ChannelRange } from '../../engine/spec.ts';
import type { MatchRule } from '../../state/matchState.ts';
import type { Ui, UiChange } from '../../state/ui.ts';
import { useApp } from '../StoreContext.tsx';

/** The rule for channels of one range; the same object until the rule changes. */
export function useMatchRule(range: ChannelRange): MatchRule {
  const side = useApp(({ ui }) => ui.matchSide[range]);
  const on = useApp(({ ui }) => ui.matchOn[range]);
  const off = useApp(({ ui }) => ui.matchOff[range]);
  const share = useApp(({ ui }) => ui.matchShare);
  const before = useApp(({ ui }) => ui.matchBefore);
  const after = useApp(({ ui }) => ui.matchAfter);
  const together = useApp(({ ui }) => ui.matchTogether);
  return useMemo(
    () => ({ side, on, off, share, before, after, together }),
    [side, on, off, share, before, after, together],
  );
}

/** The change that sets one threshold. The threshold of off is never above that of on, so one may move the other. */
export function thresholds(
  ui: Pick<Ui, 'matchOn' | 'matchOff'>,
  range: ChannelRange,
  change: { readonly on: number } | { readonly off: number },
): UiChange {
  const { on, off } = { on: ui.matchOn[range], off: ui.matchOff[range], ...change };
  const isOn = 'on' in change;
  return {
    matchOn: { ...ui.matchOn, [range]: isOn ? on : Math.max(on, off) },
    matchOff: { ...ui.matchOff, [range]: isOn ? Math.min(on, off) : off },
  };
}
