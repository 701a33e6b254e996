import type { ChannelRange } from '../engine/spec.ts';
import type { ChannelValues } from './channelValues.ts';
import { formatFixed, formatSigned, formatTick } from './format.ts';
import type { RampName } from './ramps.ts';

/** fixed: the range the mathematics allows, the same for every model · channel: what this channel does · unit: what each unit does. */
export type ScaleMode = 'fixed' | 'channel' | 'unit';
export const SCALE_MODES: readonly ScaleMode[] = ['fixed', 'channel', 'unit'];

/** What a channel can be: the engine's ranges, and what is unbounded above but never negative (a ReLU). */
export type ShownRange = ChannelRange | 'positive';

/** A number under a legend's bar, at `place` in 0…1 along it. */
export interface LegendTick {
  readonly place: number;
  readonly text: string;
}

/**
 * From a value to its place 0…1 in a ramp: gain(unit)·curve(value) + shift(unit), so that a map of many values can take
 * it apart. `log` is log₁₀ of the size.
 */
export interface ScaleLaw {
  readonly ramp: RampName;
  /** Sign matters, and 0 stands in the middle of the ramp. */
  readonly signed: boolean;
  readonly curve: 'linear' | 'tanh' | 'log';
  readonly gain: (unit: number) => number;
  readonly shift: (unit: number) => number;
  /** What values that share a pixel show: their mean, or the one farthest from zero with its sign. */
  readonly shares: 'mean' | 'extreme';
  /** Numbers for the legend, of the unit given. */
  readonly ticks: (unit: number) => readonly LegendTick[];
}

export interface ColourScale extends ScaleLaw {
  /** Place of a value of this unit in the ramp; may lie outside 0…1; NaN stays NaN. */
  readonly place: (value: number, unit: number) => number;
}

const CURVES: Readonly<Record<ScaleLaw['curve'], (value: number) => number>> = {
  linear: (value) => value,
  tanh: Math.tanh,
  log: (value) => Math.log10(Math.abs(value)),
};

/** The scale of a law. */
export function colourScale(law: ScaleLaw): ColourScale {
  const { gain, shift } = law;
  const curve = CURVES[law.curve];
  return { ...law, place: (value, unit) => gain(unit) * curve(value) + shift(unit) };
}

/** Share of |values| that a symmetric scale covers; the rest takes the ends' colours, and the legend says ≤ and ≥. */
export const COVERED_SHARE = 0.975;

/**
 * Scale of one channel. Gates are sequential. Signed values are symmetric about zero, so that the ground's colour always
 * means zero: −1…1 when fixed, ±the 97.5th percentile of |value| per channel, ±the largest |value| per unit. Unbounded
 * states under the fixed scale are placed by tanh(value), as the cell itself reads c. What is never negative takes the sequential ramp from 0 up, with the same upper ends.
 */
export function channelScale(range: ShownRange, mode: ScaleMode, of: ChannelValues): ColourScale {
  if (range === 'gate') return gateScale(mode, of);
  if (range === 'positive') return positiveScale(mode, of);
  if (mode === 'fixed') return range === 'signed' ? symmetricScale(1, 'within') : tanhScale();
  if (mode === 'channel') return symmetricScale(absolutePercentile(of.values, COVERED_SHARE) || 1, 'beyond');
  const largest = unitLargest(of);
  return colourScale({
    ...SIGNED,
    gain: (unit) => 0.5 / largest[unit],
    ticks: (unit) => symmetricTicks(largest[unit], 'within'),
  });
}

/**
 * Scale of differences of two runs: symmetric about zero, ±the largest |value| of all units. Most differences are near zero,
 * so a percentile would say nothing of those that are not.
 */
export function differenceScale(of: ChannelValues): ColourScale {
  let largest = 0;
  for (const value of of.values) if (Math.abs(value) > largest && Number.isFinite(value)) largest = Math.abs(value);
  return symmetricScale(largest || 1, 'within');
}

const SIGNED = { ramp: 'signed', signed: true, curve: 'linear', shift: () => 0.5, shares: 'extreme' } as const;
const SEQUENTIAL = { ramp: 'gate', signed: false, curve: 'linear', shift: () => 0, shares: 'mean' } as const;

function gateScale(mode: ScaleMode, of: ChannelValues): ColourScale {
  if (mode === 'fixed') return colourScale({ ...SEQUENTIAL, gain: () => 1, ticks: () => endTicks(0, 1, 0) });
  const { low, high } = unitExtent(of);
  if (mode === 'channel') {
    low.fill(finiteOr(Math.min(...low.filter(Number.isFinite)), 0));
    high.fill(finiteOr(Math.max(...high.filter(Number.isFinite)), 1));
  }
  // A gate that never moved stands at the bottom of its own scale.
  const gain = high.map((highest, j) => (highest > low[j] ? 1 / (highest - low[j]) : 0));
  return colourScale({
    ...SEQUENTIAL,
    gain: (unit) => gain[unit],
    shift: (unit) => -low[unit] * gain[unit],
    ticks: (unit) => endTicks(low[unit], high[unit], 2),
  });
}

