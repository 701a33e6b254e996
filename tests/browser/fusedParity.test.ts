import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openFusedContext, type FusedContext } from '../../src/backends/webgl/fused/fusedContext.ts';
import { FusedModel } from '../../src/backends/webgl/fused/fusedModel.ts';
import { openWebgl, type WebglContext } from '../../src/backends/webgl/webglContext.ts';
import { parameterLayout } from '../../src/engine/parameters.ts';
import { createReference } from '../../src/engine/reference.ts';
import { CELLS, type ModelSpec } from '../../src/engine/spec.ts';
import { asymmetricParameters, modelSpec, randomBatch, stepSettings } from './support/workload.ts';

const B = 3;
const T = 6;

let context: WebglContext;
let fused: FusedContext;

beforeAll(async () => {
  context = await openWebgl();
  fused = openFusedContext(context);
});

afterAll(() => {
  fused.dispose();
  context.close();
});

const MODELS: readonly { name: string; change: Partial<ModelSpec> & Pick<ModelSpec, 'cell'> }[] = [
  { name: 'RNN with tanh', change: { cell: 'rnn' } },
  { name: 'RNN with ReLU', change: { cell: 'rnn', nonlinearity: 'relu' } },
  { name: 'RNN with σ', change: { cell: 'rnn', nonlinearity: 'sigmoid' } },
  { name: 'GRU with its reset gate after the product', change: { cell: 'gru', reset: 'after' } },
  { name: 'GRU with its reset gate before the product', change: { cell: 'gru', reset: 'before' } },
  { name: 'LSTM', change: { cell: 'lstm' } },
];

/** Largest |a − b|. */
function apart(a: ArrayLike<number>, b: ArrayLike<number>): number {
  expect(a.length).toBe(b.length);
  let most = 0;
  for (let k = 0; k < a.length; k++) {
    const difference = Math.abs(a[k] - b[k]);
    most = difference > most || Number.isNaN(difference) ? difference : most;
  }
  return most;
}

/** The same, relative to the largest |b|. */
function relative(a: ArrayLike<number>, b: ArrayLike<number>): number {
  const largest = Array.from(b).reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  return largest === 0 ? apart(a, b) : apart(a, b) / largest;
}

describe.each(MODELS)('$name', ({ change }) => {
  describe.each([1, 2])('%i layers', (layers) => {
    test.each([
      ['one-hot', 0],
      ['embedded', 6],
    ])('with %s input agrees with the reference in every channel and gradient', async (_, embedding) => {
      const spec = modelSpec({ ...change, layers, embedding });
      const params = asymmetricParameters(spec);
      const batch = randomBatch(spec, T, B, 5);
      const model = new FusedModel(fused, { spec, batch: B, unroll: T, params }, () => undefined);
      const seen = await model.inspect(batch, stepSettings('adam'));
      model.dispose();

      const reference = createReference(spec, T, B);
      reference.forward(params, batch.x, batch.y, null);
      reference.backward(new Float64Array(T * B).fill(1 / (T * B)));
      expect(seen.loss).toBeCloseTo(reference.meanLoss(), 5);
      for (const name of CELLS[spec.cell].channels) {
        expect(apart(seen.channels[name]!, reference.channels[name]!), name).toBeLessThanOrEqual(1e-5);
      }
      expect(apart(seen.logits, reference.logits), 'logits').toBeLessThanOrEqual(1e-5);
      for (const { name, offset, size } of parameterLayout(spec).entries) {
        const [ours, theirs] = [seen.grads, reference.grads].map((grads) => grads.subarray(offset, offset + size));
        expect(relative(ours, theirs), name).toBeLessThanOrEqual(1e-4);
      }
      expect(relative(seen.gradH, reference.gradH), 'gradH').toBeLessThanOrEqual(1e-4);
      if (reference.gradC) expect(relative(seen.gradC!, reference.gradC), 'gradC').toBeLessThanOrEqual(1e-4);
      else expect(seen.gradC).toBeNull();
    });
  });
});
