import { beforeAll, describe, expect, it } from 'vitest';
import type { Backend, BackendModel } from '../../../src/backends/backend.ts';
import { openCpuBackend } from '../../../src/backends/cpu/cpuBackend.ts';
import { openWasmBackend, type WasmBackend } from '../../../src/backends/wasm/wasmBackend.ts';
import type { ClipSettings, OptimizerKind, StepSettings } from '../../../src/engine/stepSettings.ts';
import type { ModelSpec } from '../../../src/engine/spec.ts';
import { asymmetricParameters, modelSpec, randomBatch, stepSettings } from '../../browser/support/workload.ts';
import { largestDifference, PLAIN } from './support.ts';

const T = 6;
const B = 3;
let wasm: WasmBackend;
const cpu = openCpuBackend();
beforeAll(async () => {
  wasm = await openWasmBackend(PLAIN);
});

function createModel(backend: Backend, spec: ModelSpec): Promise<BackendModel> {
  return backend.createModel({ spec, batch: B, unroll: T, params: asymmetricParameters(spec) });
}

/** Losses of steps `from` … `to` − 1, the state carried from window to window. */
async function losses(model: BackendModel, settings: StepSettings, from: number, to: number): Promise<number[]> {
  const series: number[] = [];
  for (let step = from; step < to; step++) {
    series.push((await model.step(randomBatch(model.spec, T, B, step % 4, step > 0), settings)).loss);
  }
  return series;
}

const CELLS: readonly [string, ModelSpec][] = [
  ['RNN', modelSpec({ cell: 'rnn', layers: 2 })],
  ['RNN with σ', modelSpec({ cell: 'rnn', nonlinearity: 'sigmoid' })],
  ['GRU', modelSpec({ cell: 'gru', embedding: 3 })],
  ['GRU that resets before the product', modelSpec({ cell: 'gru', reset: 'before' })],
  ['LSTM', modelSpec({ cell: 'lstm', layers: 2 })],
];
const CLIPS: readonly [string, ClipSettings][] = [
  ['no clipping', { kind: 'none' }],
  ['a norm that clips', { kind: 'norm', max: 0.05 }],
  ['a norm that does not clip', { kind: 'norm', max: 1000 }],
  ['values that clip', { kind: 'value', max: 0.01 }],
];
const OPTIMIZERS: readonly OptimizerKind[] = ['sgd', 'adagrad', 'adagrad-minchar', 'rmsprop', 'adam'];

describe.each(OPTIMIZERS)('%s on wasm', (kind) => {
  it.each(CLIPS)('takes the three steps of the reference with %s', async (_, clip) => {
    const spec = modelSpec({ cell: 'lstm' });
    const settings = stepSettings(kind, { clip, learningRate: kind === 'sgd' ? 0.5 : 0.01 });
    const [found, expected] = [await createModel(wasm, spec), await createModel(cpu, spec)];
    for (let step = 0; step < 3; step++) {
      const batch = randomBatch(spec, T, B, step, true);
      const [a, b] = [await found.step(batch, settings), await expected.step(batch, settings)];
      expect(Math.abs(a.loss - b.loss)).toBeLessThan(1e-5);
      expect(Math.abs(a.gradNorm / b.gradNorm - 1)).toBeLessThan(1e-5);
    }
    const [a, b] = [await found.getState(), await expected.getState()];
    expect(a.step).toBe(3);
    expect(a.moments.length).toBe(b.moments.length);
    // Adagrad's first step is ±η wherever a gradient is above ε, however small: rounding may turn that sign.
    expect(largestDifference(a.params, b.params)).toBeLessThan(1e-4);
    for (const [k, moment] of b.moments.entries()) expect(largestDifference(a.moments[k]!, moment)).toBeLessThan(1e-6);
  });

  it('uses the epsilon it is given', async () => {
    if (kind === 'sgd') return expect((await createModel(wasm, modelSpec({ cell: 'rnn' }))).unroll).toBe(T);
    const spec = modelSpec({ cell: 'rnn' });
    const base = stepSettings(kind);
    const settings = { ...base, optimizer: { ...base.optimizer, epsilon: 0.3 } };
    const states = [];
    for (const [backend, used] of [
      [wasm, settings],
      [cpu, settings],
      [wasm, base],
    ] as const) {
      const model = await createModel(backend, spec);
      await losses(model, used, 0, 3);
      states.push((await model.getState()).params);
    }
    expect(largestDifference(states[0]!, states[1]!)).toBeLessThan(1e-6);
    expect(largestDifference(states[0]!, states[2]!)).toBeGreaterThan(1e-3);
  });
});

