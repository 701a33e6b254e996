import { beforeAll, describe, expect, it } from 'vitest';
import type { WindowReport } from '../../../src/backends/backend.ts';
import { openCpuBackend } from '../../../src/backends/cpu/cpuBackend.ts';
import { openWasmBackend, type WasmBackend } from '../../../src/backends/wasm/wasmBackend.ts';
import { parameterLayout } from '../../../src/engine/parameters.ts';
import type { Reduction } from '../../../src/engine/stepSettings.ts';
import { CELLS, type ModelSpec } from '../../../src/engine/spec.ts';
import { asymmetricParameters, modelSpec, randomBatch, stepSettings } from '../../browser/support/workload.ts';
import { largest, largestDifference, PLAIN } from './support.ts';

let wasm: WasmBackend;
const cpu = openCpuBackend();
beforeAll(async () => {
  wasm = await openWasmBackend(PLAIN);
});

const VARIANTS: readonly [string, ModelSpec][] = [
  ['RNN with tanh', modelSpec({ cell: 'rnn' })],
  ['RNN with ReLU', modelSpec({ cell: 'rnn', nonlinearity: 'relu' })],
  ['RNN with σ', modelSpec({ cell: 'rnn', nonlinearity: 'sigmoid' })],
  ['GRU that resets after the product', modelSpec({ cell: 'gru' })],
  ['GRU that resets before the product', modelSpec({ cell: 'gru', reset: 'before' })],
  ['LSTM', modelSpec({ cell: 'lstm' })],
];

/** Sizes that are no multiple of 4 or 8, fewer rows than a strip, fewer positions than symbols, and whole panels. */
const SIZES = [
  { vocab: 7, hidden: 5, T: 6, B: 3 },
  { vocab: 13, hidden: 17, T: 9, B: 5 },
  { vocab: 40, hidden: 11, T: 4, B: 2 },
  { vocab: 5, hidden: 9, T: 1, B: 1 },
  { vocab: 2, hidden: 1, T: 3, B: 1 },
  { vocab: 10, hidden: 8, T: 70, B: 6 },
] as const;

async function inspectBoth(
  spec: ModelSpec,
  T: number,
  B: number,
  reduction: Reduction,
): Promise<[WindowReport, WindowReport]> {
  const request = { spec, batch: B, unroll: T, params: asymmetricParameters(spec) };
  const reports: WindowReport[] = [];
  for (const backend of [wasm, cpu]) {
    const model = await backend.createModel(request);
    reports.push(await model.inspect(randomBatch(spec, T, B, 11), stepSettings('sgd', { reduction })));
    model.dispose();
  }
  return [reports[0]!, reports[1]!];
}

function expectSame(spec: ModelSpec, found: WindowReport, expected: WindowReport): void {
  expect(Object.keys(found.channels)).toEqual(CELLS[spec.cell].channels);
  for (const name of CELLS[spec.cell].channels) {
    expect(largestDifference(found.channels[name]!, expected.channels[name]!), name).toBeLessThan(1e-5);
  }
  expect(largestDifference(found.logits, expected.logits), 'logits').toBeLessThan(1e-5);
  expect(Math.abs(found.loss - expected.loss), 'loss').toBeLessThan(1e-5);
  for (const { name, offset, size } of parameterLayout(spec).entries) {
    const [g, reference] = [found.grads, expected.grads].map((all) => all.subarray(offset, offset + size));
    expect(largestDifference(g!, reference!), name).toBeLessThanOrEqual(1e-4 * largest(reference!));
  }
  expect(largestDifference(found.gradH, expected.gradH), 'gradH').toBeLessThanOrEqual(1e-4 * largest(expected.gradH));
  if (spec.cell === 'lstm') {
    expect(largestDifference(found.gradC!, expected.gradC!), 'gradC').toBeLessThanOrEqual(
      1e-4 * largest(expected.gradC!),
    );
  } else {
    expect(found.gradC).toBeNull();
  }
}

describe.each(VARIANTS)('%s on wasm', (_, variant) => {
  for (const layers of [1, 2]) {
    for (const embedding of [0, 3]) {
      const input = embedding ? 'an embedding' : 'one-hot input';
      it(`agrees with the reference in every gate and gradient, at any size (layers: ${layers}, ${input})`, async () => {
        for (const { vocab, hidden, T, B } of SIZES) {
          const spec = { ...variant, layers, embedding, vocab, hidden };
          expectSame(spec, ...(await inspectBoth(spec, T, B, 'mean')));
        }
      });
    }
  }

  it('sums the loss over time when asked to', async () => {
    const spec = { ...variant, hidden: 6 };
    const [found, expected] = await inspectBoth(spec, 7, 5, 'sum');
    expectSame(spec, found, expected);
    const [mean] = await inspectBoth(spec, 7, 5, 'mean');
    expect(largest(found.grads) / largest(mean.grads)).toBeCloseTo(7, 4);
    expect(found.loss).toBe(mean.loss);
  });
});
