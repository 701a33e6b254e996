import * as tf from '@tensorflow/tfjs-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Backend, BackendModel, ModelState } from '../../src/backends/backend.ts';
import { openCpuBackend } from '../../src/backends/cpu/cpuBackend.ts';
import { openTensorBackend, type TensorBackend } from './tensorReference/tensorBackend.ts';
import type { ClipSettings, OptimizerKind, StepSettings } from '../../src/engine/stepSettings.ts';
import type { ModelSpec } from '../../src/engine/spec.ts';
import { countDraws } from './support/drawCounter.ts';
import { asymmetricParameters, modelSpec, randomBatch, stepSettings } from './support/workload.ts';

const T = 6;
const B = 3;

let webgl: TensorBackend;
const cpu = openCpuBackend();

beforeAll(async () => {
  webgl = await openTensorBackend();
});
afterAll(() => webgl.dispose());

function createModel(backend: Backend, spec: ModelSpec): Promise<BackendModel> {
  return backend.createModel({ spec, batch: B, unroll: T, params: asymmetricParameters(spec) });
}

/** Losses of steps `from`…`to`−1, the state carried from window to window. */
async function losses(model: BackendModel, settings: StepSettings, from: number, to: number): Promise<number[]> {
  const series: number[] = [];
  for (let step = from; step < to; step++) {
    series.push((await model.step(randomBatch(model.spec, T, B, step % 4, true), settings)).loss);
  }
  return series;
}

function largestDifference(a: ArrayLike<number>, b: ArrayLike<number>): number {
  expect(a.length).toBe(b.length);
  return Array.from(a, (value, k) => Math.abs(value - b[k]!)).reduce((max, d) => Math.max(max, d), 0);
}

const CLIPS: readonly [string, ClipSettings][] = [
  ['no clipping', { kind: 'none' }],
  ['a norm that clips', { kind: 'norm', max: 0.05 }],
  ['a norm that does not clip', { kind: 'norm', max: 1000 }],
  ['values that clip', { kind: 'value', max: 0.01 }],
];
const OPTIMIZERS: readonly OptimizerKind[] = ['sgd', 'adagrad', 'adagrad-minchar', 'rmsprop', 'adam'];

describe.each(OPTIMIZERS)('%s on WebGL', (kind) => {
  it.each(CLIPS)('takes the three steps of the reference with %s', async (_, clip) => {
    const spec = modelSpec({ cell: 'lstm' });
    const settings = stepSettings(kind, { clip, learningRate: kind === 'sgd' ? 0.5 : 0.01 });
    const [found, expected] = [await createModel(webgl, spec), await createModel(cpu, spec)];
    for (let step = 0; step < 3; step++) {
      const batch = randomBatch(spec, T, B, step, true);
      const [a, b] = [await found.step(batch, settings), await expected.step(batch, settings)];
      expect(Math.abs(a.loss - b.loss)).toBeLessThan(1e-5);
      expect(Math.abs(a.gradNorm - b.gradNorm) / b.gradNorm).toBeLessThan(1e-4);
    }
    const [a, b] = [await found.getState(), await expected.getState()];
    expect(a.step).toBe(3);
    expect(largestDifference(b.params, asymmetricParameters(spec))).toBeGreaterThan(1e-3);
    expect(largestDifference(a.params, b.params)).toBeLessThan(1e-5);
    expect(a.moments.length).toBe(b.moments.length);
    for (const [k, moment] of b.moments.entries()) {
      const scale = largestDifference(moment, new Float64Array(moment.length));
      expect(largestDifference(a.moments[k]!, moment)).toBeLessThan(1e-4 * scale);
    }
    found.dispose();
  });
});

const CELLS: readonly [string, ModelSpec][] = [
  ['RNN', modelSpec({ cell: 'rnn', layers: 2 })],
  ['GRU, reset after', modelSpec({ cell: 'gru' })],
  ['GRU, reset before', modelSpec({ cell: 'gru', reset: 'before', embedding: 3 })],
  ['LSTM', modelSpec({ cell: 'lstm', layers: 2 })],
];

