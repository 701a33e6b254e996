import type { AdjointRows, BatchedAdjoints, OpenAdjoints } from '../engine/batchedAdjoints.ts';
import { createRandom, type Random } from '../engine/random.ts';
import type { ReadText } from '../engine/readText.ts';
import { CELLS, hasC, type ModelSpec } from '../engine/spec.ts';
import { type DenseMatrix, largestSingularValue } from './matrixNorms.ts';
import { recurrentBound } from './recurrentBound.ts';
import { singularValues } from './singularValues.ts';
import { type BlockSpectrum, layerSpectra } from './spectra.ts';

/**
 * The Jacobian of a layer's whole state, and its blocks. state: ∂(h, c)_t/∂(h, c)_{t−k}. h: ∂h_t/∂h_{t−k} (LSTM: with
 * c_{t−k} constant). c: ∂c_t/∂c_{t−k} (with h_{t−k} constant). For the RNN and the GRU h is the whole state.
 */
export type JacobianBlock = 'h' | 'c' | 'state';

interface JacobianCurve {
  readonly block: JacobianBlock;
  /** Largest singular value at lag k, [K + 1]; 1 at lag 0. */
  readonly largest: Float64Array;
  /** What rounding alone may have contributed, [K + 1]: a value that is not larger cannot be distinguished from 0. */
  readonly noise: Float64Array;
}

/** All singular values of the Jacobian of the whole state at one lag. */
export interface JacobianSpectrum {
  readonly lag: number;
  /** [H], or [2H] for the LSTM; largest first. */
  readonly values: Float64Array;
  /** Values that are not larger cannot be distinguished from 0. */
  readonly noise: number;
  /** The Jacobian itself, [n, n]: row m is the derivative of component m of the state at t. Components of h come first. */
  readonly matrix: Float64Array;
}

/** How much a change of the state at t − k changes the state at t, independently of any loss. */
export interface StateJacobian {
  readonly spec: ModelSpec;
  readonly t: number;
  readonly layer: number;
  /** K, at most t + 1. At lag t + 1 it is the initial state that changes. */
  readonly lags: number;
  /** One curve per block; the whole state comes first. */
  readonly curves: readonly JacobianCurve[];
  /** Empty above 128 units. */
  readonly spectra: readonly JacobianSpectrum[];
  /** The spectra of the layer's W_hh, gate by gate. */
  readonly gates: readonly BlockSpectrum[];
  /** (σ_max(W_hh) · max φ′)^k bounds the Jacobian of the RNN; null for other cells, which have no such bound. */
  readonly boundPerStep: number | null;
}

const SPECTRUM_LAGS: ReadonlySet<number> = new Set([1, 2, 5, 10, 20, 50, 100, 200]);
/** Above this number of units only the largest singular value is computed. */
const SPECTRUM_UNITS = 128;

/** Rows whose numbers leave this range are scaled back near 1 by a power of two. */
const SMALL = 2 ** -40;
const LARGE = 2 ** 40;

/** The size of a layer's whole state, which is the number of rows of its Jacobian. */
export function stateSize({ cell, hidden }: ModelSpec): number {
  return CELLS[cell].states.length * hidden;
}

/**
 * The Jacobian at one timestep, for all lags: unit vectors at t, one per row, taken back through the layer's own
 * recurrence (no path from a layer's state to the same layer's later state leads through other layers). Powers of two
 * are factored out of the rows on the way, so that neither float32 nor float64 runs out of exponents.
 *
 * @param K the largest lag; smaller if the text begins later
 */
export async function stateJacobian(
  text: ReadText,
  t: number,
  layer: number,
  K: number,
  open: OpenAdjoints<ReadText>,
): Promise<StateJacobian> {
  const { spec, params } = text;
  const { hidden: H } = spec;
  const lags = Math.min(K, t + 1);
  const samples = await sampledRows(text, t, layer, lags, open);
  const n = stateSize(spec);
  const walk = new JacobianWalk(await open(text, n), layer, n, (adjoint, row) => (adjoint === row ? 1 : 0));
  const blocks: readonly JacobianBlock[] = hasC(spec) ? ['state', 'h', 'c'] : ['h'];
  const curves = blocks.map((block) => ({
    block,
    largest: new Float64Array(lags + 1).fill(1),
    noise: new Float64Array(lags + 1),
  }));
  const spectra: JacobianSpectrum[] = [];
  for (let k = 1; k <= lags; k++) {
    walk.step(t - k + 1);
    for (const { block, largest, noise } of curves) {
      const part = blockOf(walk.rows, block, H);
      largest[k] = sized(largestSingularValue(part), walk.exponent);
      noise[k] = sized(noiseOf(part, walk, samples[k - 1]), walk.exponent);
    }
    if (H > SPECTRUM_UNITS || !SPECTRUM_LAGS.has(k)) continue;
    const values = singularValues(blockOf(walk.rows, blocks[0], H)).map((value) => sized(value, walk.exponent));
    const matrix = walk.rows.map((value) => scaled(value, walk.exponent));
    spectra.push({ lag: k, values, noise: curves[0].noise[k], matrix });
  }
  const gates = layerSpectra(spec, params, layer);
  return { spec, t, layer, lags, curves, spectra, gates, boundPerStep: recurrentBound(spec, gates[0].sigma) };
}

