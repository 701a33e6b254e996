import { sigmoid } from '../engine/cells/cell.ts';
import { parameterLayout, parameterView } from '../engine/parameters.ts';
import type { Channel } from '../engine/cells/channels.ts';
import { CELLS, gateActivation, type ModelSpec } from '../engine/spec.ts';

/**
 * What one unit of the last layer adds to each logit per unit of its h: its column of head.weight minus the column's
 * mean, [V]. A constant added to all logits does not change the softmax.
 *
 * @param params in the layout of `parameterLayout(spec)`
 */
export function outgoingWeights(spec: ModelSpec, params: Float32Array, unit: number): Float64Array {
  const { vocab: V, hidden: H } = spec;
  const head = parameterView(parameterLayout(spec), params, 'head.weight');
  const column = Float64Array.from({ length: V }, (_, v) => head[v * H + unit]!);
  const mean = column.reduce((sum, weight) => sum + weight, 0) / V;
  return column.map((weight) => weight - mean);
}

/**
 * Value of one gate (or candidate, or the RNN's h) of a unit of the first layer when each character is read from the
 * zero state, [V]: σ, tanh or φ of W_ih x + b_ih + b_hh. In the GRU with the reset gate after the product, r scales
 * b_hn: n = tanh(W_in x + b_in + r ⊙ b_hn).
 *
 * @param gate one of CELLS[spec.cell].gates
 * @throws RangeError if the cell has no such gate
 */
export function gateByCharacter(spec: ModelSpec, params: Float32Array, gate: Channel, unit: number): Float64Array {
  const block = CELLS[spec.cell].gates.indexOf(gate);
  if (block < 0) throw new RangeError(`a ${spec.cell} has no gate ${gate}`);
  const row = block * spec.hidden + unit;
  const layout = parameterLayout(spec);
  const fromInput = inputByCharacter(spec, params, row);
  const bIn = parameterView(layout, params, 'rnn.bias_ih_l0')[row]!;
  const bState = parameterView(layout, params, 'rnn.bias_hh_l0')[row]!;
  if (CELLS[spec.cell].variant === 'reset' && gate === 'n' && spec.reset === 'after') {
    const r = gateByCharacter(spec, params, 'r', unit);
    return fromInput.map((a, v) => Math.tanh(a + bIn + r[v]! * bState));
  }
  const activate = activation(spec, gate);
  return fromInput.map((a) => activate(a + bIn + bState));
}

function activation(spec: ModelSpec, gate: Channel): (a: number) => number {
  const kind = gateActivation(spec, gate);
  if (kind === 'relu') return (a) => Math.max(0, a);
  return kind === 'tanh' ? Math.tanh : sigmoid;
}

/** The input of each character to one row of W_ih (one-hot) or of W_ih E (embedding) of the first layer, [V]. */
function inputByCharacter(spec: ModelSpec, params: Float32Array, row: number): Float64Array {
  const { vocab: V, embedding: E } = spec;
  const layout = parameterLayout(spec);
  const W_ih = parameterView(layout, params, 'rnn.weight_ih_l0');
  if (E === 0) return Float64Array.from(W_ih.subarray(row * V, (row + 1) * V));
  const table = parameterView(layout, params, 'embedding.weight');
  return Float64Array.from({ length: V }, (_, v) => {
    let sum = 0;
    for (let e = 0; e < E; e++) sum += W_ih[row * E + e]! * table[v * E + e]!;
    return sum;
  });
}

/** Means of a unit's values by input character. */
export interface MeansByCharacter {
  /** Mean of the values at the timesteps that read each character, [V]; NaN if there are none. */
  readonly means: Float64Array;
  /** Number of timesteps, [V]. */
  readonly counts: Int32Array;
}

/**
 * Mean of a unit's values over the timesteps at which each character is the input. Values that are not finite are
 * ignored.
 */
export function meansByCharacter(series: Float32Array, tokens: Int32Array, vocab: number): MeansByCharacter {
  const means = new Float64Array(vocab);
  const counts = new Int32Array(vocab);
  for (let t = 0; t < series.length; t++) {
    if (!Number.isFinite(series[t]!)) continue;
    means[tokens[t]!]! += series[t]!;
    counts[tokens[t]!]!++;
  }
  for (let v = 0; v < vocab; v++) means[v]! /= counts[v]!;
  return { means, counts };
}

/**
 * Indices of the `each` largest values, largest first, and of the `each` smallest, smallest first. No index is in
 * both lists. With fewer than 2·each finite values, each list gets half of them. Ties are in order of index.
 */
export function bothEnds(
  values: Float64Array,
  each: number,
): { readonly largest: readonly number[]; readonly smallest: readonly number[] } {
  const order = Array.from(values.keys()).filter((k) => Number.isFinite(values[k]!));
  order.sort((a, b) => values[b]! - values[a]! || a - b);
  const upper = Math.min(each, Math.ceil(order.length / 2));
  const lower = Math.min(each, order.length - upper);
  const smallest = order.slice(order.length - lower).sort((a, b) => values[a]! - values[b]! || a - b);
  return { largest: order.slice(0, upper), smallest };
}