describe.each(CELLS)('%s on WebGL', (_, spec) => {
  const settings = stepSettings('adam', { clip: { kind: 'norm', max: 0.5 } });

  it('has after 20 steps the losses of the reference to 1e-5, and the same bits when it is run again', async () => {
    const models = [await createModel(webgl, spec), await createModel(webgl, spec), await createModel(cpu, spec)];
    const [first, second, reference] = [
      await losses(models[0]!, settings, 0, 20),
      await losses(models[1]!, settings, 0, 20),
      await losses(models[2]!, settings, 0, 20),
    ];
    expect(reference[19]!).toBeLessThan(reference[0]! - 0.05);
    expect(largestDifference(first!, reference!)).toBeLessThan(1e-5);
    expect(second).toEqual(first);
    for (const model of models) model.dispose();
  });

  it('carries its state from window to window, and starts from zero when told so', async () => {
    const [found, expected] = [await createModel(webgl, spec), await createModel(cpu, spec)];
    await losses(found, settings, 0, 3);
    await losses(expected, settings, 0, 3);
    const [a, b] = [(await found.getState()).carry, (await expected.getState()).carry];
    expect(largestDifference(a.h, b.h)).toBeLessThan(1e-5);
    if (b.c) expect(largestDifference(a.c!, b.c)).toBeLessThan(1e-5);
    const state = await found.getState();
    const batch = randomBatch(spec, T, B, 9);
    const carried = await found.step({ ...batch, carry: true }, settings);
    await found.setState(state);
    const fresh = await found.step({ ...batch, carry: false }, settings);
    const reference = await expected.step({ ...batch, carry: false }, settings);
    expect(Math.abs(fresh.loss - reference.loss)).toBeLessThan(1e-5);
    expect(Math.abs(carried.loss - fresh.loss)).toBeGreaterThan(1e-4);
    found.dispose();
  });

  it('goes on with the same series when its state moves to the CPU and back', async () => {
    const stay = await createModel(cpu, spec);
    const expected = await losses(stay, settings, 0, 12);
    let state: ModelState | null = null;
    const series: number[] = [];
    for (const [leg, backend] of [cpu, webgl, cpu, webgl].entries()) {
      const model = await createModel(backend, spec);
      if (state) await model.setState(state);
      series.push(...(await losses(model, settings, leg * 3, leg * 3 + 3)));
      state = await model.getState();
      model.dispose();
    }
    expect(state!.step).toBe(12);
    expect(largestDifference(series, expected)).toBeLessThan(1e-5);
  });

  it('trains to the same bits whether or not its state is read in between', async () => {
    const [plain, read] = [await createModel(webgl, spec), await createModel(webgl, spec)];
    const expected = await losses(plain, settings, 0, 6);
    const series: number[] = [];
    for (let step = 0; step < 6; step++) {
      series.push(...(await losses(read, settings, step, step + 1)));
      await read.getState();
    }
    expect(series).toEqual(expected);
    plain.dispose();
    read.dispose();
  });

  it('keeps as many tensors after 12 steps as after 2, draws as often, and leaves none behind', async () => {
    const base = tf.memory().numTensors;
    const counter = countDraws();
    const model = await createModel(webgl, spec);
    const draws: number[] = [];
    const tensors: number[] = [];
    for (let step = 0; step < 12; step++) {
      counter.take();
      await losses(model, settings, step, step + 1);
      draws.push(counter.take());
      tensors.push(tf.memory().numTensors);
    }
    counter.stop();
    expect(tensors[1]).toBeGreaterThan(base);
    expect(tensors[11]).toBe(tensors[1]);
    expect(draws[1]).toBeGreaterThan(0);
    expect(draws.slice(1)).toEqual(draws.slice(1).fill(draws[1]!));
    await model.inspect(randomBatch(spec, T, B, 1), settings);
    await model.getState();
    await model.setState(await model.getState());
    expect(tf.memory().numTensors).toBe(tensors[1]);
    model.dispose();
    model.dispose();
    expect(tf.memory().numTensors).toBe(base);
  });
});

describe('a model on WebGL', () => {
  it('starts its moments at zero when another optimizer takes over', async () => {
    const spec = modelSpec({ cell: 'gru' });
    const [found, expected] = [await createModel(webgl, spec), await createModel(cpu, spec)];
    for (const kind of ['adam', 'sgd', 'rmsprop'] as const) {
      const [a, b] = [await losses(found, stepSettings(kind), 0, 3), await losses(expected, stepSettings(kind), 0, 3)];
      expect(largestDifference(a, b)).toBeLessThan(1e-5);
    }
    expect((await found.getState()).moments.length).toBe(1);
    found.dispose();
  });

  it('reports a loss and a norm that are not finite instead of hiding them', async () => {
    const spec = modelSpec({ cell: 'rnn' });
    const params = asymmetricParameters(spec);
    params[params.length - 1] = Number.NaN;
    const model = await webgl.createModel({ spec, batch: B, unroll: T, params });
    const clip: ClipSettings = { kind: 'norm', max: 1 };
    const report = await model.step(randomBatch(spec, T, B, 1), stepSettings('adam', { clip }));
    expect([Number.isFinite(report.loss), Number.isFinite(report.gradNorm)]).toEqual([false, false]);
    model.dispose();
  });

  it('refuses arrays of another size and tokens beyond its vocabulary', async () => {
    const spec = modelSpec({ cell: 'lstm' });
    const request = { spec, batch: B, unroll: T, params: new Float32Array(3) };
    await expect(webgl.createModel(request)).rejects.toThrow('numbers long');
    const model = await createModel(webgl, spec);
    const batch = randomBatch(spec, T, B, 1);
    const settings = stepSettings('sgd');
    await expect(model.step({ ...batch, x: batch.x.subarray(1) }, settings)).rejects.toThrow('The inputs');
    await expect(model.step({ ...batch, y: batch.y.map(() => spec.vocab) }, settings)).rejects.toThrow('The targets');
    const state = await model.getState();
    expect(() => model.setState({ ...state, params: new Float32Array(1) })).toThrow('numbers long');
    model.dispose();
  });
});
