import { fillOrthogonal } from '../engine/initialise.ts';
import { parameterLayout, parameterView } from '../engine/parameters.ts';
import { createRandom } from '../engine/random.ts';
import { type Channel, GATES, type ModelSpec } from '../engine/spec.ts';

/** What W_hh's blocks become: gain · I, gain · Q with Q orthogonal, or N(0, gain² / H). */
export interface WeightReset {
  readonly kind: 'identity' | 'orthogonal' | 'gaussian';
  readonly gain: number;
  readonly seed: number;
}

/** A change of a model's recurrent weights by hand, in every layer. */
export interface Provocation {
  /** Which gate's [H, H] block of W_hh is meant; `all` for the whole of it. */
  readonly block: Channel | 'all';
  /** What takes the place of the block before it is multiplied; null: what was learned. */
  readonly reset: WeightReset | null;
  /** By what the block is multiplied. */
  readonly scale: number;
  /** Added to every unit's forget bias (LSTM: bias_ih's f rows). */
  readonly forgetShift: number;
}

export const UNPROVOKED: Provocation = { block: 'all', reset: null, scale: 1, forgetShift: 0 };

/** Whether it changes nothing. */
export function isNeutral({ reset, scale, forgetShift }: Provocation): boolean {
  return reset === null && scale === 1 && forgetShift === 0;
}

/**
 * The parameters with the provocation applied, as a new array; everything that it does not name keeps its bits. A block's
 * random numbers depend on seed, layer and gate alone, so that resetting all blocks gives each what it gets alone.
 */
export function provoke<A extends Float32Array | Float64Array>(
  params: A,
  spec: ModelSpec,
  provocation: Provocation,
): A {
  const { block, reset, scale, forgetShift } = provocation;
  const { cell, hidden: H, layers } = spec;
  const provoked = params.slice() as A;
  const layout = parameterLayout(spec);
  for (let layer = 0; layer < layers; layer++) {
    const weights = parameterView(layout, provoked, `rnn.weight_hh_l${layer}`);
    for (const [k, gate] of GATES[cell].entries()) {
      if (block !== 'all' && block !== gate) continue;
      const values = weights.subarray(k * H * H, (k + 1) * H * H);
      if (reset) values.set(freshBlock(reset, H, `provoked W_hh l${layer} ${gate}`));
      if (scale !== 1) for (let j = 0; j < values.length; j++) values[j] *= scale;
    }
    if (cell === 'lstm' && forgetShift !== 0) {
      const f = GATES.lstm.indexOf('f');
      const biases = parameterView(layout, provoked, `rnn.bias_ih_l${layer}`);
      for (let j = f * H; j < (f + 1) * H; j++) biases[j] += forgetShift;
    }
  }
  return provoked;
}

/** [H, H] */
function freshBlock({ kind, gain, seed }: WeightReset, H: number, stream: string): Float64Array {
  const values = new Float64Array(H * H);
  const random = createRandom(seed, stream);
  if (kind === 'identity') for (let j = 0; j < H; j++) values[j * H + j] = 1;
  else if (kind === 'orthogonal') fillOrthogonal(values, 0, H, random);
  else for (let j = 0; j < values.length; j++) values[j] = random.normal() / Math.sqrt(H);
  for (let j = 0; j < values.length; j++) values[j] *= gain;
  return values;
}

/** Mean over the units of a layer's forget bias, bias_ih + bias_hh; null for a cell that has none. */
export function meanForgetBias(spec: ModelSpec, params: Float32Array, layer: number): number | null {
  if (spec.cell !== 'lstm') return null;
  const H = spec.hidden;
  const f = GATES.lstm.indexOf('f') * H;
  const layout = parameterLayout(spec);
  let sum = 0;
  for (const name of ['bias_ih', 'bias_hh']) {
    for (const bias of parameterView(layout, params, `rnn.${name}_l${layer}`).subarray(f, f + H)) sum += bias;
  }
  return sum / H;
}
