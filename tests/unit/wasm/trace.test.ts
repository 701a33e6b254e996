import { beforeAll, describe, expect, it } from 'vitest';
import { openWasmTracer, type WasmTracer } from '../../../src/backends/wasm/wasmTracer.ts';
import { positionGradients } from '../../../src/engine/positionGradients.ts';
import { CELLS, type ModelSpec } from '../../../src/engine/spec.ts';
import type { Trace } from '../../../src/engine/trace.ts';
import { traceText } from '../../../src/engine/traceModel.ts';
import { asymmetricParameters, modelSpec, randomBatch } from '../../browser/support/workload.ts';
import { largest, largestDifference, PLAIN } from './support.ts';

let tracer: WasmTracer;
beforeAll(async () => {
  tracer = await openWasmTracer(PLAIN);
});

function tokensOf(spec: ModelSpec, length: number, seed = 3): Int32Array {
  return randomBatch(spec, length, 1, seed).x;
}

function expectSame(found: Trace, expected: Trace): void {
  expect(found.spec).toEqual(expected.spec);
  expect(found.step).toBe(expected.step);
  expect(found.tokens).toEqual(expected.tokens);
  expect(Object.keys(found.channels)).toEqual(CELLS[expected.spec.cell].channels);
  for (const [name, values] of Object.entries(expected.channels)) {
    expect(largestDifference(found.channels[name as 'h']!, values), name).toBeLessThan(1e-5);
  }
  expect(largestDifference(found.logits, expected.logits)).toBeLessThan(1e-5);
  expect(largestDifference(found.loss, expected.loss)).toBeLessThan(1e-5);
  expect(largestDifference(found.gradH, expected.gradH)).toBeLessThanOrEqual(1e-4 * largest(expected.gradH));
  if (!expected.gradC) expect(found.gradC).toBeNull();
  else expect(largestDifference(found.gradC!, expected.gradC)).toBeLessThanOrEqual(1e-4 * largest(expected.gradC));
}

const VARIANTS: readonly [string, ModelSpec][] = [
  ['RNN', modelSpec({ cell: 'rnn', layers: 2, nonlinearity: 'sigmoid' })],
  ['GRU', modelSpec({ cell: 'gru', layers: 2, embedding: 3 })],
  ['GRU that resets before the product', modelSpec({ cell: 'gru', reset: 'before', layers: 2 })],
  ['LSTM', modelSpec({ cell: 'lstm', layers: 2 })],
];

describe.each(VARIANTS)('the trace of a %s on wasm', (_, spec) => {
  it.each([1, 2, 3, 50, 203])('is the reference’s over %d characters, gradients included', async (length) => {
    const tokens = tokensOf(spec, length);
    const params = asymmetricParameters(spec);
    expectSame(await tracer.trace(spec, params, tokens, 7), traceText(spec, params, tokens, 7));
  });

  it('gives every single loss’s gradients as the reference does, in one batched pass', async () => {
    const tokens = tokensOf(spec, 31);
    const params = asymmetricParameters(spec);
    const positions = Int32Array.of(29, 3, 17, 0, 18);
    const found = await tracer.positions(spec, params, tokens, positions);
    const expected = positionGradients(spec, params, tokens, positions);
    expect(largestDifference(found.gradH, expected.gradH)).toBeLessThanOrEqual(1e-5 * largest(expected.gradH));
    if (!expected.gradC) expect(found.gradC).toBeNull();
    else expect(largestDifference(found.gradC!, expected.gradC)).toBeLessThanOrEqual(1e-5 * largest(expected.gradC));
  });

  it('does not depend on what was traced before', async () => {
    const params = asymmetricParameters(spec);
    const fresh = await (await openWasmTracer(PLAIN)).trace(spec, params, tokensOf(spec, 9), 0);
    await tracer.trace(spec, asymmetricParameters(spec, 5), tokensOf(spec, 60, 8), 0);
    expect(await tracer.trace(spec, params, tokensOf(spec, 9), 0)).toEqual(fresh);
  });
});

describe('the wasm tracer', () => {
  it('hands out arrays of their own: a later trace does not change an earlier one', async () => {
    const spec = modelSpec({ cell: 'lstm' });
    const tokens = tokensOf(spec, 20);
    const first = await tracer.trace(spec, asymmetricParameters(spec), tokens, 0);
    const copy = structuredClone(first);
    await tracer.trace(spec, asymmetricParameters(spec, 4), tokens, 1);
    tokens.fill(0);
    expect(first).toEqual(copy);
  });

  it('refuses a text without characters, an unknown symbol and foreign parameters in a sentence', async () => {
    const spec = modelSpec({ cell: 'lstm' });
    const params = asymmetricParameters(spec);
    const refused = { name: 'ShapeError', message: expect.stringContaining('Shapes disagree') };
    await expect(tracer.trace(spec, params, new Int32Array(0), 0)).rejects.toMatchObject(refused);
    await expect(tracer.trace(spec, params, Int32Array.of(0, spec.vocab), 0)).rejects.toMatchObject(refused);
    await expect(tracer.trace(spec, params, Int32Array.of(0, -1), 0)).rejects.toMatchObject(refused);
    await expect(tracer.trace(spec, params.subarray(1), Int32Array.of(0, 1), 0)).rejects.toMatchObject(refused);
  });
});
