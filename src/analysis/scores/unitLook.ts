/** One unit beside one label over a long stretch of a text: numbers for pictures, as plain data. */
import { partOf, scoreOfCodes } from './labelValues.ts';
import { type Level, levelsOf } from './levels.ts';
import { type Roc, rocOf } from './roc.ts';
import type { StateDesk } from './stateDesk.ts';
import { firstPlaces, orderOf } from './strongPlaces.ts';
import { type UnitPlace, unitRow } from './units.ts';
import { valueTable } from './unitScores.ts';

/** A unit and the label that it is looked at with. */
export interface LookRequest extends UnitPlace {
  /** The label's id. */
  readonly label: string;
}

/** A character of the text, by its place in the whole of it, with the unit's and the label's value there. */
export interface Context {
  readonly at: number;
  readonly value: number;
  readonly label: number;
}

/** Where a unit is strongest at either end, strongest first. */
export interface Ends {
  readonly highest: readonly Context[];
  readonly lowest: readonly Context[];
}

/** How often a unit takes each value where a label is on, and where it is off. */
export interface SplitHistogram {
  /** Lowest and highest value of the unit; equal bins between them. */
  readonly low: number;
  readonly high: number;
  /** Characters of each bin, [BINS]. */
  readonly on: Uint32Array;
  readonly off: Uint32Array;
}

export interface UnitLook {
  readonly place: UnitPlace;
  readonly label: string;
  readonly kind: 'binary' | 'numeric';
  /** First character of the text that was read, and how many were: contexts are from all of them. */
  readonly from: number;
  readonly count: number;
  /** How many of them, the last ones, did not choose a label's unit: everything else is measured on these. */
  readonly scored: number;
  /** Streams that read either part side by side. */
  readonly streams: number;
  /** A label counts as on in what follows from this value on: 1, or what lies above the median of a numeric one. */
  readonly onFrom: number;
  /** Scored characters on which it is on. */
  readonly onCount: number;
  readonly distribution: SplitHistogram;
  /** AUC of "larger values go with the label", or Spearman's ρ. */
  readonly score: number;
  /** Of a binary label. */
  readonly roc: Roc | null;
  /** Of a numeric label. */
  readonly levels: readonly Level[] | null;
  readonly contexts: Ends;
  /** The same of a binary label where it is off, and where it is on: the ends that do not belong to it are where a unit errs. */
  readonly off: Ends | null;
  readonly on: Ends | null;
  /** Where the label is on in all that was read: first character and the one after the last, in turn. */
  readonly runs: Int32Array;
}

export const BINS = 48;
/** Contexts at each end, and those of them that err. */
const CONTEXTS = 5;
const ERRORS = 3;
/** Characters between two contexts at the least, so that one long stretch is named once. */
export const CONTEXTS_APART = 8;

/**
 * Looks at one unit beside one label.
 *
 * @param report is told which share of the text is read
 * @throws RangeError if there is no such label
 */
export async function lookAtUnit(
  desk: StateDesk,
  request: LookRequest,
  report: (share: number) => void = () => undefined,
): Promise<UnitLook> {
  const { layer, channel, unit } = request;
  const label = desk.label(request.label);
  const all = await desk.codes({ layer, channel }, report);
  const n = desk.count;
  const codes = all.subarray(unit * n, (unit + 1) * n);
  const table = valueTable(desk.subject.spec, unitRow(desk.subject.spec, { layer, channel, unit }));
  const values = Float32Array.from(codes, (code) => table[code]!);
  const first = n - desk.scored;
  const held = partOf(label, first, n);
  const heldCodes = codes.subarray(first);
  const heldValues = values.subarray(first);
  const isBinary = label.kind === 'binary';
  const onFrom = isBinary ? 1 : aboveMedian(held.values);
  const isOn = (value: number): boolean => value >= onFrom;
  const roc = isBinary ? rocOf(heldCodes, held.values as Uint8Array) : null;
  const distribution = splitHistogram(heldValues, held.values, isOn);
  const order = orderOf(codes);
  const tokens = desk.subject.tokens.subarray(desk.from);
  const ends = (count: number, counts: (t: number) => boolean): Ends => {
    const at = (end: 'highest' | 'lowest'): Context[] =>
      firstPlaces(order[end], tokens, count, CONTEXTS_APART, counts).map((t) => ({
        at: desk.from + t,
        value: values[t]!,
        label: label.values[t]!,
      }));
    return { highest: at('highest'), lowest: at('lowest') };
  };
  return {
    place: { layer, channel, unit },
    label: request.label,
    kind: label.kind,
    from: desk.from,
    count: n,
    scored: desk.scored,
    streams: desk.streams,
    onFrom,
    onCount: distribution.on.reduce((sum, count) => sum + count, 0),
    distribution,
    score: roc ? roc.auc : scoreOfCodes(heldCodes, held),
    roc,
    levels: isBinary ? null : levelsOf(heldValues, held.values),
    contexts: ends(CONTEXTS, () => true),
    off: isBinary ? ends(ERRORS, (t) => label.values[t] === 0) : null,
    on: isBinary ? ends(ERRORS, (t) => label.values[t] === 1) : null,
    runs: runsOf(label.values, isOn, desk.from),
  };
}

/** The smallest value above the median; the largest value where none is above. */
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

/** Stretches where a label is on, [from, to) in turn, moved by `offset`. */
export function runsOf(label: ArrayLike<number>, isOn: (value: number) => boolean, offset: number): Int32Array {
  const runs: number[] = [];
  for (let t = 0; t < label.length; t++) {
    const now = isOn(label[t]!);
    if (now !== (runs.length % 2 === 1)) runs.push(offset + t);
  }
  if (runs.length % 2 === 1) runs.push(offset + label.length);
  return Int32Array.from(runs);
}
