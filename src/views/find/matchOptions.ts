import { useMemo } from 'react';
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import type { Side } from '../../analysis/matching/onRule.ts';
import type { ChannelRange } from '../../engine/spec.ts';
import type { MatchRule } from '../../store/matchState.ts';

/** What depends on the kind of channel: thresholds of a gate say nothing about a cell state. */
type RangeRule = Pick<MatchRule, 'side' | 'on' | 'off'>;
type SharedRule = Omit<MatchRule, keyof RangeRule>;

interface MatchOptions {
  readonly ranges: Readonly<Record<ChannelRange, RangeRule>>;
  readonly shared: SharedRule;
}

/** LSTMVis begins at 0.3 for h. A gate is open from a half on; c is read through tanh, of which 1 is three quarters. */
const options = createStore<MatchOptions>(() => ({
  ranges: {
    gate: { side: 'high', on: 0.5, off: 0.5 },
    signed: { side: 'both', on: 0.3, off: 0.3 },
    unbounded: { side: 'both', on: 1, off: 1 },
  },
  shared: { share: 1, before: 1, after: 1, together: 1 },
}));

/** The rule for a kind of channel; the same object until it is changed. */
export function useMatchRule(range: ChannelRange): MatchRule {
  const own = useStore(options, (state) => state.ranges[range]);
  const shared = useStore(options, (state) => state.shared);
  return useMemo(() => ({ ...own, ...shared }), [own, shared]);
}

/** Off never lies above on: one threshold takes the other with it. */
export function setThresholds(range: ChannelRange, change: { readonly on: number } | { readonly off: number }): void {
  setRange(range, (before) => {
    const { on, off } = { ...before, ...change };
    return 'on' in change ? { on, off: Math.min(on, off) } : { off, on: Math.max(on, off) };
  });
}

export function setSide(range: ChannelRange, side: Side): void {
  setRange(range, () => ({ side }));
}

export function setShared(change: Partial<SharedRule>): void {
  options.setState(({ shared }) => ({ shared: { ...shared, ...change } }));
}

function setRange(range: ChannelRange, change: (before: RangeRule) => Partial<RangeRule>): void {
  options.setState(({ ranges }) => ({
    ranges: { ...ranges, [range]: { ...ranges[range], ...change(ranges[range]) } },
  }));
}