/** A block of the Jacobian without the factored-out power of two, and its offset in the whole. */
interface Block extends DenseMatrix {
  readonly from: number;
}

/** @param whole [n, n] */
function blockOf(whole: Float64Array, block: JacobianBlock, H: number): Block {
  const n = Math.sqrt(whole.length);
  const from = block === 'c' ? H : 0;
  const size = block === 'state' ? n : H;
  return { data: whole, at: from * n + from, stride: n, rows: size, columns: size, from };
}

/** A number multiplied by a power of two, in two steps: the power alone may be out of range. */
function scaled(value: number, exponent: number): number {
  const half = Math.trunc(exponent / 2);
  return value * 2 ** half * 2 ** (exponent - half);
}

/** A size multiplied by its power of two, limited to the range of float64. */
function sized(size: number, exponent: number): number {
  const value = scaled(size, exponent);
  return size > 0 ? Math.min(Number.MAX_VALUE, Math.max(Number.MIN_VALUE, value)) : size;
}

/** Sums of the Jacobian's rows with random signs at one lag, recomputed with different rounding throughout. */
interface SampledRows {
  readonly signs: readonly Signs[];
  /** [signs.length, n], to be multiplied by 2^exponent. */
  readonly rows: Float64Array;
  readonly exponent: number;
}

/** Which rows are summed, and with which signs: the H rows of h or of c. */
interface Signs {
  readonly part: number;
  /** [H], ±1 */
  readonly of: Float64Array;
}

/** Number of row sums of h, and of c. */
const SUMS = 8;
/** Safety factor: a sample is not the worst case. */
const SAFETY = 5;
/** The starting value of the rows instead of 1. It is not a power of two, so the rows are rounded differently. */
const SAMPLED_START = 1.4375;
/** By how many units of rounding states and gates are moved. With one, half of them would round back. */
const MOVED_BY = 4;

/**
 * The same backward steps over states and gates that were moved by a few units of rounding of the adjoints'
 * precision. The results differ by a sample of the rounding error, including that of the steps themselves. One entry
 * per lag from 1 on.
 */
async function sampledRows(
  text: ReadText,
  t: number,
  layer: number,
  lags: number,
  open: OpenAdjoints<ReadText>,
): Promise<readonly SampledRows[]> {
  const { hidden: H } = text.spec;
  const random = createRandom(1, 'rounding');
  const parts = stateSize(text.spec) / H;
  const signs = Array.from({ length: parts * SUMS }, (_, k) => ({
    part: k % parts,
    of: Float64Array.from({ length: H }, () => (random.uniform() < 0.5 ? -1 : 1)),
  }));
  const precision = precisionOf(await open(text, signs.length), layer);
  const adjoints = await open(moved(text, MOVED_BY * precision, random), signs.length);
  const walk = new JacobianWalk(adjoints, layer, signs.length, (adjoint, row) => {
    const { part, of } = signs[adjoint];
    return Math.floor(row / H) === part ? SAMPLED_START * of[row % H] : 0;
  });
  return Array.from({ length: lags }, (_, k) => {
    walk.step(t - k);
    return { signs, rows: walk.rows.map((value) => value / SAMPLED_START), exponent: walk.exponent };
  });
}

/** The relative precision of the adjoints' numbers. */
function precisionOf(adjoints: BatchedAdjoints, layer: number): number {
  return adjoints.gradH(layer).data instanceof Float32Array ? 2 ** -24 : 2 ** -53;
}

