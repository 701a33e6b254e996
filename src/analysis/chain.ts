import { blocksOnResetState } from '../engine/cells/cells.ts';
import { exactAdjoints } from '../engine/exactAdjoints.ts';
import type { AdjointRows, BatchedAdjoints } from '../engine/batchedAdjoints.ts';
import { lossSeeds } from '../engine/lossSeeds.ts';
import { parameterLayout, parameterView } from '../engine/parameters.ts';
import type { ReadText } from '../engine/readText.ts';
import { createReference, NO_TARGET } from '../engine/reference.ts';
import { CELLS, inputWidth, type ModelSpec } from '../engine/spec.ts';
import { pulse } from '../engine/pulse.ts';

/** The weights of a layer for which there is a chain. */
export type ChainWeight = 'weight_hh' | 'weight_ih';

/** ∂L_t/∂W of some rows of one weight, as the sum of its terms by lag. */
export interface ChainPart {
  readonly weight: ChainWeight;
  /** The gate whose rows are meant; −1 for all rows. */
  readonly gate: number;
  /** ‖term_k‖ (Frobenius), [t + 1]. Norms do not add up. */
  readonly norms: Float64Array;
  /**
   * ⟨term_k, ∂L_t/∂W⟩ / ‖∂L_t/∂W‖², [t + 1]. They add up to 1. Null if the gradient is 0, because shares of 0 are
   * undefined.
   */
  readonly shares: Float64Array | null;
  /** ‖∂L_t/∂W‖ from an ordinary backward pass. */
  readonly total: number;
  /** The largest |Σ terms − ∂L_t/∂W| of all elements, relative to the largest |∂L_t/∂W| of the whole weight. */
  readonly deviation: number;
}

/**
 * The chain of one loss. Term k of W_hh is the outer product of ∂L_t/∂a_{t−k} and h_{t−k−1} (for W_ih: and x_{t−k}),
 * where a is the pre-activation and k runs back to the first character. The rows of n in a GRU differ: r ⊙
 * ∂L_t/∂a_{t−k} and h_{t−k−1} if the reset gate comes after the product, ∂L_t/∂a_{t−k} and r ⊙ h_{t−k−1} if it comes
 * before. Cost: about (t + 1) · |W| · 10.
 */
export interface Chain {
  readonly spec: ModelSpec;
  readonly t: number;
  readonly layer: number;
  readonly parts: readonly ChainPart[];
}

/** The gradient against which the terms are checked: one ordinary backward pass of L_t alone, in float64. */
export function lossGradient(spec: ModelSpec, params: Float64Array, tokens: Int32Array, t: number): Float64Array {
  const reference = createReference(spec, t + 1, 1);
  const targets = new Int32Array(t + 1).fill(NO_TARGET);
  targets[t] = tokens[t + 1]!;
  reference.forward(params, tokens.subarray(0, t + 1), targets, null);
  const weights = new Float64Array(t + 1);
  weights[t] = 1;
  reference.backward(weights);
  return reference.grads;
}

/**
 * Computes the terms of one layer's weights.
 *
 * @param text read at least up to t + 1
 * @param total ∂L_t/∂(parameters), in their layout
 * @param adjoints at least one row, over this text; in float64 by default
 * @throws RangeError if there is no loss at t.
 */
export function chain(
  text: ReadText,
  t: number,
  layer: number,
  total: Float64Array,
  adjoints: BatchedAdjoints = exactAdjoints(text, 1),
): Chain {
  const { spec } = text;
  const G = CELLS[spec.cell].gates.length;
  const sums = (['weight_hh', 'weight_ih'] as const).map((weight) => new TermSums(text, weight, layer, total, t));
  adjoints.clear();
  const seeds = lossSeeds(text, t, 1);
  const top = adjoints.gradH(spec.layers - 1);
  top.data.set(seeds, top.at);
  for (let k = 0; k <= t; k++) {
    const stretch = { first: 0, count: 1, row: t - k, apart: 0 } as const;
    for (let l = spec.layers - 1; l >= layer; l--) {
      adjoints.step(l, stretch);
      if (l > layer) adjoints.passDown(l, stretch);
    }
    for (let gate = 0; gate < G; gate++) {
      sums[0]!.add(k, gate, adjoints.preActivations(gate, 'state'));
      sums[1]!.add(k, gate, adjoints.preActivations(gate, 'input'));
    }
    adjoints.stepBack();
  }
  return { spec, t, layer, parts: sums.flatMap((sum) => sum.parts()) };
}

/** Sums over the terms of one weight. */
class TermSums {
  readonly #width: number;
  readonly #total: Float64Array;
  /** The largest |∂L_t/∂W|. Products are computed in units of it, so that no square leaves the range of float64. */
  readonly #unit: number;
  /** Σ terms, [G·H, width]. */
  readonly #sum: Float64Array;
  /** Norms, and products with the total, in units of its largest element, each [G][t + 1]. */
  readonly #norms: readonly Float64Array[];
  readonly #products: readonly Float64Array[];

