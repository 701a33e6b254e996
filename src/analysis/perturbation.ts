import { fillOrthogonal } from '../engine/initialise.ts';
import { parameterLayout, parameterView } from '../engine/parameters.ts';
import { createRandom } from '../engine/random.ts';
import type { Channel } from '../engine/cells/channels.ts';
import { CELLS, type ModelSpec } from '../engine/spec.ts';

/** The new content of W_hh's blocks: gain · I, gain · Q with Q orthogonal, or N(0, gain² / H). */
export interface WeightReset {
  readonly kind: 'identity' | 'orthogonal' | 'gaussian';
  readonly gain: number;
  readonly seed: number;
}

/** A manual change of a model's recurrent weights, in every layer. */
export interface Perturbation {
  /** The gate whose [H, H] block of W_hh changes; `all` for all blocks. */
  readonly block: Channel | 'all';
  /** The replacement of the block before scaling; null for the learned block. */
  readonly reset: WeightReset | null;
  /** The factor of the block. */
  readonly scale: number;
  /** Added to every unit's forget bias (LSTM: bias_ih's f rows). */
  readonly forgetShift: number;
}

/** The perturbation that changes nothing. */
export const UNPERTURBED: Perturbation = { block: 'all', reset: null, scale: 1, forgetShift: 0 };

/** Whether a perturbation changes nothing. */
export function isNeutral({ reset, scale, forgetShift }: Perturbation): boolean {
  return reset === null && scale === 1 && forgetShift === 0;
}

/**
 * A copy of the parameters with the perturbation applied. Parameters that are not affected stay identical bit for
 * bit. A block's random numbers depend only on seed, layer and gate, so resetting all blocks gives each the same
 * numbers as resetting it alone.
 */
export function perturb<A extends Float32Array | Float64Array>(
  params: A,
  spec: ModelSpec,
  perturbation: Perturbation,
): A {
  const { block, reset, scale, forgetShift } = perturbation;
  const { cell, hidden: H, layers } = spec;
  const perturbed = params.slice() as A;
  const layout = parameterLayout(spec);
  for (let layer = 0; layer < layers; layer++) {
    const weights = parameterView(layout, perturbed, `rnn.weight_hh_l${layer}`);
    for (const [k, gate] of CELLS[cell].gates.entries()) {
      if (block !== 'all' && block !== gate) continue;
      const values = weights.subarray(k * H * H, (k + 1) * H * H);
      if (reset) values.set(freshBlock(reset, H, `provoked W_hh l${layer} ${gate}`));
      if (scale !== 1) for (let j = 0; j < values.length; j++) values[j] *= scale;
    }
    const { gates, biasedGate } = CELLS[cell];
    if (biasedGate && forgetShift !== 0) {
      const f = gates.indexOf(biasedGate);
      const biases = parameterView(layout, perturbed, `rnn.bias_ih_l${layer}`);
      for (let j = f * H; j < (f + 1) * H; j++) biases[j] += forgetShift;
    }
  }
  return perturbed;
}

/** A new block, [H, H]. */
function freshBlock({ kind, gain, seed }: WeightReset, H: number, stream: string): Float64Array {
  const values = new Float64Array(H * H);
  const random = createRandom(seed, stream);
  if (kind === 'identity') for (let j = 0; j < H; j++) values[j * H + j] = 1;
  else if (kind === 'orthogonal') fillOrthogonal(values, 0, H, random);
  else for (let j = 0; j < values.length; j++) values[j] = random.normal() / Math.sqrt(H);
  for (let j = 0; j < values.length; j++) values[j] *= gain;
  return values;
}
