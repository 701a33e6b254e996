import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Batch, ModelState, StepReport } from '../../src/backends/backend.ts';
import { openCpuBackend } from '../../src/backends/cpu/cpuBackend.ts';
import { openFusedContext, type FusedContext } from '../../src/backends/webgl/fused/fusedContext.ts';
import { FusedModel } from '../../src/backends/webgl/fused/fusedModel.ts';
import { openWebgl, type WebglContext } from '../../src/backends/webgl/webglContext.ts';
import { clipGradients } from '../../src/engine/clip.ts';
import { momentCount, update } from '../../src/engine/optimizers.ts';
import { createReference } from '../../src/engine/reference.ts';
import type { OptimizerKind, StepSettings } from '../../src/engine/stepSettings.ts';
import type { ModelSpec } from '../../src/engine/spec.ts';
import type { LayerStates } from '../../src/engine/window.ts';
import { asymmetricParameters, modelSpec, randomBatch, stepSettings } from './support/workload.ts';

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

const TEXT =
  'It was the best of times, it was the worst of times, it was the age of wisdom, it was the age of foolishness, it was ' +
  'the epoch of belief, it was the epoch of incredulity, it was the season of Light, it was the season of Darkness. ';

/** Windows of a text read by B streams side by side, which begin again at its end. */
function textBatches(B: number, T: number, count: number): { vocab: number; batches: Batch[] } {
  const symbols = [...new Set(TEXT)].sort();
  const tokens = [...TEXT].map((symbol) => symbols.indexOf(symbol));
  const at = (b: number, t: number): number => tokens[(t + Math.floor((b * tokens.length) / B)) % tokens.length];
  const batches = Array.from({ length: count }, (_, step): Batch => {
    const x = new Int32Array(T * B);
    const y = new Int32Array(T * B);
    for (let t = 0; t < T; t++) {
      for (let b = 0; b < B; b++) {
        x[t * B + b] = at(b, step * T + t);
        y[t * B + b] = at(b, step * T + t + 1);
      }
    }
    return { x, y, carry: step > 0 };
  });
  return { vocab: symbols.length, batches };
}

/** The same training in float64: the reference's gradients, the engine's clipping and optimizers. */
function trainReference(spec: ModelSpec, B: number, T: number, batches: readonly Batch[], settings: StepSettings) {
  const reference = createReference(spec, T, B);
  const params = Float64Array.from(asymmetricParameters(spec));
  const moments = Array.from({ length: momentCount(settings.optimizer.kind) }, () => new Float64Array(params.length));
  const weights = new Float64Array(T * B).fill(settings.reduction === 'mean' ? 1 / (T * B) : 1 / B);
  const reports: StepReport[] = [];
  let carry: LayerStates | null = null;
  batches.forEach(({ x, y, carry: carried }, step) => {
    reference.forward(params, x, y, carried ? carry : null);
    reference.backward(weights);
    const grads = reference.grads.slice();
    const gradNorm = clipGradients(grads, settings.clip);
    reports.push({ loss: reference.meanLoss(), gradNorm });
    carry = reference.finalStates();
    update(settings.optimizer, params, grads, moments, step + 1, settings.learningRate);
  });
  return { reports, params, moments, carry: carry as unknown as LayerStates };
}

async function trainFused(spec: ModelSpec, B: number, T: number, batches: readonly Batch[], settings: StepSettings) {
  const model = new FusedModel(
    fused,
    { spec, batch: B, unroll: T, params: asymmetricParameters(spec) },
    () => undefined,
  );
  const reports: StepReport[] = [];
  for (const batch of batches) reports.push(await model.step(batch, settings));
  const state = await model.getState();
  model.dispose();
  return { reports, state };
}

function apart(a: ArrayLike<number>, b: ArrayLike<number>): number {
  expect(a.length).toBe(b.length);
  return Array.from(a).reduce((most, value, k) => Math.max(most, Math.abs(value - b[k])), 0);
}

const CELLS: readonly [string, Partial<ModelSpec> & Pick<ModelSpec, 'cell'>][] = [
  ['RNN', { cell: 'rnn' }],
  ['GRU, reset after', { cell: 'gru' }],
  ['GRU, reset before', { cell: 'gru', reset: 'before' }],
  ['LSTM', { cell: 'lstm' }],
];

