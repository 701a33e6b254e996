import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { WindowReport } from '../../src/backends/backend.ts';
import { openCpuBackend } from '../../src/backends/cpu/cpuBackend.ts';
import { openTensorBackend, type TensorBackend } from './tensorReference/tensorBackend.ts';
import { parameterLayout } from '../../src/engine/parameters.ts';
import type { Reduction, StepSettings } from '../../src/engine/stepSettings.ts';
import { CELLS, type ModelSpec } from '../../src/engine/spec.ts';
import { asymmetricParameters, modelSpec, randomBatch, stepSettings } from './support/workload.ts';

const T = 6;
const B = 3;

let webgl: TensorBackend;
const cpu = openCpuBackend();

beforeAll(async () => {
  webgl = await openTensorBackend();
});
afterAll(() => webgl.dispose());

async function inspectBoth(spec: ModelSpec, reduction: Reduction): Promise<[WindowReport, WindowReport]> {
  const settings: StepSettings = stepSettings('sgd', { reduction });
  const reports: WindowReport[] = [];
  for (const backend of [webgl, cpu]) {
    const model = await backend.createModel({ spec, batch: B, unroll: T, params: asymmetricParameters(spec) });
    reports.push(await model.inspect(randomBatch(spec, T, B, 11), settings));
    model.dispose();
  }
  return [reports[0]!, reports[1]!];
}

type Numbers = ArrayLike<number>;

function largest(values: Numbers): number {
  return Array.from(values).reduce((max, value) => Math.max(max, Math.abs(value)), 0);
}

function largestDifference(a: Numbers, b: Numbers): number {
  expect(a.length).toBe(b.length);
  return largest(Array.from(a, (value, k) => value - b[k]!));
}

const VARIANTS: readonly [string, ModelSpec][] = [
  ['RNN with tanh', modelSpec({ cell: 'rnn' })],
  ['RNN with ReLU', modelSpec({ cell: 'rnn', nonlinearity: 'relu' })],
  ['RNN with σ', modelSpec({ cell: 'rnn', nonlinearity: 'sigmoid' })],
  ['GRU that resets after the product', modelSpec({ cell: 'gru' })],
  ['GRU that resets before the product', modelSpec({ cell: 'gru', reset: 'before' })],
  ['LSTM', modelSpec({ cell: 'lstm' })],
];

describe.each(VARIANTS)('%s on WebGL', (_, cell) => {
  const sizes = [
    { layers: 1, embedding: 0 },
    { layers: 1, embedding: 3 },
    { layers: 2, embedding: 0 },
    { layers: 2, embedding: 3 },
  ];
  for (const size of sizes) {
    const input = size.embedding ? 'an embedding' : 'one-hot input';
    it(`agrees with the reference in every gate and gradient (layers: ${size.layers}, ${input})`, async () => {
      const spec = { ...cell, ...size };
      const [found, expected] = await inspectBoth(spec, 'mean');

      expect(Object.keys(found.channels)).toEqual(CELLS[spec.cell].channels);
      for (const name of CELLS[spec.cell].channels) {
        expect(largestDifference(found.channels[name]!, expected.channels[name]!), name).toBeLessThan(1e-5);
      }
      expect(largestDifference(found.logits, expected.logits)).toBeLessThan(1e-5);
      expect(Math.abs(found.loss - expected.loss)).toBeLessThan(1e-5);
      for (const { name, offset, size: length } of parameterLayout(spec).entries) {
        const [g, reference] = [found.grads, expected.grads].map((all) => all.subarray(offset, offset + length));
        expect(largest(reference!), `${name} has a gradient`).toBeGreaterThan(1e-4);
        expect(largestDifference(g!, reference!), name).toBeLessThan(1e-4 * largest(reference!));
      }
      expect(largestDifference(found.gradH, expected.gradH)).toBeLessThan(1e-4 * largest(expected.gradH));
      if (spec.cell === 'lstm') {
        expect(largestDifference(found.gradC!, expected.gradC!)).toBeLessThan(1e-4 * largest(expected.gradC!));
      } else {
        expect(found.gradC).toBeNull();
      }
    });
  }
});

describe('the loss summed over time', () => {
  it('has gradients T times those of the mean, as the reference', async () => {
    const [found, expected] = await inspectBoth(modelSpec({ cell: 'lstm' }), 'sum');
    const [mean] = await inspectBoth(modelSpec({ cell: 'lstm' }), 'mean');
    expect(largestDifference(found.grads, expected.grads)).toBeLessThan(1e-4 * largest(expected.grads));
    expect(largest(found.grads) / largest(mean.grads)).toBeCloseTo(T, 3);
    expect(Math.abs(found.loss - mean.loss)).toBeLessThan(1e-6);
  });
});

describe('extreme sizes', () => {
  it.each([
    ['one timestep', modelSpec({ cell: 'lstm' }), 1, 3],
    ['one sequence', modelSpec({ cell: 'gru' }), 5, 1],
    ['one unit', modelSpec({ cell: 'lstm', hidden: 1 }), 4, 2],
    ['one symbol', modelSpec({ cell: 'rnn', vocab: 1 }), 4, 2],
    ['more sequences than units, more timesteps than textures in a shader', modelSpec({ cell: 'lstm' }), 37, 9],
  ])('%s: gradients agree with the reference', async (_, spec, unroll, batch) => {
    const window = randomBatch({ ...spec, vocab: Math.max(3, spec.vocab) }, unroll, batch, 3);
    if (spec.vocab === 1) for (const tokens of [window.x, window.y]) tokens.fill(0);
    const reports: WindowReport[] = [];
    for (const backend of [webgl, cpu]) {
      const model = await backend.createModel({ spec, batch, unroll, params: asymmetricParameters(spec) });
      reports.push(await model.inspect(window, stepSettings('sgd')));
      model.dispose();
    }
    const [found, expected] = reports as [WindowReport, WindowReport];
    expect(Math.abs(found.loss - expected.loss)).toBeLessThan(1e-5);
    expect(largestDifference(found.grads, expected.grads)).toBeLessThanOrEqual(1e-4 * largest(expected.grads) + 1e-12);
    expect(largestDifference(found.channels.h!, expected.channels.h!)).toBeLessThan(1e-5);
  });
});