  constructor(
    readonly text: ReadText,
    readonly weight: ChainWeight,
    readonly layer: number,
    total: Float64Array,
    readonly t: number,
  ) {
    const { spec } = text;
    this.#width = weight === 'weight_hh' ? spec.hidden : inputWidth(spec, layer);
    this.#total = parameterView(parameterLayout(spec), total, `rnn.${weight}_l${layer}`);
    this.#unit = this.#total.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
    this.#sum = new Float64Array(this.#total.length);
    const perGate = (): Float64Array[] => CELLS[spec.cell].gates.map(() => new Float64Array(t + 1));
    this.#norms = perGate();
    this.#products = perGate();
  }

  /** Adds the term at lag k for one gate's rows: the outer product of `dA` [H] and the weight's input. */
  add(k: number, gate: number, { data, at }: AdjointRows): void {
    const { hidden: H, embedding } = this.text.spec;
    const width = this.#width;
    const row = this.t - k;
    const met = this.#operand(row, gate);
    const isOneHot = this.weight === 'weight_ih' && this.layer === 0 && embedding === 0;
    const from = isOneHot ? this.text.tokens[row]! : 0;
    const to = isOneHot ? from + 1 : width;
    pulse(3 * H * (to - from));
    const dRow = data.subarray(at, at + H);
    let product = 0;
    for (let j = 0; j < H; j++) {
      const dA = dRow[j];
      const base = (gate * H + j) * width;
      for (let i = from; i < to; i++) {
        const term = met ? dA * met[i] : dA;
        this.#sum[base + i] += term;
        if (this.#unit > 0) product += term * (this.#total[base + i] / this.#unit);
      }
    }
    this.#norms[gate][k] = norm(dRow) * (met ? norm(met) : 1);
    this.#products[gate][k] = product;
  }

  /** The vector that the weight's rows multiplied at a timestep, [width]; null for a one-hot input. */
  #operand(row: number, gate: number): Float64Array | null {
    const { spec, channels, saved, tokens, params } = this.text;
    const { hidden: H, embedding: E } = spec;
    const at = (of: Float64Array, layer: number, t: number): Float64Array =>
      of.subarray((layer * tokens.length + t) * H, (layer * tokens.length + t + 1) * H);
    if (this.weight === 'weight_hh') {
      const onRetained = blocksOnResetState(spec);
      if (onRetained && gate >= onRetained.from && gate < onRetained.to) return at(saved, this.layer, row);
      return row === 0 ? new Float64Array(H) : at(channels.h!, this.layer, row - 1);
    }
    if (this.layer > 0) return at(channels.h!, this.layer - 1, row);
    if (E === 0) return null;
    const token = tokens[row]!;
    return parameterView(parameterLayout(spec), params, 'embedding.weight').subarray(token * E, (token + 1) * E);
  }

  parts(): readonly ChainPart[] {
    const G = this.#norms.length;
    const single = this.#norms.map((_, gate) => this.#part([gate], gate));
    return G === 1 ? [this.#part([0], -1)] : [this.#part([...this.#norms.keys()], -1), ...single];
  }

  #part(gates: readonly number[], gate: number): ChainPart {
    const block = this.text.spec.hidden * this.#width;
    const unit = this.#unit;
    let squared = 0;
    let off = 0;
    for (const g of gates) {
      for (let e = g * block; e < (g + 1) * block; e++) {
        if (unit > 0) squared += (this.#total[e] / unit) ** 2;
        off = Math.max(off, Math.abs(this.#sum[e] - this.#total[e]));
      }
    }
    const product = (k: number): number => gates.reduce((sum, g) => sum + this.#products[g][k], 0);
    const lags = { length: this.t + 1 };
    return {
      weight: this.weight,
      gate,
      norms: Float64Array.from(lags, (_, k) => Math.hypot(...gates.map((g) => this.#norms[g][k]))),
      shares: squared > 0 ? Float64Array.from(lags, (_, k) => product(k) / unit / squared) : null,
      total: unit * Math.sqrt(squared),
      deviation: unit > 0 ? off / unit : off,
    };
  }
}

/** Euclidean norm, computed without overflow or underflow. */
function norm(values: ArrayLike<number>): number {
  let largest = 0;
  for (let k = 0; k < values.length; k++) largest = Math.max(largest, Math.abs(values[k]));
  if (largest === 0 || !Number.isFinite(largest)) return largest;
  let squares = 0;
  for (let k = 0; k < values.length; k++) squares += (values[k] / largest) ** 2;
  return largest * Math.sqrt(squares);
}
