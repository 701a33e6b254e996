/** The viewing worker: what it answers is the reference's, whether the reference or the kernels were asked. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { evaluate } from '../../../src/engine/evaluate.ts';
import { gateHistograms } from '../../../src/engine/gateHistograms.ts';
import { createRandom } from '../../../src/engine/random.ts';
import { ReferenceWindow } from '../../../src/engine/referenceWindow.ts';
import { sampleText } from '../../../src/engine/sample.ts';
import type { ModelSpec } from '../../../src/engine/spec.ts';
import { traceText } from '../../../src/engine/traceModel.ts';
import { startViewer, type ViewerClient, within } from '../../../src/worker/client.ts';
import { registerErrorHandler } from '../../../src/worker/errorTransfer.ts';
import { asymmetricParameters, modelSpec, randomBatch } from '../support/workload.ts';

registerErrorHandler();
let client: ViewerClient;
beforeEach(() => {
  client = startViewer();
});
afterEach(() => client.end());

const ask = <T>(answer: Promise<T>): Promise<T> => within(client, answer, 240_000);
const largestDifference = (a: ArrayLike<number>, b: ArrayLike<number>): number => {
  expect(a.length).toBe(b.length);
  let largest = 0;
  for (let k = 0; k < a.length; k++) largest = Math.max(largest, Math.abs(a[k]! - b[k]!));
  return largest;
};

/** A model that the float64 reference answers for, and one that is large enough for the kernels. */
const CASES: readonly [string, ModelSpec, number, number][] = [
  ['a small model', modelSpec({ cell: 'lstm', layers: 2 }), 200, 0],
  ['a large model', modelSpec({ cell: 'lstm', hidden: 96, vocab: 30 }), 4500, 1e-4],
];

describe.each(CASES)('%s', (_, spec, length, tolerance) => {
  const params = Float32Array.from(asymmetricParameters(spec, 3), (value) => 0.5 * value);
  const exact = Float64Array.from(params);
  const tokens = randomBatch(spec, length, 1, 4).x;

  test('is traced with the rows that were asked for', async () => {
    const keep = { from: 120, to: 150 };
    const found = await ask(client.api.trace(spec, params, tokens, 5, keep));
    const expected = traceText(spec, exact, tokens, 5, keep);
    expect([found.rows, found.tokens.length, found.loss.length]).toEqual([keep, length, length - 1]);
    for (const [name, values] of Object.entries(expected.channels)) {
      expect(largestDifference(found.channels[name as 'h']!, values), name).toBeLessThanOrEqual(tolerance);
    }
    expect(largestDifference(found.loss, expected.loss)).toBeLessThanOrEqual(tolerance);
    expect(largestDifference(found.gradH, expected.gradH)).toBeLessThanOrEqual(tolerance);
  });

  test('has its gate values counted', async () => {
    const found = await ask(client.api.saturation(spec, params, tokens));
    const expected = gateHistograms(new ReferenceWindow(spec, exact), tokens);
    expect([found.steps, found.gates]).toEqual([length, ['i', 'f', 'o']]);
    let moved = 0;
    for (const [k, count] of expected.counts.entries()) moved += Math.abs(count - found.counts[k]!);
    expect(moved / expected.counts.reduce((a, b) => a + b, 0)).toBeLessThanOrEqual(tolerance);
  });

  test('is scored', async () => {
    const found = await ask(client.api.evaluate(spec, params, tokens, 100));
    expect(Math.abs(found - evaluate(spec, exact, tokens, 100))).toBeLessThanOrEqual(tolerance);
  });

  test('writes by any of the three modes', async () => {
    const prime = tokens.subarray(0, 20);
    const options = (extra: { mode: 'sample' | 'greedy'; topK?: number }) => ({
      length: 40,
      temperature: 0.7,
      random: createRandom(11, 'sample'),
      ...extra,
    });
    const request = { length: 40, temperature: 0.7, seed: 11 };
    const write = (more: { mode: 'sample' | 'greedy' } | { mode: 'top-k'; k: number }) =>
      ask(client.api.write(spec, params, prime.slice(), { ...request, ...more }));
    expect(await write({ mode: 'greedy' })).toEqual(sampleText(spec, exact, prime, options({ mode: 'greedy' })));
    expect(await write({ mode: 'sample' })).toEqual(sampleText(spec, exact, prime, options({ mode: 'sample' })));
    const best = sampleText(spec, exact, prime, options({ mode: 'sample', topK: 2 }));
    expect(await write({ mode: 'top-k', k: 2 })).toEqual(best);
  });
});
