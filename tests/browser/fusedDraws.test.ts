import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openFusedContext, type FusedContext } from '../../src/backends/webgl/fused/fusedContext.ts';
import { FusedModel } from '../../src/backends/webgl/fused/fusedModel.ts';
import { openWebgl, type WebglContext } from '../../src/backends/webgl/webglContext.ts';
import type { ModelSpec } from '../../src/engine/spec.ts';
import { asymmetricParameters, modelSpec, randomBatch, stepSettings } from './support/workload.ts';

const DRAWS = [
  'drawArrays',
  'drawElements',
  'drawArraysInstanced',
  'drawElementsInstanced',
  'drawRangeElements',
] as const;
const CREATIONS = [
  'createTexture',
  'createBuffer',
  'createFramebuffer',
  'createProgram',
  'createShader',
  'createVertexArray',
  'linkProgram',
  'texStorage2D',
  'texStorage3D',
  'texImage2D',
  'bufferData',
] as const;
const WAITS = ['readPixels', 'finish', 'getBufferSubData'] as const;

let context: WebglContext;
let fused: FusedContext;
const counts = new Map<string, number>();
const originals = new Map<string, unknown>();

beforeAll(async () => {
  context = await openWebgl();
  fused = openFusedContext(context);
  const prototype = WebGL2RenderingContext.prototype as unknown as Record<string, (...call: unknown[]) => unknown>;
  for (const name of [...DRAWS, ...CREATIONS, ...WAITS]) {
    const original = prototype[name];
    originals.set(name, original);
    prototype[name] = function (this: unknown, ...call: unknown[]) {
      // A read into a buffer does not wait for the GPU; one into memory does.
      const counted = name !== 'readPixels' || typeof call[6] !== 'number';
      if (counted) counts.set(name, (counts.get(name) ?? 0) + 1);
      return original.apply(this, call);
    };
  }
});

afterAll(() => {
  Object.assign(WebGL2RenderingContext.prototype, Object.fromEntries(originals));
  fused.dispose();
  context.close();
});

const sum = (names: readonly string[]): number => names.reduce((total, name) => total + (counts.get(name) ?? 0), 0);

/** Calls of the third training step, with Adam, clipping by norm, both biases and carried state. */
async function thirdStep(spec: ModelSpec, T: number): Promise<{ draws: number; created: number; waits: number }> {
  const model = new FusedModel(
    fused,
    { spec, batch: 5, unroll: T, params: asymmetricParameters(spec) },
    () => undefined,
  );
  const settings = stepSettings('adam', { clip: { kind: 'norm', max: 1 } });
  for (let step = 0; step < 2; step++) await model.step(randomBatch(spec, T, 5, step, true), settings);
  counts.clear();
  await model.step(randomBatch(spec, T, 5, 2, true), settings);
  const seen = { draws: sum(DRAWS), created: sum(CREATIONS), waits: counts.get('readPixels') ?? 0 };
  model.dispose();
  return seen;
}

const ONE_EACH_WAY: readonly [string, Partial<ModelSpec> & Pick<ModelSpec, 'cell'>][] = [
  ['RNN', { cell: 'rnn' }],
  ['GRU, reset after', { cell: 'gru' }],
  ['LSTM', { cell: 'lstm' }],
];

describe('draw calls of a training step', () => {
  test.each(ONE_EACH_WAY)('%s: one per timestep forward, one backward, at most 24 more', async (_, change) => {
    for (const embedding of [0, 6]) {
      const spec = modelSpec({ ...change, embedding });
      const [ten, twenty] = [await thirdStep(spec, 10), await thirdStep(spec, 20)];
      expect(twenty.draws - ten.draws).toBe(20);
      expect(ten.draws).toBeLessThanOrEqual(2 * 10 + 24);
      expect(ten.draws - 20).toBe(embedding > 0 ? 15 : 12);
    }
  });

  test('GRU, reset before: two per timestep forward, two backward, at most 24 more', async () => {
    const spec = modelSpec({ cell: 'gru', reset: 'before' });
    const [ten, twenty] = [await thirdStep(spec, 10), await thirdStep(spec, 20)];
    expect(twenty.draws - ten.draws).toBe(40);
    expect(ten.draws).toBeLessThanOrEqual(4 * 10 + 24);
  });

  test('a further layer adds its timesteps and six more', async () => {
    const one = await thirdStep(modelSpec({ cell: 'lstm' }), 10);
    const two = await thirdStep(modelSpec({ cell: 'lstm', layers: 2 }), 10);
    const three = await thirdStep(modelSpec({ cell: 'lstm', layers: 3 }), 10);
    expect(two.draws - one.draws).toBe(26);
    expect(three.draws - two.draws).toBe(26);
  });
});

test.each([...ONE_EACH_WAY, ['GRU, reset before', { cell: 'gru', reset: 'before' }] as const])(
  '%s: after the second step nothing is created and no read blocks',
  async (_, change) => {
    const { created, waits } = await thirdStep(modelSpec({ ...change, layers: 2, embedding: 3 }), 10);
    expect(created).toBe(0);
    expect(waits).toBe(0);
  },
);

test('models of one shape share their programs', async () => {
  const spec = modelSpec({ cell: 'gru', hidden: 9 });
  await thirdStep(spec, 4);
  counts.clear();
  await thirdStep(spec, 4);
  const model = new FusedModel(
    fused,
    { spec, batch: 5, unroll: 4, params: asymmetricParameters(spec) },
    () => undefined,
  );
  expect(counts.get('createProgram') ?? 0).toBe(0);
  model.dispose();
});