function positiveScale(mode: ScaleMode, of: ChannelValues): ColourScale {
  if (mode === 'fixed') {
    const ticks = [0, 1].map((value) => ({ place: Math.tanh(value), text: String(value) }));
    return colourScale({ ...SEQUENTIAL, curve: 'tanh', gain: () => 1, ticks: () => ticks });
  }
  if (mode === 'channel') {
    const limit = absolutePercentile(of.values, COVERED_SHARE) || 1;
    const ticks = [
      { place: 0, text: '0' },
      { place: 1, text: `≥ ${formatFixed(limit, 2)}` },
    ];
    return colourScale({ ...SEQUENTIAL, gain: () => 1 / limit, ticks: () => ticks });
  }
  const largest = unitLargest(of);
  return colourScale({
    ...SEQUENTIAL,
    gain: (unit) => 1 / largest[unit],
    ticks: (unit) => endTicks(0, largest[unit], 2),
  });
}

function symmetricScale(limit: number, ends: 'within' | 'beyond'): ColourScale {
  return colourScale({ ...SIGNED, gain: () => 0.5 / limit, ticks: () => symmetricTicks(limit, ends) });
}

function tanhScale(): ColourScale {
  const ticks = [-1, 0, 1].map((value) => ({ place: (Math.tanh(value) + 1) / 2, text: formatSigned(value, 0) }));
  return colourScale({ ...SIGNED, curve: 'tanh', gain: () => 0.5, ticks: () => ticks });
}

function endTicks(low: number, high: number, decimals: number): readonly LegendTick[] {
  return [
    { place: 0, text: formatFixed(low, decimals) },
    { place: 1, text: formatFixed(high, decimals) },
  ];
}

/** Smaller limits are written once for both ends: powers of ten take the room of a whole legend. */
const TINY = 0.01;

/** Ends and middle of a symmetric scale. */
function symmetricTicks(limit: number, ends: 'within' | 'beyond'): readonly LegendTick[] {
  const [less, more] = ends === 'beyond' ? ['≤ ', '≥ '] : ['', ''];
  if (limit < TINY) {
    return [
      { place: 0, text: '−' },
      { place: 1, text: `${more}±${formatTick(Number(limit.toPrecision(2)))}` },
    ];
  }
  const decimals = Number.isInteger(limit) ? 0 : limit < 0.1 ? 3 : limit < 10 ? 2 : 1;
  return [
    { place: 0, text: less + formatSigned(-limit, decimals) },
    { place: 0.5, text: '0' },
    { place: 1, text: more + formatSigned(limit, decimals) },
  ];
}

function finiteOr(value: number, otherwise: number): number {
  return Number.isFinite(value) ? value : otherwise;
}

/** Bits of a float32: without its sign they order numbers by size; from INFINITE on they stand for no finite one. */
const SIZE = 0x7fffffff;
const INFINITE = 0x7f800000;
const HALF = 16;

/**
 * Smallest value v of |values| such that at least `share` of them are ≤ v. Values that are not finite do not count; 0 if none
 * is left. Exact, in two passes: the upper half of a number's bits says in which of 32,768 drawers it lies, the lower half where
 * in the drawer that holds the rank asked for.
 */
export function absolutePercentile(values: Float32Array, share: number): number {
  const bits = new Uint32Array(values.buffer, values.byteOffset, values.length);
  const drawers = new Uint32Array(INFINITE >>> HALF);
  let count = 0;
  for (let k = 0; k < bits.length; k++) {
    const size = bits[k] & SIZE;
    if (size >= INFINITE) continue;
    drawers[size >>> HALF]++;
    count++;
  }
  if (count === 0) return 0;
  const rank = Math.min(count - 1, Math.max(0, Math.ceil(share * count) - 1));
  const upper = placeOf(drawers, rank);
  const places = new Uint32Array(1 << HALF);
  for (let k = 0; k < bits.length; k++) {
    const size = bits[k] & SIZE;
    if (size >>> HALF === upper.index) places[size & ((1 << HALF) - 1)]++;
  }
  const lower = placeOf(places, rank - upper.before);
  return new Float32Array(Uint32Array.of((upper.index << HALF) | lower.index).buffer)[0];
}

/** The drawer in which the number of this rank lies, counted from 0, and how many numbers lie before it. */
function placeOf(counts: Uint32Array, rank: number): { readonly index: number; readonly before: number } {
  let before = 0;
  let index = 0;
  while (before + counts[index] <= rank) before += counts[index++];
  return { index, before };
}

/** Lowest and highest finite value of each unit, [H] both; 0 and 0 for a unit that has none. */
export function unitExtent(of: ChannelValues): { readonly low: Float64Array; readonly high: Float64Array } {
  const { values, hidden } = of;
  const rows = values.length / hidden;
  const low = new Float64Array(hidden).fill(Infinity);
  const high = new Float64Array(hidden).fill(-Infinity);
  for (let row = 0; row < rows; row++) {
    for (let j = 0; j < hidden; j++) {
      const value = values[row * hidden + j];
      // Neither comparison holds for NaN, and the bounds are left alone by what is infinite.
      if (value < low[j] && value !== -Infinity) low[j] = value;
      if (value > high[j] && value !== Infinity) high[j] = value;
    }
  }
  for (let j = 0; j < hidden; j++) if (low[j] > high[j]) low[j] = high[j] = 0;
  return { low, high };
}

/** Largest |value| of each unit, [H]; 1 for a unit that never left zero, so that it can divide. */
export function unitLargest(of: ChannelValues): Float64Array {
  const { low, high } = unitExtent(of);
  return low.map((lowest, j) => Math.max(-lowest, high[j]) || 1);
}