/** A text in which every state and gate is rounded differently. */
function moved(text: ReadText, by: number, random: Random): ReadText {
  const each = (values: Float64Array): Float64Array =>
    values.map((value) => value * (random.uniform() < 0.5 ? 1 - by : 1 + by));
  const channels = Object.fromEntries(
    Object.entries(text.channels).map(([name, values]) => [name, each(values)]),
  ) as ReadText['channels'];
  return { ...text, channels, saved: each(text.saved) };
}

/**
 * How much rounding may have changed any singular value of a block: at most the norm of the rounding error of the
 * block (Weyl's theorem). The Frobenius norm of that error is estimated from the samples: its square is the mean
 * square of a sum of rows with random signs. The rounding of the singular values' own computation is added.
 */
function noiseOf(block: Block, walk: JacobianWalk, samples: SampledRows): number {
  const { data, at, stride, rows: size, from } = block;
  const H = samples.signs[0].of.length;
  const scale = 2 ** (samples.exponent - walk.exponent);
  const sum = new Float64Array(size);
  let sampled = 0;
  for (const [w, { part, of }] of samples.signs.entries()) {
    if (part * H < from || part * H >= from + size) continue;
    sum.fill(0);
    for (let j = 0; j < H; j++) {
      const row = at + (part * H - from + j) * stride;
      for (let e = 0; e < size; e++) sum[e] += of[j] * data[row + e];
    }
    for (let e = 0; e < size; e++) sampled += (scale * samples.rows[w * stride + from + e] - sum[e]) ** 2;
  }
  let squares = 0;
  for (let m = 0; m < size; m++) for (let j = 0; j < size; j++) squares += data[at + m * stride + j] ** 2;
  return SAFETY * Math.sqrt(sampled / SUMS) + walk.precision * Math.sqrt(size * squares);
}

/** Rows that are taken back from one timestep: unit vectors of the state, or sums of them. */
class JacobianWalk {
  /** [count, n]: ∂/∂h on the left, ∂/∂c on the right; to be multiplied by 2^exponent. */
  readonly rows: Float64Array;
  exponent = 0;
  readonly precision: number;
  readonly #H: number;
  readonly #n: number;

  /** @param start the initial weight of component `row` of the state in row `adjoint` */
  constructor(
    readonly adjoints: BatchedAdjoints,
    readonly layer: number,
    readonly count: number,
    start: (adjoint: number, row: number) => number,
  ) {
    const H = adjoints.spec.hidden;
    this.#H = H;
    this.#n = stateSize(adjoints.spec);
    this.rows = new Float64Array(count * this.#n);
    this.precision = precisionOf(adjoints, layer);
    adjoints.clear();
    this.#eachPart((data, from, to) => {
      const [adjoint, row] = [Math.floor(to / this.#n), to % this.#n];
      for (let j = 0; j < H; j++) data[from + j] = start(adjoint, row + j);
    });
  }

  #gradients(): readonly AdjointRows[] {
    const h = this.adjoints.gradH(this.layer);
    const c = this.adjoints.gradC(this.layer);
    return c ? [h, c] : [h];
  }

  /** Takes the rows back over one timestep. */
  step(row: number): void {
    this.adjoints.step(this.layer, { first: 0, count: this.count, row, apart: 0 });
    this.adjoints.stepBack();
    this.#eachPart((data, from, to) => this.rows.set(data.subarray(from, from + this.#H), to));
    this.#rescale();
  }

  /** Calls `visit` for h and c of every row, with its offset in the adjoints' data and in `rows`. */
  #eachPart(visit: (data: AdjointRows['data'], from: number, to: number) => void): void {
    for (const [part, { data, at, stride }] of this.#gradients().entries()) {
      for (let adjoint = 0; adjoint < this.count; adjoint++) {
        visit(data, at + adjoint * stride, adjoint * this.#n + part * this.#H);
      }
    }
  }

  /** Scales rows that have become very small or large back near 1, and adjusts the exponent. */
  #rescale(): void {
    let largest = 0;
    for (const value of this.rows) largest = Math.max(largest, Math.abs(value));
    if (largest === 0 || !Number.isFinite(largest) || (largest > SMALL && largest < LARGE)) return;
    const exponent = Math.floor(Math.log2(largest));
    const by = 2 ** -exponent;
    this.exponent += exponent;
    for (let e = 0; e < this.rows.length; e++) this.rows[e] *= by;
    this.#eachPart((data, from) => {
      for (let j = 0; j < this.#H; j++) data[from + j] *= by;
    });
  }
}