describe.each(CELLS)('a %s that trains on wasm', (_, spec) => {
  const settings = stepSettings('adam', { clip: { kind: 'norm', max: 1 } });

  it('gives the losses of the reference for 40 steps', async () => {
    const found = await losses(await createModel(wasm, spec), settings, 0, 40);
    const expected = await losses(await createModel(cpu, spec), settings, 0, 40);
    expect(largestDifference(found, expected)).toBeLessThan(1e-5);
    expect(expected[39]).toBeLessThan(expected[3]! - 0.1);
  });

  it('gives bit for bit the same losses and weights twice', async () => {
    const models = [await createModel(wasm, spec), await createModel(wasm, spec)];
    const series = [await losses(models[0]!, settings, 0, 12), await losses(models[1]!, settings, 0, 12)];
    expect(series[0]).toEqual(series[1]);
    expect(await models[0]!.getState()).toEqual(await models[1]!.getState());
  });

  it('carries the state from window to window, and starts at zero when not told to', async () => {
    const still = stepSettings('sgd', { learningRate: 0 });
    for (const carry of [true, false]) {
      const [found, expected] = [await createModel(wasm, spec), await createModel(cpu, spec)];
      for (const model of [found, expected]) await model.step(randomBatch(spec, T, B, 1), still);
      const batch = randomBatch(spec, T, B, 2, carry);
      const [a, b] = [await found.step(batch, still), await expected.step(batch, still)];
      expect(Math.abs(a.loss - b.loss)).toBeLessThan(1e-6);
      const fresh = await (await createModel(wasm, spec)).step(batch, still);
      if (carry) expect(Math.abs(a.loss - fresh.loss)).toBeGreaterThan(1e-5);
      else expect(a.loss).toBe(fresh.loss);
      const [x, y] = [(await found.getState()).carry, (await expected.getState()).carry];
      expect(largestDifference(x.h, y.h)).toBeLessThan(1e-6);
      if (y.c) expect(largestDifference(x.c!, y.c)).toBeLessThan(1e-6);
      else expect(x.c).toBeNull();
    }
  });

  it('is not disturbed by being looked at', async () => {
    const [watched, alone] = [await createModel(wasm, spec), await createModel(wasm, spec)];
    await losses(watched, settings, 0, 5);
    await watched.inspect(randomBatch(spec, T, B, 9), settings);
    await losses(alone, settings, 0, 5);
    expect(await losses(watched, settings, 5, 9)).toEqual(await losses(alone, settings, 5, 9));
  });

  it('moves to the reference and back in the middle of a run without losing it', async () => {
    const unbroken = await losses(await createModel(wasm, spec), settings, 0, 15);
    const first = await createModel(wasm, spec);
    const series = await losses(first, settings, 0, 5);
    const second = await createModel(cpu, spec);
    await second.setState(await first.getState());
    series.push(...(await losses(second, settings, 5, 10)));
    const third = await createModel(wasm, spec);
    await third.setState(await second.getState());
    series.push(...(await losses(third, settings, 10, 15)));
    expect(largestDifference(series, unbroken)).toBeLessThan(1e-5);
    expect((await third.getState()).step).toBe(15);
  });

  it('goes on bit for bit from its own state', async () => {
    const model = await createModel(wasm, spec);
    await losses(model, settings, 0, 5);
    const state = await model.getState();
    const onward = await losses(model, settings, 5, 9);
    const other = await createModel(wasm, spec);
    await other.setState(state);
    expect(await other.getState()).toEqual(state);
    expect(await losses(other, settings, 5, 9)).toEqual(onward);
  });
});

describe('the wasm backend', () => {
  it.each(OPTIMIZERS)('loses nothing of updates too small for float32: %s', async (kind) => {
    const spec = modelSpec({ cell: 'gru' });
    const settings = stepSettings(kind, { learningRate: 1e-9 });
    const start = asymmetricParameters(spec);
    const moved: number[][] = [];
    for (const backend of [wasm, cpu]) {
      const model = await createModel(backend, spec);
      await losses(model, settings, 0, 25);
      const { params, compensation } = await model.getState();
      moved.push(Array.from(start, (p, k) => params[k]! - p + (compensation?.[k] ?? 0)));
    }
    const furthest = Math.max(...moved[1]!.map(Math.abs));
    expect(furthest).toBeLessThan(2 ** -23);
    expect(largestDifference(moved[0]!, moved[1]!)).toBeLessThan(1e-2 * furthest);
  });

  it('starts the moments at zero when the optimizer changes in the middle of a run', async () => {
    const spec = modelSpec({ cell: 'gru' });
    const [found, expected] = [await createModel(wasm, spec), await createModel(cpu, spec)];
    for (const model of [found, expected]) {
      await losses(model, stepSettings('adam'), 0, 4);
      await losses(model, stepSettings('rmsprop'), 4, 8);
    }
    const [a, b] = [await found.getState(), await expected.getState()];
    expect(a.moments.length).toBe(1);
    expect(largestDifference(a.moments[0]!, b.moments[0]!)).toBeLessThan(1e-7);
    expect(largestDifference(a.params, b.params)).toBeLessThan(1e-5);
  });

  it('takes its memory once: training, looking and moving leave it as large as it was', async () => {
    const spec = modelSpec({ cell: 'lstm', hidden: 40 });
    const model = await wasm.createModel({ spec, batch: B, unroll: T, params: asymmetricParameters(spec) });
    const before = model.memoryBytes;
    expect(before).toBeGreaterThan(4 * 4 * asymmetricParameters(spec).length);
    expect(before).toBeLessThan(2 ** 20);
    await losses(model, stepSettings('adam'), 0, 6);
    await model.inspect(randomBatch(spec, T, B, 1), stepSettings('sgd'));
    model.setState(await model.getState());
    expect(model.memoryBytes).toBe(before);
  });

  it('does not hide a divergence: the gradient norm is not finite when the weights are not', async () => {
    const spec = modelSpec({ cell: 'lstm' });
    const model = await createModel(wasm, spec);
    const params = asymmetricParameters(spec);
    params[3] = NaN;
    await model.setState({ ...(await model.getState()), params });
    const everySymbol = Int32Array.from({ length: T * B }, (_, p) => p % spec.vocab);
    const report = await model.step({ x: everySymbol, y: everySymbol, carry: false }, stepSettings('adam'));
    expect(report.loss).toBeNaN();
    expect(report.gradNorm).toBeNaN();
  });
});
