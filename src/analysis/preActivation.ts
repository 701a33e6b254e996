import { parameterLayout, parameterView } from '../engine/parameters.ts';
import { GATES, inputWidth, type Channel, type ModelSpec } from '../engine/spec.ts';
import { channelRow, type Trace } from '../engine/trace.ts';

/** The sum inside one gate of one unit at one timestep, in its parts; all in float64. */
export interface GateParts {
  /** The gate, candidate or state that the sum becomes. */
  readonly channel: Channel;
  /** W_ih x: a column of W_ih for one-hot input, W_ih E x with an embedding, W_ih h of the layer below in upper layers. */
  readonly fromInput: number;
  /** W_hh h_{t−1}; in the n of a GRU with the reset gate before the product W_hn (r ⊙ h_{t−1}). */
  readonly fromState: number;
  /** b_ih + b_hh; in the n of a GRU with the reset gate after the product b_in alone. */
  readonly bias: number;
  /** What r scales in the n of a GRU with the reset gate after the product; null everywhere else. */
  readonly scaled: ScaledParts | null;
  /** The pre-activation: fromInput + fromState + bias, or fromInput + bias + r (fromState + b_hn). */
  readonly sum: number;
  /** σ, tanh or the RNN's own nonlinearity. */
  readonly activation: Activation;
  /** What the trace holds for the channel: activation(sum), up to the trace's rounding. */
  readonly value: number;
}

/** m = W_hn h_{t−1} + b_hn stands inside the brackets, r before them. */
export interface ScaledParts {
  readonly r: number;
  /** b_hn */
  readonly bias: number;
  /** W_hn h_{t−1} + b_hn */
  readonly m: number;
}

export type Activation = 'sigmoid' | 'tanh' | 'relu';

/** σ(a), tanh(a) or max(0, a). */
export function activate(activation: Activation, a: number): number {
  if (activation === 'sigmoid') return 1 / (1 + Math.exp(-a));
  return activation === 'tanh' ? Math.tanh(a) : Math.max(0, a);
}

/**
 * The pre-activation of every gate of one unit at t, split by where it comes from; in the order of `GATES`. The formulas
 * are those of `engine/cells`. States and the reset gate are the trace's own.
 *
 * @param params what the trace was computed from, in the layout of `parameterLayout(spec)`
 */
export function preActivations(
  spec: ModelSpec,
  params: Float32Array | Float64Array,
  trace: Trace,
  layer: number,
  t: number,
  unit: number,
): readonly GateParts[] {
  const { hidden: H } = spec;
  const layout = parameterLayout(spec);
  const view = (name: string) => parameterView(layout, params, name);
  const W_ih = view(`rnn.weight_ih_l${layer}`);
  const W_hh = view(`rnn.weight_hh_l${layer}`);
  const b_ih = view(`rnn.bias_ih_l${layer}`);
  const b_hh = view(`rnn.bias_hh_l${layer}`);
  const input = inputRow(spec, params, trace, layer, t);
  const hPrev = stateRow(trace, 'h', layer, t - 1);
  const r = spec.cell === 'gru' ? stateRow(trace, 'r', layer, t) : null;

  return GATES[spec.cell].map((channel, gate) => {
    const row = gate * H + unit;
    const I = inputWidth(spec, layer);
    const fromInput = input ? dot(W_ih, row * I, input) : W_ih[row * I + trace.tokens[t]!]!;
    const activation = activationOf(spec, channel);
    const bIn = b_ih[row]!;
    const bState = b_hh[row]!;
    const value = channelRow(trace, channel, layer, t)[unit]!;
    const common = { channel, fromInput, activation, value };
    if (channel === 'n' && spec.reset === 'after') {
      const fromState = dot(W_hh, row * H, hPrev);
      const m = fromState + bState;
      const scaled = { r: r![unit]!, bias: bState, m };
      return { ...common, fromState, bias: bIn, scaled, sum: fromInput + bIn + scaled.r * m };
    }
    const state = channel === 'n' ? hPrev.map((h, j) => h * r![j]!) : hPrev;
    const fromState = dot(W_hh, row * H, state);
    const bias = bIn + bState;
    return { ...common, fromState, bias, scaled: null, sum: fromInput + fromState + bias };
  });
}

function activationOf(spec: ModelSpec, channel: Channel): Activation {
  if (spec.cell === 'rnn') return spec.nonlinearity;
  return channel === 'g' || channel === 'n' ? 'tanh' : 'sigmoid';
}

/** What the layer reads at t, [I]; null for one-hot input, whose product is one column. */
function inputRow(
  spec: ModelSpec,
  params: Float32Array | Float64Array,
  trace: Trace,
  layer: number,
  t: number,
): Float64Array | null {
  if (layer > 0) return stateRow(trace, 'h', layer - 1, t);
  const { embedding: E } = spec;
  if (E === 0) return null;
  const table = parameterView(parameterLayout(spec), params, 'embedding.weight');
  const from = trace.tokens[t]! * E;
  return Float64Array.from(table.subarray(from, from + E));
}

/** All units of a channel at t, [H]; the zero state before the first timestep. */
function stateRow(trace: Trace, channel: Channel, layer: number, t: number): Float64Array {
  return Float64Array.from(channelRow(trace, channel, layer, t));
}

function dot(weights: Float32Array | Float64Array, from: number, vector: Float64Array): number {
  let sum = 0;
  for (let k = 0; k < vector.length; k++) sum += weights[from + k]! * vector[k]!;
  return sum;
}
