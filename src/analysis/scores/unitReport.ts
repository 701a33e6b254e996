/** One unit and one label over a long range of a text: the numbers behind the charts, as plain data. */
import type { Range } from '../../engine/range.ts';
import { partOf, scoreOfCodes } from './labelValues.ts';
import { type Level, levelsOf } from './levels.ts';
import { type Roc, rocOf } from './roc.ts';
import type { StateCache } from './stateCache.ts';
import { firstPositions, orderOf } from './strongPositions.ts';
import { type UnitRef, unitRow } from './units.ts';
import { valueTable } from './unitScores.ts';

/** A unit and the label with which it is compared. */
export interface UnitReportRequest extends UnitRef {
  /** Id of the label. */
  readonly label: string;
}

/** A character by its index in the whole text, with the values of the unit and the label. */
export interface Context {
  readonly at: number;
  readonly value: number;
  readonly label: number;
}

/** The contexts with the highest and the lowest values, most extreme first. */
interface Ends {
  readonly highest: readonly Context[];
  readonly lowest: readonly Context[];
}

/** Histograms of a unit's values where a label is on and where it is off. */
interface SplitHistogram {
  /** Lowest and highest value of the unit. The bins between them have equal width. */
  readonly low: number;
  readonly high: number;
  /** Number of characters in each bin, [BINS]. */
  readonly on: Uint32Array;
  readonly off: Uint32Array;
}

/** The answer to a unit report request. */
export interface UnitReport {
  readonly unit: UnitRef;
  readonly label: string;
  readonly kind: 'binary' | 'numeric';
  /** The characters that were read. Contexts come from all of them. */
  readonly read: Range;
  /**
   * The number of characters at the end of the range that did not choose the label's unit. Everything but the
   * contexts is measured on these.
   */
  readonly scored: number;
  /** The number of streams that read either part in parallel. */
  readonly streams: number;
  /** A label counts as on from this value: 1 for a binary label, above the median for a numeric one. */
  readonly onFrom: number;
  /** Number of scored characters at which it is on. */
  readonly onCount: number;
  readonly distribution: SplitHistogram;
  /** AUC of "larger values go with the label", or Spearman's ρ. */
  readonly score: number;
  /** For a binary label. */
  readonly roc: Roc | null;
  /** For a numeric label. */
  readonly levels: readonly Level[] | null;
  readonly contexts: Ends;
  /**
   * For a binary label, the extremes where it is off and where it is on. The unit errs at the extremes of the wrong
   * side.
   */
  readonly off: Ends | null;
  readonly on: Ends | null;
  /** Runs on which the label is on in the range: first character and the one after the last, in turn. */
  readonly runs: Int32Array;
}

export const BINS = 48;
/** Contexts at each end, and the number of contexts at which the unit errs. */
const CONTEXTS = 5;
const ERRORS = 3;
/** The smallest distance between two contexts in characters, so that one long run appears once. */
export const CONTEXTS_APART = 8;

/**
 * Compares one unit with one label.
 *
 * @param report receives the share of the text that is read
 * @throws RangeError if there is no such label
 */
export async function unitReportOf(
  cache: StateCache,
  request: UnitReportRequest,
  report: (share: number) => void = () => undefined,
): Promise<UnitReport> {
  const { layer, channel, unit } = request;
  const label = cache.label(request.label);
  const all = await cache.codes({ layer, channel }, report);
  const n = cache.count;
  const codes = all.subarray(unit * n, (unit + 1) * n);
  const table = valueTable(cache.subject.spec, unitRow(cache.subject.spec, { layer, channel, unit }));
  const values = Float32Array.from(codes, (code) => table[code]!);
  const first = n - cache.scored;
  const scoredLabel = partOf(label, first, n);
  const scoredCodes = codes.subarray(first);
  const scoredValues = values.subarray(first);
  const isBinary = label.kind === 'binary';
  const onFrom = isBinary ? 1 : aboveMedian(scoredLabel.values);
  const isOn = (value: number): boolean => value >= onFrom;
  const roc = isBinary ? rocOf(scoredCodes, scoredLabel.values as Uint8Array) : null;
  const distribution = splitHistogram(scoredValues, scoredLabel.values, isOn);
  const order = orderOf(codes);
  const tokens = cache.subject.tokens.subarray(cache.read.from);
  const ends = (count: number, counts: (t: number) => boolean): Ends => {
    const at = (end: 'highest' | 'lowest'): Context[] =>
      firstPositions(order[end], tokens, count, CONTEXTS_APART, counts).map((t) => ({
        at: cache.read.from + t,
        value: values[t]!,
        label: label.values[t]!,
      }));
    return { highest: at('highest'), lowest: at('lowest') };
  };
  return {
    unit: { layer, channel, unit },
    label: request.label,
    kind: label.kind,
    read: cache.read,
    scored: cache.scored,
    streams: cache.streams,
    onFrom,
    onCount: distribution.on.reduce((sum, count) => sum + count, 0),
    distribution,
    score: roc ? roc.auc : scoreOfCodes(scoredCodes, scoredLabel),
    roc,
    levels: isBinary ? null : levelsOf(scoredValues, scoredLabel.values),
    contexts: ends(CONTEXTS, () => true),
    off: isBinary ? ends(ERRORS, (t) => label.values[t] === 0) : null,
    on: isBinary ? ends(ERRORS, (t) => label.values[t] === 1) : null,
    runs: runsOf(label.values, isOn, cache.read.from),
  };
}

/** The smallest value above the median; the largest value if none is above. */
function aboveMedian(values: ArrayLike<number>): number {
  const sorted = Float32Array.from(values).sort();
  const median = sorted[Math.floor((sorted.length - 1) / 2)]!;
  return sorted.find((value) => value > median) ?? median;
}

function splitHistogram(
  values: Float32Array,
  label: ArrayLike<number>,
  isOn: (value: number) => boolean,
): SplitHistogram {
  let low = Infinity;
  let high = -Infinity;
  for (const value of values) {
    if (value < low) low = value;
    if (value > high) high = value;
  }
  const counts = { on: new Uint32Array(BINS), off: new Uint32Array(BINS) };
  const gain = high > low ? BINS / (high - low) : 0;
  for (let t = 0; t < values.length; t++) {
    counts[isOn(label[t]!) ? 'on' : 'off'][Math.min(BINS - 1, Math.floor((values[t]! - low) * gain))]!++;
  }
  return { low, high, ...counts };
}

/** Runs on which a label is on, [from, to) in turn, shifted by `offset`. */
export function runsOf(label: ArrayLike<number>, isOn: (value: number) => boolean, offset: number): Int32Array {
  const runs: number[] = [];
  for (let t = 0; t < label.length; t++) {
    const now = isOn(label[t]!);
    if (now !== (runs.length % 2 === 1)) runs.push(offset + t);
  }
  if (runs.length % 2 === 1) runs.push(offset + label.length);
  return Int32Array.from(runs);
}
