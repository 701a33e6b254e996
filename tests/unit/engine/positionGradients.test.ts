import { describe, expect, it } from 'vitest';
import { positionGradients } from '../../../src/engine/positionGradients.ts';
import { createReference } from '../../../src/engine/reference.ts';
import { createRandom } from '../../../src/engine/random.ts';
import { traceText } from '../../../src/engine/traceModel.ts';
import { asymmetricParameters, KINDS, largestDifference, randomTokens, specOf } from './models.ts';

const T = 14;
const POSITIONS = Int32Array.of(12, 0, 7, 11);

/** Lane `adjoint` of an array [L, T, P, H], as [L, T, H]. */
function adjointOf(array: ArrayLike<number>, layers: number, P: number, H: number, adjoint: number): Float64Array {
  const out = new Float64Array(layers * T * H);
  for (let row = 0; row < layers * T; row++) {
    for (let j = 0; j < H; j++) out[row * H + j] = array[(row * P + adjoint) * H + j]!;
  }
  return out;
}

describe.each(KINDS)('the gradients of single losses of a $title', ({ kind }) => {
  const spec = specOf({ ...kind, layers: 2 });
  const params = asymmetricParameters(spec, 5, 0.4);
  const tokens = randomTokens(spec.vocab, T, createRandom(2, 'text'));
  const found = positionGradients(spec, params, tokens, POSITIONS);

  it('are those of a backward pass of each loss alone', () => {
    for (const [adjoint, position] of POSITIONS.entries()) {
      const alone = createReference(spec, position + 1, 1);
      alone.forward(params, tokens.subarray(0, position + 1), tokens.subarray(1, position + 2), null);
      const weights = new Float64Array(position + 1);
      weights[position] = 1;
      alone.backward(weights);
      const adjoints = adjointOf(found.gradH, 2, POSITIONS.length, spec.hidden, adjoint);
      for (let layer = 0; layer < 2; layer++) {
        const size = (position + 1) * spec.hidden;
        const mine = adjoints.subarray(layer * T * spec.hidden, layer * T * spec.hidden + size);
        expect(largestDifference(mine, alone.gradH.subarray(layer * size, (layer + 1) * size))).toBeLessThan(1e-14);
      }
    }
  });

  it('vanish exactly after the loss that they belong to', () => {
    for (const [adjoint, position] of POSITIONS.entries()) {
      const adjoints = adjointOf(found.gradH, 2, POSITIONS.length, spec.hidden, adjoint);
      for (let layer = 0; layer < 2; layer++) {
        const start = (layer * T + position + 1) * spec.hidden;
        expect(adjoints.subarray(start, (layer + 1) * T * spec.hidden).every((value) => value === 0)).toBe(true);
      }
    }
  });

  it('add up, over all positions, to the gradient of the mean loss', () => {
    const all = Int32Array.from({ length: T - 1 }, (_, p) => p);
    const each = positionGradients(spec, params, tokens, all);
    const mean = traceText(spec, params, tokens, 0);
    for (const [single, summed] of [
      [each.gradH, mean.gradH],
      [each.gradC, mean.gradC],
    ] as const) {
      if (!single || !summed) continue;
      const sum = new Float64Array(summed.length);
      for (let adjoint = 0; adjoint < all.length; adjoint++) {
        adjointOf(single, 2, all.length, spec.hidden, adjoint).forEach((value, k) => {
          sum[k]! += value / all.length;
        });
      }
      expect(largestDifference(sum, summed)).toBeLessThan(1e-7);
    }
  });
});

it('a position without a loss is refused', () => {
  const spec = specOf({});
  const tokens = randomTokens(spec.vocab, T, createRandom(2, 'text'));
  for (const positions of [Int32Array.of(T - 1), Int32Array.of(-1), new Int32Array(0)]) {
    expect(() => positionGradients(spec, asymmetricParameters(spec), tokens, positions)).toThrow(RangeError);
  }
});
