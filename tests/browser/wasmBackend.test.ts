import { beforeAll, describe, expect, it } from 'vitest';
import { openCpuBackend } from '../../src/backends/cpu/cpuBackend.ts';
import { selfTest } from '../../src/backends/selfTest.ts';
import { openWasmBackend, type WasmBackend } from '../../src/backends/wasm/wasmBackend.ts';
import { openWasmTracer } from '../../src/backends/wasm/wasmTracer.ts';
import { parameterLayout } from '../../src/engine/parameters.ts';
import type { ModelSpec } from '../../src/engine/spec.ts';
import { traceText } from '../../src/engine/traceModel.ts';
import { asymmetricParameters, modelSpec, randomBatch, stepSettings } from './support/workload.ts';

const cpu = openCpuBackend();

function largestDifference(a: ArrayLike<number>, b: ArrayLike<number>): number {
  expect(a.length).toBe(b.length);
  let max = 0;
  for (let k = 0; k < a.length; k++) max = Math.max(max, Math.abs(a[k]! - b[k]!));
  return max;
}

function largest(values: ArrayLike<number>): number {
  return largestDifference(values, new Float64Array(values.length));
}

describe('the wasm backend in a browser', () => {
  it('fetches its own kernels and takes the relaxed build where the browser has it', async () => {
    const wasm = await openWasmBackend();
    expect(wasm.build).toBe('relaxed');
    expect(wasm.detail).toContain('relaxed SIMD');
    expect((await selfTest(wasm)).deviation).toBeLessThan(1e-6);
  });
});

describe.each(['relaxed', 'plain'] as const)('the %s build', (build) => {
  let wasm: WasmBackend;
  beforeAll(async () => {
    wasm = await openWasmBackend({ build });
  });

  const cells: readonly [string, ModelSpec][] = [
    ['RNN', modelSpec({ cell: 'rnn', hidden: 17, layers: 2 })],
    ['GRU', modelSpec({ cell: 'gru', hidden: 17, layers: 2, embedding: 3 })],
    ['GRU that resets before the product', modelSpec({ cell: 'gru', hidden: 17, reset: 'before' })],
    ['LSTM', modelSpec({ cell: 'lstm', hidden: 17, layers: 2 })],
  ];
  it.each(cells)('agrees with the reference in every gate and gradient of a %s', async (_, spec) => {
    const request = { spec, batch: 5, unroll: 9, params: asymmetricParameters(spec) };
    const batch = randomBatch(spec, 9, 5, 11);
    const [found, expected] = await Promise.all(
      [wasm, cpu].map(async (backend) => (await backend.createModel(request)).inspect(batch, stepSettings('sgd'))),
    );
    for (const [name, values] of Object.entries(expected!.channels)) {
      expect(largestDifference(found!.channels[name as 'h']!, values), name).toBeLessThan(1e-5);
    }
    for (const { name, offset, size } of parameterLayout(spec).entries) {
      const [g, reference] = [found!.grads, expected!.grads].map((all) => all.subarray(offset, offset + size));
      expect(largestDifference(g!, reference!), name).toBeLessThan(1e-4 * largest(reference!));
    }
  });

  it('traces a text as the reference does', async () => {
    const spec = modelSpec({ cell: 'lstm', hidden: 17, layers: 2 });
    const params = asymmetricParameters(spec);
    const tokens = randomBatch(spec, 120, 1, 5).x;
    const found = await (await openWasmTracer({ build })).trace(spec, params, tokens, 3);
    const expected = traceText(spec, params, tokens, 3);
    for (const [name, values] of Object.entries(expected.channels)) {
      expect(largestDifference(found.channels[name as 'h']!, values), name).toBeLessThan(1e-5);
    }
    expect(largestDifference(found.loss, expected.loss)).toBeLessThan(1e-5);
    expect(largestDifference(found.gradC!, expected.gradC!)).toBeLessThan(1e-4 * largest(expected.gradC!));
  });
});
