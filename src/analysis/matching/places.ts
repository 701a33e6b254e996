import type { ChannelRange } from '../../engine/spec.ts';
import type { Span } from '../labels/hypotheses.ts';
import { CODES, ENCODE } from '../scores/codes.ts';
import type { ChannelPlace } from '../scores/scan.ts';
import { levelOf, type Side, type Sign, type SignedUnit, SIGNS } from './onRule.ts';
import { atLeast } from './together.ts';

/** Most places that are listed. */
export const MOST_PLACES = 50;

/** Where else in a text the same units are on together. */
export interface PlacesQuestion {
  readonly place: ChannelPlace;
  readonly units: readonly SignedUnit[];
  /** Directions in which another unit counts as on. */
  readonly side: Side;
  /** Level from which a unit is on (see `levelOf`). */
  readonly on: number;
  /** So many of the units must be on at every character of a place. */
  readonly least: number;
  /** Characters of the selected span. */
  readonly length: number;
  /** The span itself in the whole text; null where it stands in another text. */
  readonly own: Span | null;
}

/** One place: a run of characters that cannot be made longer. */
export interface Place {
  /** First character, of the whole text. */
  readonly from: number;
  readonly length: number;
  /** Most of the units that are on at one of its characters. */
  readonly on: number;
  /** Other units on, on average over its characters. */
  readonly others: number;
}

export interface Places {
  /** First character that was read, and how many were. */
  readonly from: number;
  readonly count: number;
  /** First character and length of every place, [2 · places]; without those that touch the span itself. */
  readonly runs: Int32Array;
  /** Characters at which so many units are on together, the span's own among them. */
  readonly together: number;
  /** Share of characters at which they would be if each was on as often as it is, independently of the others. */
  readonly expected: number;
  /** The best MOST_PLACES. */
  readonly best: readonly Place[];
}

/** Codes of one channel, [H, count], of the characters from `from` on. */
export interface CodedStates {
  readonly codes: Uint16Array;
  readonly range: ChannelRange;
  readonly from: number;
  readonly count: number;
}

/**
 * Every maximal run of characters at each of which at least `least` of the units are on, less those that touch the span itself;
 * the best of them ranked
 *
 * 1. by the most of the units that are on at one of its characters,
 * 2. then by how near its length is to the span's,
 * 3. then by how few other units are on, on average over its characters (all three as LSTMVis),
 * 4. then by its place in the text.
 *
 * A threshold is compared in codes: a value that is nearer to it than a thousandth of its size (or of its distance from the end
 * of the range) may count as on.
 */
export function findPlaces(states: CodedStates, question: PlacesQuestion): Places {
  const { codes, range, from, count } = states;
  const { units, on, least, own } = question;
  const { counts, shares } = countOn(states, units, on);
  const places: Candidate[] = [];
  let together = 0;
  for (let t = 0; t < count; t++) {
    if (counts[t]! < least) continue;
    const start = t;
    let most = 0;
    for (; t < count && counts[t]! >= least; t++) most = Math.max(most, counts[t]!);
    together += t - start;
    const isOwn = own !== null && from + start < own.to && from + t > own.from;
    if (!isOwn) places.push({ start, length: t - start, on: most });
  }
  const runs = new Int32Array(2 * places.length);
  for (const [k, { start, length }] of places.entries()) runs.set([from + start, length], 2 * k);
  const ranked = contenders(places, question.length);
  const others = othersOn(codes, range, count, question, ranked);
  const best = ranked
    .map((one, k) => ({ ...one, others: others[k]! }))
    .sort((a, b) => byFit(question.length)(a, b) || a.others - b.others || a.start - b.start)
    .slice(0, MOST_PLACES)
    .map(({ start, ...rest }): Place => ({ ...rest, from: from + start }));
  return { from, count, runs, together, expected: atLeast(shares, least), best };
}

interface Candidate {
  readonly start: number;
  readonly length: number;
  readonly on: number;
}

function byFit(length: number): (a: Candidate, b: Candidate) => number {
  return (a, b) => b.on - a.on || Math.abs(a.length - length) - Math.abs(b.length - length);
}

/** Those that the first two rules leave in the running: the best, and all that are as good as the last of them. */
function contenders(places: readonly Candidate[], length: number): Candidate[] {
  const order = byFit(length);
  const sorted = places.toSorted(order);
  let end = Math.min(MOST_PLACES, sorted.length);
  while (end > 0 && end < sorted.length && order(sorted[end - 1]!, sorted[end]!) === 0) end++;
  return sorted.slice(0, end);
}

/** How many of the units are on at each character, [count], and each unit's share of the characters. */
function countOn(
  { codes, range, count }: CodedStates,
  units: readonly SignedUnit[],
  on: number,
): { readonly counts: Uint16Array; readonly shares: readonly number[] } {
  const counts = new Uint16Array(count);
  const shares = units.map(({ unit, sign }) => {
    const row = codes.subarray(unit * count, (unit + 1) * count);
    const [low, high] = onCodes(range, on, sign);
    const width = high - low;
    let sum = 0;
    for (let t = 0; t < count; t++) {
      // One comparison: below `low` the difference without a sign is huge.
      const is = +((row[t]! - low) >>> 0 <= width);
      counts[t]! += is;
      sum += is;
    }
    return sum / count;
  });
  return { counts, shares };
}

/** Smallest and largest code with which a unit is on. */
function onCodes(range: ChannelRange, on: number, sign: Sign): readonly [low: number, high: number] {
  const limit = ENCODE[range](levelOf(range, on, sign));
  return sign === 1 ? [limit, CODES - 1] : [0, limit];
}

/** Of each run, how many units that were not asked for are on, on average over its characters. */
function othersOn(
  codes: Uint16Array,
  range: ChannelRange,
  count: number,
  { units, side, on }: PlacesQuestion,
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
      const { start, length } = runs[k]!;
      let sum = 0;
      for (let t = start; t < start + length; t++) if (row[t]! >= high || row[t]! <= low) sum++;
      sums[k]! += sum;
    }
  }
  // Divided once, so that equal means are equal numbers.
  return sums.map((sum, k) => sum / runs[k]!.length);
}
