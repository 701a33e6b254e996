import type { ChannelRange } from '../engine/spec.ts';
import type { ChannelValues } from './channelValues.ts';
import { formatFixed, formatSigned, formatTick } from './format.ts';
import type { RampName } from './ramps.ts';

/**
 * The range of the colours. fixed: the theoretical range, the same for every model. channel: the range of this
 * channel's values. unit: the range of each unit's values.
 */
export type ScaleMode = 'fixed' | 'channel' | 'unit';
export const SCALE_MODES: readonly ScaleMode[] = ['fixed', 'channel', 'unit'];

/** The range of a channel for colours. positive: unbounded above and never negative, as with ReLU. */
export type ShownRange = ChannelRange | 'positive';

/** A number under the bar of a legend, at `position` in 0 … 1 along the bar. */
export interface LegendTick {
  readonly position: number;
  readonly text: string;
}

/**
 * Maps a value to its position 0 … 1 in a ramp: gain(unit)·curve(value) + shift(unit). The parts are separate, so
 * that a map of many values can evaluate them separately. `log` is log₁₀ of the absolute value.
 */
export interface ScaleLaw {
  readonly ramp: RampName;
  /** The sign matters, and 0 is in the middle of the ramp. */
  readonly signed: boolean;
  readonly curve: 'linear' | 'tanh' | 'log';
  readonly gain: (unit: number) => number;
  readonly shift: (unit: number) => number;
  /** How values that share a pixel are combined: their mean, or the one farthest from zero with its sign. */
  readonly shares: 'mean' | 'extreme';
  /** Numbers for the legend of a unit. */
  readonly ticks: (unit: number) => readonly LegendTick[];
}

/** A scale from values to positions in a ramp. */
export interface ColourScale extends ScaleLaw {
  /** Position of a unit's value in the ramp. It may be outside 0 … 1; NaN stays NaN. */
  readonly position: (value: number, unit: number) => number;
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
  return { ...law, position: (value, unit) => gain(unit) * curve(value) + shift(unit) };
}

/** Share of |values| that a symmetric scale covers. The others have the colours of the ends (≤ and ≥). */
const COVERED_SHARE = 0.975;

/**
 * Scale of one channel. Gates are sequential. Signed values are symmetric about zero, so that the background colour
 * always means zero: −1 … 1 when fixed, ±the 97.5th percentile of |value| per channel, ±the largest |value| per unit.
 * Unbounded states under the fixed scale are mapped by tanh(value), as the cell itself reads c. Values that are never
 * negative take the sequential ramp from 0 up, with the same upper ends.
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
 * Scale of the differences of two runs: symmetric about zero, ±the largest |value| of all units. Most differences are
 * near zero, so a percentile would say nothing about the others.
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
  // A gate that never moves is at the bottom of its own scale.
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
    const ticks = [0, 1].map((value) => ({ position: Math.tanh(value), text: String(value) }));
    return colourScale({ ...SEQUENTIAL, curve: 'tanh', gain: () => 1, ticks: () => ticks });
  }
  if (mode === 'channel') {
    const limit = absolutePercentile(of.values, COVERED_SHARE) || 1;
    const ticks = [
      { position: 0, text: '0' },
      { position: 1, text: `≥ ${formatFixed(limit, 2)}` },
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
  const ticks = [-1, 0, 1].map((value) => ({ position: (Math.tanh(value) + 1) / 2, text: formatSigned(value, 0) }));
  return colourScale({ ...SIGNED, curve: 'tanh', gain: () => 0.5, ticks: () => ticks });
}

function endTicks(low: number, high: number, decimals: number): readonly LegendTick[] {
  return [
    { position: 0, text: formatFixed(low, decimals) },
    { position: 1, text: formatFixed(high, decimals) },
  ];
}

/** Smaller limits are written once for both ends, because powers of ten take the room of a whole legend. */
const TINY = 0.01;

/** Ticks at the ends and in the middle of a symmetric scale. */
function symmetricTicks(limit: number, ends: 'within' | 'beyond'): readonly LegendTick[] {
  const [less, more] = ends === 'beyond' ? ['≤ ', '≥ '] : ['', ''];
  if (limit < TINY) {
    return [
      { position: 0, text: '−' },
      { position: 1, text: `${more}±${formatTick(Number(limit.toPrecision(2)))}` },
    ];
  }
  const decimals = Number.isInteger(limit) ? 0 : limit < 0.1 ? 3 : limit < 10 ? 2 : 1;
  return [
    { position: 0, text: less + formatSigned(-limit, decimals) },
    { position: 0.5, text: '0' },
    { position: 1, text: more + formatSigned(limit, decimals) },
  ];
}

function finiteOr(value: number, otherwise: number): number {
  return Number.isFinite(value) ? value : otherwise;
}

/** The bits of a float32 without its sign order numbers by size. From INFINITE on they are not finite numbers. */
const SIZE = 0x7fffffff;
const INFINITE = 0x7f800000;
const HALF = 16;

/**
 * The smallest value v of |values| such that at least `share` of them are ≤ v. Values that are not finite are
 * ignored; 0 if none is left. Exact, in two passes: the upper half of a number's bits selects one of 32,768 buckets,
 * and the lower half finds the rank within the bucket.
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
  const upper = bucketOf(drawers, rank);
  const positions = new Uint32Array(1 << HALF);
  for (let k = 0; k < bits.length; k++) {
    const size = bits[k] & SIZE;
    if (size >>> HALF === upper.index) positions[size & ((1 << HALF) - 1)]++;
  }
  const lower = bucketOf(positions, rank - upper.before);
  return new Float32Array(Uint32Array.of((upper.index << HALF) | lower.index).buffer)[0];
}

/** The bucket that contains the given rank, counted from 0, and how many numbers are before it. */
function bucketOf(counts: Uint32Array, rank: number): { readonly index: number; readonly before: number } {
  let before = 0;
  let index = 0;
  while (before + counts[index] <= rank) before += counts[index++];
  return { index, before };
}

/** Lowest and highest finite value of each unit, [H] both; 0 and 0 for a unit without any. */
export function unitExtent(of: ChannelValues): { readonly low: Float64Array; readonly high: Float64Array } {
  const { values, hidden } = of;
  const rows = values.length / hidden;
  const low = new Float64Array(hidden).fill(Infinity);
  const high = new Float64Array(hidden).fill(-Infinity);
  for (let row = 0; row < rows; row++) {
    for (let j = 0; j < hidden; j++) {
      const value = values[row * hidden + j];
      // Both comparisons are false for NaN, and infinite values are excluded by the bounds.
      if (value < low[j] && value !== -Infinity) low[j] = value;
      if (value > high[j] && value !== Infinity) high[j] = value;
    }
  }
  for (let j = 0; j < hidden; j++) if (low[j] > high[j]) low[j] = high[j] = 0;
  return { low, high };
}

/** Largest |value| of each unit, [H]; 1 for a unit that is always zero, so that it can be a divisor. */
export function unitLargest(of: ChannelValues): Float64Array {
  const { low, high } = unitExtent(of);
  return low.map((lowest, j) => Math.max(-lowest, high[j]) || 1);
}
