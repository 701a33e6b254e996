import type { LaneRows, Lanes, OpenLanes } from '../engine/lanes.ts';
import { lossSeeds } from '../engine/lossSeeds.ts';
import type { ReadText } from '../engine/readText.ts';
import type { ModelSpec } from '../engine/spec.ts';

/** Norms below this count as gone: they are stored as 0, drawn at the floor and marked, never as −∞. */
export const GONE = 1e-30;

/** Which losses, and how far back from each. */
export interface LagStretch {
  /** t of the first loss. */
  readonly first: number;
  /** P, how many losses, at consecutive timesteps. */
  readonly positions: number;
  /** K, the largest lag. */
  readonly lags: number;
}

/** How the state c of an LSTM carries a gradient back. The vectors add up; their norms do not. */
export interface CellLags {
  /** ‖∂L_t/∂c_{t−k}‖, [L, P, K + 1]. */
  readonly whole: Float32Array;
  /** Its part along c alone, ‖∂L_t/∂c_t ⊙ ∏ f‖ over the timesteps t−k+1 … t, the gates held constant; likewise. */
  readonly alone: Float32Array;
  /** The norm of the difference of these two vectors: what went through a gate at least once; likewise. */
  readonly rest: Float32Array;
}

/**
 * How each loss of a stretch reaches back, lag by lag: 0 where it is below 1e-30, not a number where t < k. L_t is the
 * loss at t alone, in nats; the backward pass is not cut at the unroll length.
 */
export interface LagGradients extends LagStretch {
  readonly spec: ModelSpec;
  /** ‖∂L_t/∂h_{t−k}‖, [L, P, K + 1]. */
  readonly h: Float32Array;
  /** The LSTM's alone. */
  readonly c: CellLags | null;
}

/** Lanes that walk at a time, so that memory stays bounded and what they hold stays in a near cache. */
const BLOCK = 96;

/**
 * Gradients by lag: one lane per loss, all of them k timesteps before their own loss at step k, so that each stops after
 * K steps. Cost: P·K steps of one lane.
 *
 * @throws RangeError if a loss of the stretch has no character after it.
 */
export async function lagGradients(
  text: ReadText,
  stretch: LagStretch,
  open: OpenLanes<ReadText>,
): Promise<LagGradients> {
  const { spec } = text;
  const { first, positions: P, lags: K } = stretch;
  const size = spec.layers * P * (K + 1);
  const norms = (): Float32Array => new Float32Array(size).fill(Number.NaN);
  const result: LagGradients = {
    first,
    positions: P,
    lags: K,
    spec,
    h: norms(),
    c: spec.cell === 'lstm' ? { whole: norms(), alone: norms(), rest: norms() } : null,
  };
  const seeds = lossSeeds(text, first, P);
  const lanes = await open(text, Math.min(BLOCK, P));
  for (let from = 0; from < P; from += BLOCK) walk(text, seeds, lanes, result, from, Math.min(BLOCK, P - from));
  return result;
}

/** The losses `from` … `from + count − 1` of the stretch, side by side. */
function walk(
  text: ReadText,
  seeds: Float64Array,
  lanes: Lanes,
  into: LagGradients,
  from: number,
  count: number,
): void {
  const { hidden: H, layers: L } = text.spec;
  const { first, positions: P, lags: K } = into;
  const alone = into.c ? Array.from({ length: L }, () => new Float64Array(count * H)) : [];
  lanes.clear();
  copyRows(seeds, from * H, lanes.gradH(L - 1), count, H);
  for (let k = 0; k <= K; k++) {
    // Lanes whose t − k lies before the text have no more to say; they are the first ones.
    const lane = Math.max(0, k - (first + from));
    if (lane >= count) return;
    const stretch = { lane, count: count - lane, row: first + from + lane - k, apart: 1 } as const;
    const largest = new Float64Array(count);
    for (let layer = L - 1; layer >= 0; layer--) {
      lanes.step(layer, stretch);
      if (layer > 0) lanes.passDown(layer, stretch);
      const gradH = lanes.gradH(layer);
      const gradC = lanes.gradC(layer);
      for (let p = lane; p < count; p++) {
        const at = (layer * P + from + p) * (K + 1) + k;
        const size = rowNorm(gradH, p, H);
        into.h[at] = aboveFloor(size);
        largest[p] = Math.max(largest[p], size);
        if (!gradC || !into.c) continue;
        const f = k === 0 ? null : forgotten(text, layer, first + from + p - k + 1);
        const [whole, along, rest] = splitRow(gradC, p, H, alone[layer], f);
        into.c.whole[at] = aboveFloor(whole);
        into.c.alone[at] = aboveFloor(along);
        into.c.rest[at] = aboveFloor(rest);
        largest[p] = Math.max(largest[p], whole, along);
      }
    }
    lanes.turn();
    if (!dropGone(lanes, largest, lane, count)) {
      fillGone(into, first, from, lane, count, k + 1);
      return;
    }
  }
}

/** Clears the lanes of which nothing above the floor is left, before their numbers leave float32. Whether any is left. */
function dropGone(lanes: Lanes, largest: Float64Array, lane: number, count: number): boolean {
  const { hidden: H, layers: L } = lanes.spec;
  let isAny = false;
  for (let p = lane; p < count; p++) {
    if (!(largest[p] < GONE)) isAny = true;
    else {
      for (let layer = 0; layer < L; layer++) {
        for (const rows of [lanes.gradH(layer), lanes.gradC(layer)]) {
          if (rows) rows.data.fill(0, rows.at + p * rows.stride, rows.at + p * rows.stride + H);
        }
      }
    }
  }
  return isAny;
}

/** Zeros from lag `k` on where t ≥ k, after every lane of a block has fallen below the floor. */
function fillGone(into: LagGradients, first: number, from: number, lane: number, count: number, k: number): void {
  const { positions: P, lags: K, spec } = into;
  const arrays = into.c ? [into.h, into.c.whole, into.c.alone, into.c.rest] : [into.h];
  for (let layer = 0; layer < spec.layers; layer++) {
    for (let p = lane; p < count; p++) {
      const row = (layer * P + from + p) * (K + 1);
      const end = Math.min(K, first + from + p);
      for (const array of arrays) if (end >= k) array.fill(0, row + k, row + end + 1);
    }
  }
}

function aboveFloor(norm: number): number {
  return norm < GONE ? 0 : norm;
}

function rowNorm({ data, at, stride }: LaneRows, p: number, H: number): number {
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
 * Norms of ∂L/∂c, of its part along c alone, and of their difference, of one lane.
 *
 * @param alone that part one timestep later, [count, H]; it is taken back by f, or starts anew as the whole where f is null
 */
function splitRow(
  { data, at, stride }: LaneRows,
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

function copyRows(from: Float64Array, fromAt: number, to: LaneRows, count: number, width: number): void {
  for (let p = 0; p < count; p++) {
    const at = fromAt + p * width;
    to.data.set(from.subarray(at, at + width), to.at + p * to.stride);
  }
}
