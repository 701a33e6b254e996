import { exactLanes } from '../engine/exactLanes.ts';
import type { LaneRows, Lanes } from '../engine/lanes.ts';
import { lossSeeds } from '../engine/lossSeeds.ts';
import { parameterLayout, parameterView } from '../engine/parameters.ts';
import type { ReadText } from '../engine/readText.ts';
import { createReference, NO_TARGET } from '../engine/reference.ts';
import { GATES, inputWidth, type ModelSpec } from '../engine/spec.ts';

export type ChainWeight = 'weight_hh' | 'weight_ih';

/** ∂L_t/∂W of some rows of one weight, as the sum of its terms by lag. */
export interface ChainPart {
  readonly weight: ChainWeight;
  /** Which gate's rows; −1 for all of them. */
  readonly gate: number;
  /** ‖term_k‖ (Frobenius), [t + 1]. Norms do not add up. */
  readonly norms: Float64Array;
  /** ⟨term_k, ∂L_t/∂W⟩ / ‖∂L_t/∂W‖², [t + 1]; they add up to 1. */
  readonly shares: Float64Array;
  /** ‖∂L_t/∂W‖, from the ordinary backward pass. */
  readonly total: number;
  /** Largest |Σ terms − ∂L_t/∂W| over the elements, relative to the largest |∂L_t/∂W| of the whole weight. */
  readonly deviation: number;
}

/**
 * The chain of one loss: term k of W_hh is the outer product of ∂L_t/∂a_{t−k} and h_{t−k−1} (of W_ih: and x_{t−k}), with
 * a the pre-activations; k runs back to the first character. Where the GRU resets before the product, the rows of n meet
 * r ⊙ h_{t−k−1}. Cost: about (t + 1) · |W| · 10.
 */
export interface Chain {
  readonly spec: ModelSpec;
  readonly t: number;
  readonly layer: number;
  readonly parts: readonly ChainPart[];
}

/** The gradient that the terms are held against: one ordinary backward pass of L_t alone, float64. */
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
 * @param text read at least up to t + 1
 * @param total ∂L_t/∂(parameters), in their layout
 * @param lanes at least one, over this text; float64 ones unless given
 * @throws RangeError if there is no loss at t.
 */
export function chain(
  text: ReadText,
  t: number,
  layer: number,
  total: Float64Array,
  lanes: Lanes = exactLanes(text, 1),
): Chain {
  const { spec } = text;
  const G = GATES[spec.cell].length;
  const sums = (['weight_hh', 'weight_ih'] as const).map((weight) => new TermSums(text, weight, layer, total, t));
  lanes.clear();
  const seeds = lossSeeds(text, t, 1);
  const top = lanes.gradH(spec.layers - 1);
  top.data.set(seeds, top.at);
  for (let k = 0; k <= t; k++) {
    const stretch = { lane: 0, count: 1, row: t - k, apart: 0 } as const;
    for (let l = spec.layers - 1; l >= layer; l--) {
      lanes.step(l, stretch);
      if (l > layer) lanes.passDown(l, stretch);
    }
    for (let gate = 0; gate < G; gate++) {
      sums[0]!.add(k, gate, lanes.preActivations(gate, 'state'));
      sums[1]!.add(k, gate, lanes.preActivations(gate, 'input'));
    }
    lanes.turn();
  }
  return { spec, t, layer, parts: sums.flatMap((sum) => sum.parts()) };
}

/** What the terms of one weight add up to. */
class TermSums {
  readonly #width: number;
  readonly #total: Float64Array;
  /** Σ terms, [G·H, width]. */
  readonly #sum: Float64Array;
  /** Squared norms and products with the total, each [G][t + 1]. */
  readonly #squares: readonly Float64Array[];
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
    this.#sum = new Float64Array(this.#total.length);
    const perGate = (): Float64Array[] => GATES[spec.cell].map(() => new Float64Array(t + 1));
    this.#squares = perGate();
    this.#products = perGate();
  }

  /** The term at lag k, a gate's rows: the outer product of `dA` [H] and what the weight met. */
  add(k: number, gate: number, { data, at }: LaneRows): void {
    const { hidden: H, embedding } = this.text.spec;
    const width = this.#width;
    const row = this.t - k;
    const met = this.#met(row, gate);
    const isOneHot = this.weight === 'weight_ih' && this.layer === 0 && embedding === 0;
    const from = isOneHot ? this.text.tokens[row]! : 0;
    const to = isOneHot ? from + 1 : width;
    let rowSquares = 0;
    let product = 0;
    for (let j = 0; j < H; j++) {
      const dA = data[at + j];
      const base = (gate * H + j) * width;
      rowSquares += dA * dA;
      for (let i = from; i < to; i++) {
        const term = met ? dA * met[i] : dA;
        this.#sum[base + i] += term;
        product += term * this.#total[base + i];
      }
    }
    let metSquares = met ? 0 : 1;
    if (met) for (let i = 0; i < width; i++) metSquares += met[i] * met[i];
    this.#squares[gate][k] = rowSquares * metSquares;
    this.#products[gate][k] = product;
  }

  /** What the weight's rows were multiplied with at a timestep, [width]; null for a one-hot input. */
  #met(row: number, gate: number): Float64Array | null {
    const { spec, channels, kept, tokens, params } = this.text;
    const { hidden: H, embedding: E } = spec;
    const at = (of: Float64Array, layer: number, t: number): Float64Array =>
      of.subarray((layer * tokens.length + t) * H, (layer * tokens.length + t + 1) * H);
    if (this.weight === 'weight_hh') {
      if (spec.cell === 'gru' && spec.reset === 'before' && gate === 2) return at(kept, this.layer, row);
      return row === 0 ? new Float64Array(H) : at(channels.h!, this.layer, row - 1);
    }
    if (this.layer > 0) return at(channels.h!, this.layer - 1, row);
    if (E === 0) return null;
    const token = tokens[row]!;
    return parameterView(parameterLayout(spec), params, 'embedding.weight').subarray(token * E, (token + 1) * E);
  }

  parts(): readonly ChainPart[] {
    const G = this.#squares.length;
    const single = this.#squares.map((_, gate) => this.#part([gate], gate));
    return G === 1 ? [this.#part([0], -1)] : [this.#part([...this.#squares.keys()], -1), ...single];
  }

  #part(gates: readonly number[], gate: number): ChainPart {
    const block = this.text.spec.hidden * this.#width;
    let squared = 0;
    let largest = 0;
    let off = 0;
    for (const value of this.#total) largest = Math.max(largest, Math.abs(value));
    for (const g of gates) {
      for (let e = g * block; e < (g + 1) * block; e++) {
        squared += this.#total[e] ** 2;
        off = Math.max(off, Math.abs(this.#sum[e] - this.#total[e]));
      }
    }
    const add = (of: readonly Float64Array[], k: number): number => gates.reduce((sum, g) => sum + of[g][k], 0);
    const lags = { length: this.t + 1 };
    return {
      weight: this.weight,
      gate,
      norms: Float64Array.from(lags, (_, k) => Math.sqrt(add(this.#squares, k))),
      shares: Float64Array.from(lags, (_, k) => add(this.#products, k) / squared),
      total: Math.sqrt(squared),
      deviation: largest > 0 ? off / largest : off,
    };
  }
}
