import type { Side } from '../../analysis/matching/onRule.ts';
import { formatFixed } from '../../draw/format.ts';
import { visibleSymbol } from '../../draw/symbols.ts';
import type { Channel, ChannelRange } from '../../engine/spec.ts';
import type { MatchRule } from '../../store/matchState.ts';

/** What the directions are called. */
export function sideNames(range: ChannelRange): readonly (readonly [Side, string])[] {
  const [high, low] = range === 'gate' ? ['Open', 'Shut'] : ['Positive', 'Negative'];
  return [
    ['high', high],
    ['low', low],
    ['both', 'Either'],
  ];
}

/** "c ≥ 1.00 or c ≤ −1.00" */
export function onWords(range: ChannelRange, channel: Channel, { side, on }: Pick<MatchRule, 'side' | 'on'>): string {
  const high = `${channel} ≥ ${formatFixed(on, 2)}`;
  const low = `${channel} ≤ ${formatFixed(range === 'gate' ? 1 - on : -on, 2)}`;
  return side === 'high' ? high : side === 'low' ? low : `${high} or ${low}`;
}

/** "off on the character before and the 3 after it"; '' where nothing is asked of them. */
export function aroundWords({ before, after }: Pick<MatchRule, 'before' | 'after'>): string {
  if (before === 0 && after === 0) return '';
  const count = (n: number): string => (n === 1 ? 'the character' : `the ${n} characters`);
  if (before === after) return `off on ${count(before)} before it and after it`;
  return `off on ${[
    ...(before > 0 ? [`${count(before)} before it`] : []),
    ...(after > 0 ? [`${count(after)} after it`] : []),
  ].join(' and ')}`;
}

/** "all of the selection", "80 % of the selection" */
export function shareWords(share: number): string {
  return share >= 1 ? 'all of the selection' : `${formatFixed(100 * share, 0)} % of the selection`;
}

/** Some symbols side by side, what cannot be seen made visible; the middle of a long piece is left out. */
export function pieceWords(symbols: readonly string[], most = Infinity): string {
  const shown = symbols.map(visibleSymbol);
  if (shown.length <= most) return shown.join('');
  const end = Math.floor((most - 1) / 3);
  return `${shown.slice(0, most - 1 - end).join('')}…${shown.slice(shown.length - end).join('')}`;
}

/** "12.3 %", with a second decimal where there would be none that counts; "0 %" only where nothing is. */
export function percentWords(share: number): string {
  if (share === 0) return '0 %';
  const percent = 100 * share;
  if (percent < 0.01) return '< 0.01 %';
  return `${formatFixed(percent, percent < 1 ? 2 : 1)} %`;
}
