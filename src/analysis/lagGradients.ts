import { lengthOf, type Range } from '../engine/range.ts';
import type { AdjointRows, BatchedAdjoints, OpenAdjoints } from '../engine/batchedAdjoints.ts';
import { lossSeeds } from '../engine/lossSeeds.ts';
import type { ReadText } from '../engine/readText.ts';
import { hasC, type ModelSpec } from '../engine/spec.ts';

/** Norms below this count as vanished. They are drawn at the floor and marked, never as −∞. */
export const GONE = 1e-30;

/** A range of losses, and the largest lag for each. */
export interface LagStretch {
  /** The timesteps t of the losses; P of them. */
  readonly losses: Range;
  /** K, the largest lag. */
  readonly lags: number;
}

/** How the state c of an LSTM carries a gradient back. The parts add up as vectors; their norms do not. */
interface CellLags {
  /** ‖∂L_t/∂c_{t−k}‖, [L, P, K + 1]. */
  readonly whole: Float64Array;
  /**
   * The norm of its part along c alone, ‖∂L_t/∂c_t ⊙ ∏ f‖ over the timesteps t−k+1 … t with the gates constant, [L,
   * P, K + 1].
   */
  readonly alone: Float64Array;
  /**
   * The norm of the difference of these two vectors, which is the part that went through a gate at least once, [L, P,
   * K + 1].
   */
  readonly rest: Float64Array;
}

/**
 * How far each loss of a range reaches back, lag by lag. A norm is 0 if it is below 1e-30, either in itself or
 * relative to lag 0. It is NaN where t < k and where the model's states are NaN. L_t is the loss at t alone, in nats.
 * The backward pass is not truncated at the unroll length.
 */
export interface LagGradients extends LagStretch {
  readonly spec: ModelSpec;
  /** ‖∂L_t/∂h_{t−k}‖, [L, P, K + 1]. */
  readonly h: Float64Array;
  /** LSTM only. */
  readonly c: CellLags | null;
}

/** Rows that are processed together, so that memory is bounded and stays in the cache. */
const BLOCK = 96;

/**
 * Gradients by lag, with one row per loss. At step k every row is k timesteps before its own loss, so each row stops
 * after K steps. Cost: P·K steps of one row.
 *
 * @throws RangeError if no character follows one of the losses.
 */
export async function lagGradients(
  text: ReadText,
  stretch: LagStretch,
  open: OpenAdjoints<ReadText>,
): Promise<LagGradients> {
  const { spec } = text;
  const { losses, lags: K } = stretch;
  const P = lengthOf(losses);
  const size = spec.layers * P * (K + 1);
  const norms = (): Float64Array => new Float64Array(size).fill(Number.NaN);
  const result: LagGradients = {
    losses,
    lags: K,
    spec,
    h: norms(),
    c: hasC(spec) ? { whole: norms(), alone: norms(), rest: norms() } : null,
  };
  const seeds = lossSeeds(text, losses.from, P);
  const adjoints = await open(text, Math.min(BLOCK, P));
  for (let from = 0; from < P; from += BLOCK) walk(text, seeds, adjoints, result, from, Math.min(BLOCK, P - from));
  return result;
}

/** A row is scaled back to 1 when its numbers have left 1 by this many powers of two, far within float32's range. */
const NEAR_ONE = 40;

/** The state of a block of rows besides their gradients. */
interface Block {
  /** Index of the first row's loss in the range, and the number of rows. */
  readonly from: number;
  readonly count: number;
  /** The part of ∂L/∂c along c alone, [count, H] for each layer; empty for cells without c. */
  readonly alone: readonly Float64Array[];
  /**
   * Each row holds its gradient divided by 2 to this power, so that neither growth nor decay leaves float32, [count].
   */
  readonly exponents: Int32Array;
  /** Below this norm a row has vanished: 1e-30, or 1e-30 times its smallest norm at lag 0, [count]. */
  readonly floors: Float64Array;
}

/** Takes the losses `from` … `from + count − 1` of the range back together. */
function walk(
  text: ReadText,
  seeds: Float64Array,
  adjoints: BatchedAdjoints,
  into: LagGradients,
  from: number,
  count: number,
): void {
  const { hidden: H, layers: L } = text.spec;
  const { lags: K } = into;
  const first = into.losses.from;
  const block: Block = {
    from,
    count,
    alone: into.c ? Array.from({ length: L }, () => new Float64Array(count * H)) : [],
    exponents: new Int32Array(count),
    floors: new Float64Array(count).fill(GONE),
  };
  adjoints.clear();
  copyRows(seeds, from * H, adjoints.gradH(L - 1), count, H);
  for (let k = 0; k <= K; k++) {
    // Rows whose t − k lies before the text are finished. They are the first rows.
    const firstRow = Math.max(0, k - (first + from));
    if (firstRow >= count) return;
    const stretch = { first: firstRow, count: count - firstRow, row: first + from + firstRow - k, apart: 1 } as const;
    const largest = new Float64Array(count);
    const smallest = new Float64Array(count).fill(Infinity);
    for (let layer = L - 1; layer >= 0; layer--) {
      adjoints.step(layer, stretch);
      if (layer > 0) adjoints.passDown(layer, stretch);
      for (let p = firstRow; p < count; p++) measure(text, adjoints, into, block, { layer, p, k }, largest, smallest);
    }
    if (k === 0) {
      for (let p = firstRow; p < count; p++) if (smallest[p] < 1) block.floors[p] = GONE * smallest[p];
    }
    adjoints.stepBack();
    if (!settle(adjoints, block, largest, firstRow)) {
      fillGone(into, first, from, firstRow, count, k + 1);
      return;
    }
  }
}

