import { parameterLayout, parameterView } from '../engine/parameters.ts';
import type { Channel } from '../engine/cells/channels.ts';
import { CELLS, gateActivation, inputWidth, type ModelSpec } from '../engine/spec.ts';
import { channelRow, type Trace } from '../engine/trace.ts';

/** The pre-activation of one gate of one unit at one timestep, split into its parts; in float64. */
export interface GateParts {
  /** The gate, candidate or state whose pre-activation it is. */
  readonly channel: Channel;
  /**
   * The input's part W_ih x: a column of W_ih for one-hot input, W_ih E x with an embedding, W_ih h of the layer
   * below in upper layers.
   */
  readonly fromInput: number;
  /** The state's part W_hh h_{t−1}; W_hn (r ⊙ h_{t−1}) for n of a GRU with the reset gate before the product. */
  readonly fromState: number;
  /** b_ih + b_hh; only b_in for n of a GRU with the reset gate after the product. */
  readonly bias: number;
  /** The part that r scales in n of a GRU with the reset gate after the product; null otherwise. */
  readonly scaled: ScaledParts | null;
  /** The pre-activation: fromInput + fromState + bias, or fromInput + bias + r (fromState + b_hn). */
  readonly sum: number;
  /** σ, tanh or the RNN's own nonlinearity. */
  readonly activation: Activation;
  /** The value of the channel in the trace: activation(sum), up to the trace's rounding. */
  readonly value: number;
}

/** m = W_hn h_{t−1} + b_hn, which r multiplies. */
interface ScaledParts {
  readonly r: number;
  /** b_hn */
  readonly bias: number;
  /** W_hn h_{t−1} + b_hn */
  readonly m: number;
}

/** The activation function of a gate. */
export type Activation = 'sigmoid' | 'tanh' | 'relu';

/**
 * The pre-activations of all gates of one unit at t, split into their parts, in the order of the cell's gates. The
 * formulas are those of `engine/cells`. States and the reset gate are taken from the trace.
 *
 * @param params the parameters of the trace, in the layout of `parameterLayout(spec)`
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
  const r = trace.channels.r ? stateRow(trace, 'r', layer, t) : null;

  return CELLS[spec.cell].gates.map((channel, gate) => {
    const row = gate * H + unit;
    const I = inputWidth(spec, layer);
    const fromInput = input ? dot(W_ih, row * I, input) : W_ih[row * I + trace.tokens[t]!]!;
    const activation = gateActivation(spec, channel);
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

/** The input of the layer at t, [I]; null for one-hot input, whose product is one column. */
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

/** All units of a channel at t, [H]. Before the first timestep this is the zero state. */
function stateRow(trace: Trace, channel: Channel, layer: number, t: number): Float64Array {
  return Float64Array.from(channelRow(trace, channel, layer, t));
}

function dot(weights: Float32Array | Float64Array, from: number, vector: Float64Array): number {
  let sum = 0;
  for (let k = 0; k < vector.length; k++) sum += weights[from + k]! * vector[k]!;
  return sum;
}
