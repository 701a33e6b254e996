import { expect, it } from 'vitest';
import { atlasSize, planAtlas } from '../../../src/backends/webgl/fused/atlas.ts';
import { fusedShape } from '../../../src/backends/webgl/fused/shape.ts';
import { textureBytes } from '../../../src/backends/webgl/fused/sizes.ts';
import type { ModelSpec } from '../../../src/engine/spec.ts';

const SPEC: ModelSpec = {
  cell: 'lstm',
  vocab: 50,
  hidden: 5,
  layers: 2,
  embedding: 0,
  nonlinearity: 'tanh',
  reset: 'after',
};

it('what a model takes is known without an array of its size', () => {
  // A number for each of these parameters would be an array that no program can make.
  const spec = { ...SPEC, hidden: 100_000, layers: 4 };
  const weights = 4 * spec.hidden * spec.hidden * (2 * spec.layers - 1);
  expect(textureBytes({ spec, batch: 1, unroll: 1 }, 16_384)).toBeGreaterThan(4 * weights);
});

it('the atlas is as large as was said, in one column of regions and in several', () => {
  for (const cell of ['rnn', 'gru', 'lstm'] as const) {
    for (const embedding of [0, 7]) {
      for (const side of [32, 16_384]) {
        const shape = fusedShape({ spec: { ...SPEC, cell, embedding }, batch: 3, unroll: 4 });
        const { width, height } = planAtlas(shape, side);
        expect(atlasSize(shape, side)).toEqual({ width, height });
      }
    }
  }
});