/** Stores a row's norms at one lag and layer, and updates the largest and smallest norm of the row as it is scaled. */
function measure(
  text: ReadText,
  adjoints: BatchedAdjoints,
  into: LagGradients,
  { from, alone, exponents, floors }: Block,
  { layer, p, k }: { readonly layer: number; readonly p: number; readonly k: number },
  largest: Float64Array,
  smallest: Float64Array,
): void {
  const { hidden: H } = text.spec;
  const { losses, lags: K } = into;
  const at = (layer * lengthOf(losses) + from + p) * (K + 1) + k;
  const take = (array: Float64Array, size: number): void => {
    const norm = gradientOf(size, exponents[p]);
    array[at] = norm < floors[p] ? 0 : norm;
  };
  const seen = (size: number): void => {
    // A comparison with NaN is false, so a NaN row never counts as vanished.
    if (!(size <= largest[p])) largest[p] = size;
    if (size > 0 && size < smallest[p]) smallest[p] = size;
  };
  const size = rowNorm(adjoints.gradH(layer), p, H);
  take(into.h, size);
  seen(size);
  const gradC = adjoints.gradC(layer);
  if (!gradC || !into.c) return;
  const f = k === 0 ? null : forgotten(text, layer, losses.from + from + p - k + 1);
  const [whole, along, rest] = splitRow(gradC, p, H, alone[layer], f);
  take(into.c.whole, whole);
  take(into.c.alone, along);
  take(into.c.rest, rest);
  seen(whole);
  largest[p] = Math.max(largest[p], along);
}

/**
 * After each timestep: clears the rows that have vanished, and scales the others back to the middle of float32's
 * range by a power of two, which changes no digit. Returns whether any row is left.
 *
 * @param largest the largest norm of each row as it is scaled, [count]
 */
function settle(
  adjoints: BatchedAdjoints,
  { count, alone, exponents, floors }: Block,
  largest: Float64Array,
  firstRow: number,
): boolean {
  const { hidden: H, layers: L } = adjoints.spec;
  let isAny = false;
  for (let p = firstRow; p < count; p++) {
    const isGone = gradientOf(largest[p], exponents[p]) < floors[p];
    if (!isGone) isAny = true;
    const power = isGone ? 0 : Math.round(Math.log2(largest[p]));
    if (!isGone && !(Math.abs(power) > NEAR_ONE && Number.isFinite(power))) continue;
    const factor = isGone ? 0 : 2 ** -power;
    exponents[p] += power;
    for (let layer = 0; layer < L; layer++) {
      for (const rows of [adjoints.gradH(layer), adjoints.gradC(layer)]) {
        if (rows) scaleRow(rows.data, rows.at + p * rows.stride, H, factor);
      }
      if (alone.length > 0) scaleRow(alone[layer], p * H, H, factor);
    }
  }
  return isAny;
}

/** The value of a scaled number: Infinity beyond float64, and never 0 · Infinity. */
function gradientOf(size: number, exponent: number): number {
  return size === 0 ? 0 : size * 2 ** exponent;
}

function scaleRow(data: Float32Array | Float64Array, at: number, width: number, factor: number): void {
  for (let j = at; j < at + width; j++) data[j] *= factor;
}

/** Writes zeros from lag `k` on where t ≥ k, after every row of a block has vanished. */
function fillGone(into: LagGradients, first: number, from: number, firstRow: number, count: number, k: number): void {
  const { losses, lags: K, spec } = into;
  const P = lengthOf(losses);
  const arrays = into.c ? [into.h, into.c.whole, into.c.alone, into.c.rest] : [into.h];
  for (let layer = 0; layer < spec.layers; layer++) {
    for (let p = firstRow; p < count; p++) {
      const row = (layer * P + from + p) * (K + 1);
      const end = Math.min(K, first + from + p);
      for (const array of arrays) if (end >= k) array.fill(0, row + k, row + end + 1);
    }
  }
}

function rowNorm({ data, at, stride }: AdjointRows, p: number, H: number): number {
  const start = at + p * stride;
  let sum = 0;
  for (let j = start; j < start + H; j++) sum += data[j] * data[j];
  return Math.sqrt(sum);
}

/** f of a layer at timestep t, [H]. */
function forgotten({ channels, tokens, spec: { hidden: H } }: ReadText, layer: number, t: number): Float64Array {
  const at = (layer * tokens.length + t) * H;
  return channels.f!.subarray(at, at + H);
}

/**
 * Norms of ∂L/∂c, of its part along c alone, and of their difference, for one row.
 *
 * @param alone the part along c one timestep later, [count, H]. It is multiplied by f, or set to the whole gradient
 *   if f is null
 */
function splitRow(
  { data, at, stride }: AdjointRows,
  p: number,
  H: number,
  alone: Float64Array,
  f: Float64Array | null,
): readonly [whole: number, along: number, rest: number] {
  const start = at + p * stride;
  let whole = 0;
  let along = 0;
  let rest = 0;
  for (let j = 0; j < H; j++) {
    const value = data[start + j];
    const part = f ? alone[p * H + j] * f[j] : value;
    alone[p * H + j] = part;
    whole += value * value;
    along += part * part;
    rest += (value - part) ** 2;
  }
  return [Math.sqrt(whole), Math.sqrt(along), Math.sqrt(rest)];
}

function copyRows(from: Float64Array, fromAt: number, to: AdjointRows, count: number, width: number): void {
  for (let p = 0; p < count; p++) {
    const at = fromAt + p * width;
    to.data.set(from.subarray(at, at + width), to.at + p * to.stride);
  }
}
