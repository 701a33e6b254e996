import type { Side } from '../../analysis/matching/onRule.ts';
import { formatFixed } from '../../draw/format.ts';
import type { Channel } from '../../engine/cells/channels.ts';
import type { ChannelRange } from '../../engine/spec.ts';
import type { MatchRule } from '../../state/matchState.ts';

/** The names of the directions. */
export function sideNames(range: ChannelRange): readonly (readonly [Side, string])[] {
  const [high, low] = range === 'gate' ? ['Open', 'Shut'] : ['Positive', 'Negative'];
  return [
    ['high', high],
    ['low', low],
    ['both', 'Either'],
  ];
}

/** "c ≥ 1.00 or c ≤ −1.00" */
export function describeOn(
  range: ChannelRange,
  channel: Channel,
  { side, on }: Pick<MatchRule, 'side' | 'on'>,
): string {
  const high = `${channel} ≥ ${formatFixed(on, 2)}`;
  const low = `${channel} ≤ ${formatFixed(range === 'gate' ? 1 - on : -on, 2)}`;
  return side === 'high' ? high : side === 'low' ? low : `${high} or ${low}`;
}

/** "off on the character before and the 3 after it"; '' if the rule ignores the characters around. */
export function describeAround({ before, after }: Pick<MatchRule, 'before' | 'after'>): string {
  if (before === 0 && after === 0) return '';
  const count = (n: number): string => (n === 1 ? 'the character' : `the ${n} characters`);
  if (before === after) return `off on ${count(before)} before it and after it`;
  return `off on ${[
    ...(before > 0 ? [`${count(before)} before it`] : []),
    ...(after > 0 ? [`${count(after)} after it`] : []),
  ].join(' and ')}`;
}

/** "all of the selection", "80 % of the selection" */
export function formatShare(share: number): string {
  return share >= 1 ? 'all of the selection' : `${formatFixed(100 * share, 0)} % of the selection`;
}

/** Shortens a long piece of text by its middle, which becomes an ellipsis. */
export function shortPiece(symbols: readonly string[], most = Infinity): readonly string[] {
  if (symbols.length <= most) return symbols;
  const end = Math.floor((most - 1) / 3);
  return [...symbols.slice(0, most - 1 - end), '…', ...symbols.slice(symbols.length - end)];
}

/** "12.3 %", "0.12 %" below one percent, "< 0.01 %" for less, and "0 %" for zero only. */
export function formatPercent(share: number): string {
  if (share === 0) return '0 %';
  const percent = 100 * share;
  if (percent < 0.01) return '< 0.01 %';
  return `${formatFixed(percent, percent < 1 ? 2 : 1)} %`;
}
