import { describe, expect, it } from 'vitest';
import { lossBackThrough } from '../../../src/analysis/lossBackThrough.ts';
import { positionGradients } from '../../../src/engine/positionGradients.ts';
import { createRandom } from '../../../src/engine/random.ts';
import type { ModelSpec } from '../../../src/engine/spec.ts';
import { traceText } from '../../../src/engine/traceModel.ts';
import { asymmetricParameters, KINDS, randomTokens, specOf } from '../engine/models.ts';

const T = 16;

function traced(spec: ModelSpec) {
  const params = Float32Array.from(asymmetricParameters(spec, 5, 0.4));
  const exact = Float64Array.from(params);
  const tokens = randomTokens(spec.vocab, T, createRandom(2, 'text'));
  return { params, exact, tokens, trace: traceText(spec, exact, tokens, 0) };
}

const norm = (row: Float32Array | Float64Array): number => Math.hypot(...row);

describe.each(KINDS)('the way back from one loss of a $title', ({ kind }) => {
  it.each([
    { layers: 1, embedding: 0 },
    { layers: 3, embedding: 0 },
    { layers: 2, embedding: 4 },
  ])('gives the gradients that the pass through the whole text has ($layers layers, embedding $embedding)', (sizes) => {
    const spec = specOf({ ...kind, ...sizes });
    const { params, exact, tokens, trace } = traced(spec);
    const H = spec.hidden;
    const back = lossBackThrough(trace, params);
    for (const [position, from] of [
      [14, 6],
      [9, 1],
      [4, 0],
      [0, 0],
      [14, 14],
    ] as const) {
      const found = back(position, from);
      const whole = positionGradients(spec, exact, tokens, Int32Array.of(position));
      for (const [mine, theirs] of [
        [found.gradH, whole.gradH],
        [found.gradC, whole.gradC],
      ] as const) {
        expect(mine === null).toBe(theirs === null);
        if (!mine || !theirs) continue;
        expect(mine.length).toBe(sizes.layers * found.steps * H);
        for (let layer = 0; layer < sizes.layers; layer++) {
          for (let k = 0; k < found.steps; k++) {
            const row = mine.subarray((layer * found.steps + k) * H, (layer * found.steps + k + 1) * H);
            const at = (layer * T + from + k) * H;
            const expected = theirs.subarray(at, at + H);
            const difference = norm(row.map((value, j) => value - expected[j]!));
            // A bottom layer's step may be the loss's own; a norm of zero has no relative error.
            expect(difference).toBeLessThanOrEqual(1e-6 * norm(expected));
          }
        }
      }
    }
  });
});

it('an answer stays what it was when the next loss is asked for', () => {
  const { params, trace } = traced(specOf({ cell: 'lstm' }));
  const back = lossBackThrough(trace, params);
  const first = back(8, 5);
  const kept = first.gradH.slice();
  back(12, 9);
  expect(first.gradH).toEqual(kept);
});

it('a position without a loss, and a way back beyond the text, are refused', () => {
  const { params, trace } = traced(specOf({ cell: 'gru' }));
  const back = lossBackThrough(trace, params);
  expect(() => back(T - 1, T - 3)).toThrow(RangeError);
  expect(() => back(4, -1)).toThrow(RangeError);
  expect(() => back(4, 5)).toThrow(RangeError);
});
