/**
 * 16-bit codes of a unit's values, by a fixed monotone map that is fine where values concentrate: near both ends of a
 * gate, near 0 and both ends of a tanh, and at every magnitude of an unbounded state. There are more than 50,000
 * codes, so AUCs from ranks of codes are within 1e-3 of AUCs from ranks of values.
 */
import type { ChannelRange } from '../../engine/spec.ts';

/** Codes lie in 0 … CODES − 1. */
export const CODES = 65_536;

const float = new Float32Array(1);
const bits = new Uint32Array(float.buffer);

/** One part of the map: binades from `from` up, with 2^(23 − shift) codes each. Smaller values have the code 0. */
interface Part {
  readonly shift: number;
  readonly base: number;
  /** The number of codes below 1/2. */
  readonly half: number;
}

/** Gates: 2⁻²⁸ … 2⁻¹ above 0 and all float32 values below 1, 2⁻²⁵ … 2⁻¹; 1,024 codes per binade. */
const SHUT = part(-28, 13);
const OPEN = part(-25, 13);
/** Signed values: 2⁻¹⁵ … 2⁻¹ on either side of 0 in 1,024 codes per binade, 2⁻²⁵ … 2⁻¹ inside either end in 512. */
const INNER = part(-15, 13);
const OUTER = part(-25, 14);
/** Unbounded values: 2⁻¹⁵ … 2¹⁷ on either side of 0, 1,024 codes per binade. */
const UNBOUNDED_MOST = 32 * 1024 - 1;
const ZERO = 32_768;

function part(exponent: number, shift: number): Part {
  const base = bitsOf(2 ** exponent) >>> shift;
  return { shift, base, half: (bitsOf(0.5) >>> shift) - base };
}

function bitsOf(value: number): number {
  float[0] = value;
  return bits[0]!;
}

/** The number of codes between a positive number and the smallest number with a code of its own. */
function small(value: number, { shift, base }: Part): number {
  if (!(value > 0)) return 0;
  float[0] = value;
  const code = (bits[0]! >>> shift) - base;
  return code > 0 ? code : 0;
}

function gate(value: number): number {
  return value < 0.5 ? small(value, SHUT) : SHUT.half + OPEN.half - small(1 - value, OPEN);
}

function signed(value: number): number {
  const size = value < 0 ? -value : value;
  const code = size < 0.5 ? small(size, INNER) : INNER.half + OUTER.half - small(1 - size, OUTER);
  return value < 0 ? ZERO - code : ZERO + code;
}

function unbounded(value: number): number {
  const size = value < 0 ? -value : value;
  const code = Math.min(UNBOUNDED_MOST, small(size, INNER));
  return value < 0 ? ZERO - code : ZERO + code;
}

/** The map of each range. Larger values have larger codes; nearly equal values may share a code. */
export const ENCODE: Readonly<Record<ChannelRange, (value: number) => number>> = { gate, signed, unbounded };

/** Encodes `count` consecutive values from `from` on. Their codes are written `step` apart from `to` on. */
export type EncodeRun = (
  values: Float32Array | Float64Array,
  from: number,
  count: number,
  codes: Uint16Array,
  to: number,
  step: number,
) => void;

/** `ENCODE` over runs of values. Each map has its own loop, so that the compiler can inline the map. */
export const ENCODE_RUN: Readonly<Record<ChannelRange, EncodeRun>> = {
  gate(values, from, count, codes, to, step) {
    for (let k = 0; k < count; k++, to += step) codes[to] = gate(values[from + k]!);
  },
  signed(values, from, count, codes, to, step) {
    for (let k = 0; k < count; k++, to += step) codes[to] = signed(values[from + k]!);
  },
  unbounded(values, from, count, codes, to, step) {
    for (let k = 0; k < count; k++, to += step) codes[to] = unbounded(values[from + k]!);
  },
};

/** A value that has the given number of codes below it. */
function fromSmall(code: number, { shift, base }: Part): number {
  if (code <= 0) return 0;
  bits[0] = (((code + base) << shift) | (1 << (shift - 1))) >>> 0;
  return float[0]!;
}

/** The value of a code between 0 (in codes of `low`) and 1 (in codes of `high`). */
function between(code: number, low: Part, high: Part): number {
  return code < low.half ? fromSmall(code, low) : 1 - fromSmall(low.half + high.half - code, high);
}

const DECODE: Readonly<Record<ChannelRange, (code: number) => number>> = {
  gate: (code) => between(code, SHUT, OPEN),
  signed(code) {
    const value = between(Math.abs(code - ZERO), INNER, OUTER);
    return code < ZERO ? -value : value;
  },
  unbounded(code) {
    const value = fromSmall(Math.min(UNBOUNDED_MOST, Math.abs(code - ZERO)), INNER);
    return code < ZERO ? -value : value;
  },
};

/**
 * The value of every code, [CODES], within 2⁻¹⁰ of the encoded value, relative to its size or its distance from the
 * end.
 */
export function decodeTable(range: ChannelRange): Float32Array {
  return Float32Array.from({ length: CODES }, (_, code) => DECODE[range](code));
}