describe('forty steps on English text', () => {
  const [B, T] = [6, 15];
  const { vocab, batches } = textBatches(B, T, 40);
  const settings = stepSettings('adam', { learningRate: 2e-3, clip: { kind: 'norm', max: 1 } });

  test.each(CELLS)(
    '%s: every loss is within 1e-5 of the reference, carried state and clipping included',
    async (_, change) => {
      const spec = modelSpec({ ...change, vocab, hidden: 21 });
      const { reports } = await trainFused(spec, B, T, batches, settings);
      const expected = trainReference(spec, B, T, batches, settings).reports;
      expect(
        apart(
          reports.map((r) => r.loss),
          expected.map((r) => r.loss),
        ),
      ).toBeLessThanOrEqual(1e-5);
      expect(
        apart(
          reports.map((r) => r.gradNorm),
          expected.map((r) => r.gradNorm),
        ),
      ).toBeLessThanOrEqual(1e-4);
      expect(reports.at(-1)!.loss).toBeLessThan(reports[0].loss);
    },
  );

  test('two layers over an embedding agree as well', async () => {
    const spec = modelSpec({ cell: 'lstm', vocab, hidden: 10, layers: 2, embedding: 6 });
    const { reports } = await trainFused(spec, B, T, batches, settings);
    const expected = trainReference(spec, B, T, batches, settings).reports;
    expect(
      apart(
        reports.map((r) => r.loss),
        expected.map((r) => r.loss),
      ),
    ).toBeLessThanOrEqual(1e-5);
  });

  test('the same run twice gives the same bits', async () => {
    const spec = modelSpec({ cell: 'lstm', vocab, hidden: 21 });
    const [first, second] = [
      await trainFused(spec, B, T, batches.slice(0, 12), settings),
      await trainFused(spec, B, T, batches.slice(0, 12), settings),
    ];
    expect(second.reports).toEqual(first.reports);
    expect(second.state).toEqual(first.state);
  });
});

const OPTIMIZERS: readonly OptimizerKind[] = ['sgd', 'adagrad', 'adagrad-minchar', 'rmsprop', 'adam'];

describe.each(OPTIMIZERS)('%s', (kind) => {
  test.each([
    ['no clipping', { kind: 'none' }],
    ['clipping by norm', { kind: 'norm', max: 0.05 }],
    ['clipping by value', { kind: 'value', max: 0.01 }],
  ] as const)('with %s leaves the parameters, moments and state that the reference has', async (_, clip) => {
    const spec = modelSpec({ cell: 'gru' });
    const [B, T] = [3, 6];
    const batches = Array.from({ length: 4 }, (__, step) => randomBatch(spec, T, B, step, step > 0));
    // With a small epsilon the first updates of a gradient near 0 are all rounding: larger, it is still told apart.
    const plain = stepSettings(kind, { clip, reduction: kind === 'adagrad-minchar' ? 'sum' : 'mean' });
    const settings = { ...plain, optimizer: { ...plain.optimizer, epsilon: 1e-4 } };
    const { reports, state } = await trainFused(spec, B, T, batches, settings);
    const expected = trainReference(spec, B, T, batches, settings);
    expect(
      apart(
        reports.map((r) => r.loss),
        expected.reports.map((r) => r.loss),
      ),
    ).toBeLessThanOrEqual(1e-5);
    expect(
      apart(
        reports.map((r) => r.gradNorm),
        expected.reports.map((r) => r.gradNorm),
      ),
    ).toBeLessThanOrEqual(1e-5);
    expect(apart(state.params, expected.params)).toBeLessThanOrEqual(1e-5);
    expect(state.moments).toHaveLength(expected.moments.length);
    state.moments.forEach((moment, k) => expect(apart(moment, expected.moments[k])).toBeLessThanOrEqual(1e-5));
    expect(apart(state.carry.h, expected.carry.h)).toBeLessThanOrEqual(1e-5);
    expect(state.carry.c).toBeNull();
    expect(state.step).toBe(4);
  });
});

