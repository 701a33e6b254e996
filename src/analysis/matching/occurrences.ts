import { lengthOf, type Range } from '../../engine/range.ts';
import type { ChannelRange } from '../../engine/spec.ts';
import { CODES, ENCODE } from '../scores/codes.ts';
import type { ChannelRef } from '../scores/scan.ts';
import { levelOf, type Side, type Sign, type SignedUnit, SIGNS } from './onRule.ts';
import { atLeast } from './together.ts';
import { pulse } from '../../engine/pulse.ts';

/** The largest number of occurrences that are listed. */
export const MOST_OCCURRENCES = 50;

/** A question for the occurrences in a text at which the same units are on together. */
export interface OccurrencesQuestion {
  readonly source: ChannelRef;
  readonly units: readonly SignedUnit[];
  /** The directions in which other units count as on. */
  readonly side: Side;
  /** The level from which a unit is on (see `levelOf`). */
  readonly on: number;
  /** The number of the units that must be on at every character of an occurrence. */
  readonly least: number;
  /** Number of characters in the selected span. */
  readonly length: number;
  /** The selected span in the whole text; null if it is in another text. */
  readonly own: Range | null;
}

/** One occurrence: a range of characters of the whole text that cannot be extended. */
export interface Occurrence extends Range {
  /** The largest number of the units that are on at one of its characters. */
  readonly on: number;
  /** The mean number of other units that are on at its characters. */
  readonly others: number;
}

/** The occurrences in the range that was read. */
export interface Occurrences {
  /** The characters that were read. */
  readonly read: Range;
  /** Ends of every occurrence, [2 · occurrences]: from, to, from, to, … Those that overlap the selected span are left out. */
  readonly runs: Int32Array;
  /** The number of characters at which enough of the units are on together, including those of the selected span. */
  readonly together: number;
  /** The expected share of such characters if the units were independent and each was on as often as it is. */
  readonly expected: number;
  /** The best MOST_OCCURRENCES. */
  readonly best: readonly Occurrence[];
}

/** Codes of one channel for the characters that were read, [H, count]. */
export interface CodedStates {
  readonly codes: Uint16Array;
  readonly range: ChannelRange;
  readonly read: Range;
}

/**
 * Finds every maximal run of characters at each of which at least `least` of the units are on, except the runs that
 * overlap the selected span. The best runs are ranked by
 *
 * 1. the largest number of the units that are on at one of its characters,
 * 2. how near its length is to the span's length,
 * 3. how few other units are on, on average over its characters (all three as in LSTMVis),
 * 4. its position in the text.
 *
 * Thresholds are compared as codes: a value within a thousandth of the threshold (relative to its size or to its
 * distance from the end of the range) may count as on.
 */
export function findOccurrences(states: CodedStates, question: OccurrencesQuestion): Occurrences {
  const { codes, range, read } = states;
  const count = lengthOf(read);
  const { units, on, least, own } = question;
  const { counts, shares } = countOn(states, units, on);
  const occurrences: Candidate[] = [];
  let together = 0;
  for (let t = 0; t < count; t++) {
    if (counts[t]! < least) continue;
    const start = t;
    let most = 0;
    for (; t < count && counts[t]! >= least; t++) most = Math.max(most, counts[t]!);
    together += t - start;
    const isOwn = own !== null && read.from + start < own.to && read.from + t > own.from;
    if (!isOwn) occurrences.push({ from: start, to: t, on: most });
  }
  const runs = new Int32Array(2 * occurrences.length);
  for (const [k, { from, to }] of occurrences.entries()) runs.set([read.from + from, read.from + to], 2 * k);
  const ranked = contenders(occurrences, question.length);
  const others = othersOn(codes, range, count, question, ranked);
  const best = ranked
    .map((one, k) => ({ ...one, others: others[k]! }))
    .sort((a, b) => byFit(question.length)(a, b) || a.others - b.others || a.from - b.from)
    .slice(0, MOST_OCCURRENCES)
    .map(({ from, to, ...rest }): Occurrence => ({ ...rest, from: read.from + from, to: read.from + to }));
  return { read, runs, together, expected: atLeast(shares, least), best };
}

/** An occurrence whose ends are counted from the first character that was read. */
type Candidate = Omit<Occurrence, 'others'>;

function byFit(length: number): (a: Candidate, b: Candidate) => number {
  return (a, b) => b.on - a.on || Math.abs(lengthOf(a) - length) - Math.abs(lengthOf(b) - length);
}

/** The candidates after the first two rules: the best ones, and all that are tied with the last of them. */
function contenders(occurrences: readonly Candidate[], length: number): Candidate[] {
  const order = byFit(length);
  const sorted = occurrences.toSorted(order);
  let end = Math.min(MOST_OCCURRENCES, sorted.length);
  while (end > 0 && end < sorted.length && order(sorted[end - 1]!, sorted[end]!) === 0) end++;
  return sorted.slice(0, end);
}

/**
 * The number of the units that are on at each character, [count], and the share of characters at which each unit is
 * on.
 */
function countOn(
  { codes, range, read }: CodedStates,
  units: readonly SignedUnit[],
  on: number,
): { readonly counts: Uint16Array; readonly shares: readonly number[] } {
  const count = lengthOf(read);
  const counts = new Uint16Array(count);
  const shares = units.map(({ unit, sign }) => {
    const row = codes.subarray(unit * count, (unit + 1) * count);
    const [low, high] = onCodes(range, on, sign);
    const width = high - low;
    pulse(count);
    let sum = 0;
    for (let t = 0; t < count; t++) {
      // One comparison is enough: below `low` the unsigned difference is huge.
      const is = +((row[t]! - low) >>> 0 <= width);
      counts[t]! += is;
      sum += is;
    }
    return sum / count;
  });
  return { counts, shares };
}

/** The smallest and the largest code with which a unit is on. */
function onCodes(range: ChannelRange, on: number, sign: Sign): readonly [low: number, high: number] {
  const limit = ENCODE[range](levelOf(range, on, sign));
  return sign === 1 ? [limit, CODES - 1] : [0, limit];
}

/** For each run, the mean number of other units that are on. */
function othersOn(
  codes: Uint16Array,
  range: ChannelRange,
  count: number,
  { units, side, on }: OccurrencesQuestion,
  runs: readonly Candidate[],
): Float64Array {
  const sums = new Float64Array(runs.length);
  const asked = new Set(units.map(({ unit }) => unit));
  const signs = SIGNS[side];
  const high = signs.includes(1) ? onCodes(range, on, 1)[0] : CODES;
  const low = signs.includes(-1) ? onCodes(range, on, -1)[1] : -1;
  for (let unit = 0; unit < codes.length / count; unit++) {
    if (asked.has(unit)) continue;
    const row = codes.subarray(unit * count, (unit + 1) * count);
    for (let k = 0; k < runs.length; k++) {
      const { from, to } = runs[k]!;
      pulse(to - from);
      let sum = 0;
      for (let t = from; t < to; t++) if (row[t]! >= high || row[t]! <= low) sum++;
      sums[k]! += sum;
    }
  }
  // A single division, so that equal means are equal numbers.
  return sums.map((sum, k) => sum / lengthOf(runs[k]!));
}
