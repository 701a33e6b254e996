import type { ChannelRange } from '../../engine/spec.ts';
import { levelOf, type OnRule, type Side, type Sign, type SignedUnit, SIGNS } from './onRule.ts';
import { leastOf } from './together.ts';

/** The values of one channel of one layer on a selected span and on the characters around it. */
export interface SpanRows {
  /** [before + length + after, H], in text order. */
  readonly values: Float32Array;
  readonly hidden: number;
  /** The number of characters before the span, in the span, and after it. */
  readonly before: number;
  readonly length: number;
  readonly after: number;
}

/** A unit that is on in the span. */
export interface SpanUnit extends SignedUnit {
  /** Mean value over the span. */
  readonly mean: number;
  /** The share of the span's characters at which it is on. */
  readonly share: number;
}

/** The units of a channel that fit a rule on a span. */
export interface SpanUnits {
  /**
   * Units that are on for enough of the span and off around it; ordered by share, then by mean level, then by index.
   */
  readonly chosen: readonly SpanUnit[];
  /** The number of units that are on somewhere in the span. */
  readonly anywhere: number;
  /** The number of units that are on for enough of the span, whether or not they are off around it. */
  readonly throughout: number;
}

/** Tolerance for shares, which are quotients of counts: 0.8 of 5 is 4. */
const ROUNDING = 1e-9;

/**
 * The units that are on over a span and off around it. Each unit is tested in the direction in which it is on for
 * more of the span (the high one in case of a tie). If the text begins or ends near the span, only the existing
 * characters must be off.
 */
export function unitsOnSpan(rows: SpanRows, range: ChannelRange, rule: OnRule): SpanUnits {
  const chosen: (SpanUnit & { readonly level: number })[] = [];
  let anywhere = 0;
  let throughout = 0;
  for (let unit = 0; unit < rows.hidden; unit++) {
    const [best, other] = SIGNS[rule.side].map((sign) => onSpan(rows, range, unit, sign, rule.on));
    const one = other && other.share > best!.share ? other : best!;
    if (one.share > 0) anywhere++;
    if (one.share === 0 || one.share < rule.share - ROUNDING) continue;
    throughout++;
    if (isOffAround(rows, range, one, rule)) chosen.push({ ...one, level: levelOf(range, one.mean, one.sign) });
  }
  chosen.sort((a, b) => b.share - a.share || b.level - a.level || a.unit - b.unit);
  return { chosen: chosen.map(({ unit, sign, mean, share }) => ({ unit, sign, mean, share })), anywhere, throughout };
}

function onSpan(rows: SpanRows, range: ChannelRange, unit: number, sign: Sign, on: number): SpanUnit {
  const { values, hidden, before, length } = rows;
  let sum = 0;
  let count = 0;
  for (let t = before; t < before + length; t++) {
    const value = values[t * hidden + unit]!;
    sum += value;
    if (levelOf(range, value, sign) >= on) count++;
  }
  return { unit, sign, mean: sum / length, share: count / length };
}

function isOffAround(rows: SpanRows, range: ChannelRange, { unit, sign }: SignedUnit, rule: OnRule): boolean {
  const { values, hidden, before, length, after } = rows;
  const isOff = (t: number): boolean => levelOf(range, values[t * hidden + unit]!, sign) < rule.off;
  for (let k = 1; k <= Math.min(rule.before, before); k++) if (!isOff(before - k)) return false;
  for (let k = 0; k < Math.min(rule.after, after); k++) if (!isOff(before + length + k)) return false;
  return true;
}

/**
 * The largest threshold at which `wanted` units are on for a share of the span, or all units if there are fewer. The
 * characters around the span are ignored.
 */
export function levelOfStrongest(
  rows: SpanRows,
  range: ChannelRange,
  side: Side,
  share: number,
  wanted: number,
): number {
  const { values, hidden, before, length } = rows;
  const least = leastOf(share, length);
  const levels = Array.from({ length: hidden }, (_, unit) => {
    const reached = SIGNS[side].map((sign) => {
      const own = new Float64Array(length);
      for (let t = 0; t < length; t++) own[t] = levelOf(range, values[(before + t) * hidden + unit]!, sign);
      return own.sort()[length - least]!;
    });
    return Math.max(...reached);
  });
  return levels.sort((a, b) => b - a)[Math.min(wanted, hidden) - 1]!;
}