test('updates too small for float32 are not lost', async () => {
  const spec = modelSpec({ cell: 'lstm' });
  const settings = stepSettings('adam', { learningRate: 1e-9 });
  const batches = Array.from({ length: 12 }, (_, step) => randomBatch(spec, 5, 4, step, step > 0));
  const start = asymmetricParameters(spec);
  const reference = await openCpuBackend().createModel({ spec, batch: 4, unroll: 5, params: start });
  for (const batch of batches) await reference.step(batch, settings);
  const expected = Array.from((await reference.getState()).params, (p, k) => p - start[k]!);
  const { state } = await trainFused(spec, 4, 5, batches, settings);
  const found = Array.from(state.params, (p, k) => p - start[k]! + state.compensation![k]!);
  const furthest = Math.max(...expected.map(Math.abs));
  expect(furthest).toBeLessThan(2 ** -23);
  expect(apart(found, expected)).toBeLessThan(1e-2 * furthest);
});

describe('state', () => {
  test.each(CELLS)('%s: taken out and put into a new model, training goes on with the same bits', async (_, change) => {
    const spec = modelSpec({ ...change, layers: 2 });
    const [B, T] = [5, 7];
    const settings = stepSettings('adam');
    const batches = Array.from({ length: 6 }, (__, step) => randomBatch(spec, T, B, step, step > 0));
    const unbroken = await trainFused(spec, B, T, batches, settings);

    const { state } = await trainFused(spec, B, T, batches.slice(0, 3), settings);
    const elsewhere = new FusedModel(
      fused,
      { spec, batch: B, unroll: T, params: asymmetricParameters(spec, 9) },
      () => undefined,
    );
    elsewhere.setState(state);
    expect(await elsewhere.getState()).toEqual(state);
    const reports: StepReport[] = [];
    for (const batch of batches.slice(3)) reports.push(await elsewhere.step(batch, settings));
    expect(reports).toEqual(unbroken.reports.slice(3));
    expect(await elsewhere.getState()).toEqual(unbroken.state);
    elsewhere.dispose();
  });

  test('looking at a window changes nothing', async () => {
    const spec = modelSpec({ cell: 'lstm' });
    const settings = stepSettings('rmsprop');
    const model = new FusedModel(
      fused,
      { spec, batch: 4, unroll: 5, params: asymmetricParameters(spec) },
      () => undefined,
    );
    await model.step(randomBatch(spec, 5, 4, 0), settings);
    const before: ModelState = await model.getState();
    await model.inspect(randomBatch(spec, 5, 4, 1), settings);
    expect(await model.getState()).toEqual(before);
    model.dispose();
  });

  test('another optimizer starts with moments of zero', async () => {
    const spec = modelSpec({ cell: 'rnn' });
    const model = new FusedModel(
      fused,
      { spec, batch: 2, unroll: 5, params: asymmetricParameters(spec) },
      () => undefined,
    );
    await model.step(randomBatch(spec, 5, 2, 0), stepSettings('adam'));
    await model.step(randomBatch(spec, 5, 2, 1), stepSettings('sgd'));
    expect((await model.getState()).moments).toHaveLength(0);
    await model.step(randomBatch(spec, 5, 2, 2), stepSettings('adagrad'));
    const { moments } = await model.getState();
    expect(moments).toHaveLength(1);
    expect(Math.max(...moments[0])).toBeGreaterThan(0);
    model.dispose();
  });

  test('a diverged model says so by a norm that is not finite', async () => {
    const spec = modelSpec({ cell: 'rnn' });
    const model = new FusedModel(
      fused,
      { spec, batch: 2, unroll: 5, params: asymmetricParameters(spec) },
      () => undefined,
    );
    const state = await model.getState();
    model.setState({ ...state, params: state.params.map((value, k) => (k === 3 ? NaN : value)) });
    const { gradNorm } = await model.step(
      { x: new Int32Array(10).fill(3), y: new Int32Array(10), carry: false },
      stepSettings('sgd'),
    );
    expect(gradNorm).toBeNaN();
    model.dispose();
  });
});
