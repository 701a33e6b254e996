import { beforeAll, describe, expect, it } from 'vitest';
import { pieceLength, PIECE_BYTES } from '../../../src/backends/wasm/wasmPieces.ts';
import { openWasmTracer, type WasmTracer } from '../../../src/backends/wasm/wasmTracer.ts';
import { windowBytes } from '../../../src/backends/wasm/windowMemory.ts';
import { evaluate } from '../../../src/engine/evaluate.ts';
import { gateHistograms } from '../../../src/engine/gateHistograms.ts';
import { positionGradients } from '../../../src/engine/positionGradients.ts';
import { createRandom } from '../../../src/engine/random.ts';
import { ReferenceWindow } from '../../../src/engine/referenceWindow.ts';
import { sampleText } from '../../../src/engine/sample.ts';
import { CELLS, type ModelSpec } from '../../../src/engine/spec.ts';
import { traceText } from '../../../src/engine/traceModel.ts';
import { asymmetricParameters, modelSpec, randomBatch } from '../../browser/support/workload.ts';
import { rowsOf } from '../engine/traceRows.ts';
import { largest, largestDifference, PLAIN } from './support.ts';

/** Pieces of 16 timesteps, so that a short text has many. */
const SMALL = { ...PLAIN, pieceBytes: 1 };
const T = 70;

let whole: WasmTracer;
let inPieces: WasmTracer;
beforeAll(async () => {
  whole = await openWasmTracer(PLAIN);
  inPieces = await openWasmTracer(SMALL);
});

function tokensOf(spec: ModelSpec, length: number, seed = 3): Int32Array {
  return randomBatch(spec, length, 1, seed).x;
}

const VARIANTS: readonly [string, ModelSpec][] = [
  ['RNN', modelSpec({ cell: 'rnn', nonlinearity: 'sigmoid' })],
  ['RNN of two layers', modelSpec({ cell: 'rnn', layers: 2 })],
  ['GRU', modelSpec({ cell: 'gru', hidden: 8 })],
  ['GRU of two layers on an embedding', modelSpec({ cell: 'gru', layers: 2, embedding: 3 })],
  ['GRU that resets before the product', modelSpec({ cell: 'gru', reset: 'before', embedding: 3 })],
  ['GRU of two layers that resets before the product', modelSpec({ cell: 'gru', reset: 'before', layers: 2 })],
  ['LSTM', modelSpec({ cell: 'lstm', hidden: 8 })],
  ['LSTM of two layers on an embedding', modelSpec({ cell: 'lstm', layers: 2, embedding: 3 })],
];

describe.each(VARIANTS)('a loaded %s on wasm', (_, spec) => {
  const params = asymmetricParameters(spec, 7);

  it('reads a long text in pieces as the reference reads it whole, gradients included', async () => {
    const tokens = tokensOf(spec, T);
    const expected = traceText(spec, params, tokens, 2);
    const found = await inPieces.load(spec, params).trace(tokens, 2);
    for (const name of CELLS[spec.cell].channels) {
      expect(largestDifference(found.channels[name]!, expected.channels[name]!), name).toBeLessThan(1e-5);
    }
    expect(largestDifference(found.logits, expected.logits)).toBeLessThan(1e-5);
    expect(largestDifference(found.loss, expected.loss)).toBeLessThan(1e-5);
    expect(largestDifference(found.gradH, expected.gradH)).toBeLessThanOrEqual(1e-4 * largest(expected.gradH));
    if (expected.gradC) {
      expect(largestDifference(found.gradC!, expected.gradC)).toBeLessThanOrEqual(1e-4 * largest(expected.gradC));
    }
  });

  it('keeps of a stretch what the whole trace has there', async () => {
    const tokens = tokensOf(spec, T);
    const model = inPieces.load(spec, params);
    const all = await model.trace(tokens, 0);
    for (const [from, to] of [
      [0, 4],
      [15, 17],
      [9, 49],
      [66, 70],
      [69, 70],
    ] as const) {
      const part = await model.trace(tokens, 0, { from, to });
      expect(rowsOf(part, from, to - from)).toEqual(rowsOf(all, from, to - from));
      expect([part.loss, part.tokens]).toEqual([all.loss, tokens]);
    }
  });

  it('answers for positions and short texts after a long text as before it', async () => {
    const model = inPieces.load(spec, params);
    const short = tokensOf(spec, 12, 5);
    const first = await model.trace(short, 0);
    await model.trace(tokensOf(spec, T), 0);
    const found = await model.positions(short, Int32Array.of(9));
    const expected = positionGradients(spec, params, short, Int32Array.of(9));
    expect(largestDifference(found.gradH, expected.gradH)).toBeLessThanOrEqual(1e-5 * largest(expected.gradH));
    expect(await model.trace(short, 0)).toEqual(first);
  });

  it('scores a held-out text as the reference does', async () => {
    const tokens = tokensOf(spec, 90);
    const model = inPieces.load(spec, params);
    for (const warmUp of [0, 15, 16, 40, 88]) {
      expect(await model.evaluate(tokens, warmUp)).toBeCloseTo(evaluate(spec, params, tokens, warmUp), 5);
    }
    await expect(model.evaluate(tokens, 89)).rejects.toThrow(RangeError);
  });

  it('counts gate values as the reference does', async () => {
    const tokens = tokensOf(spec, 300);
    const expected = gateHistograms(new ReferenceWindow(spec, params), tokens);
    const found = await inPieces.load(spec, params).gates(tokens);
    expect([found.spec, found.steps, found.gates]).toEqual([spec, 300, expected.gates]);
    // Float32 moves a value that lies on the edge of a bin into the next: almost none does.
    let moved = 0;
    for (const [k, count] of expected.counts.entries()) moved += Math.abs(count - found.counts[k]!);
    expect(moved).toBeLessThanOrEqual(4);
    expect(found.counts.length).toBe(expected.counts.length);
  });

  it('writes what the reference writes from the same random numbers', async () => {
    const prime = tokensOf(spec, 40);
    for (const mode of ['greedy', 'sample'] as const) {
      const options = () => ({ length: 30, temperature: 0.8, mode, topK: 3, random: createRandom(6, 'write') });
      const written = await inPieces.load(spec, params).write(prime, options());
      expect(written).toEqual(sampleText(spec, params, prime, options()));
    }
  });
});

describe('loaded models', () => {
  it('do not mix, however many there are, of one shape or of several, in whatever order they are asked', async () => {
    const tracer = await openWasmTracer(PLAIN);
    const specs = [modelSpec({ cell: 'lstm' }), modelSpec({ cell: 'gru' })];
    const models = [1, 2, 3, 4].flatMap((seed) =>
      specs.map((spec) => ({ spec, params: asymmetricParameters(spec, seed), tokens: tokensOf(spec, 20, seed) })),
    );
    const expected = await Promise.all(
      models.map(async ({ spec, params, tokens }) => (await openWasmTracer(PLAIN)).trace(spec, params, tokens, 0)),
    );
    const loaded = models.map(({ spec, params }) => tracer.load(spec, params));
    for (const order of [
      [0, 1, 2, 3, 4, 5, 6, 7],
      [7, 0, 6, 0, 2, 2, 5, 1, 3, 4],
    ]) {
      for (const k of order) expect(await loaded[k]!.trace(models[k]!.tokens, 0)).toEqual(expected[k]);
    }
    // Asked all at once, too.
    expect(await Promise.all(loaded.map((model, k) => model.trace(models[k]!.tokens, 0)))).toEqual(expected);
  });

  it('with equal weights are still two: a released one does not take the other’s place', async () => {
    const tracer = await openWasmTracer(PLAIN);
    const spec = modelSpec({ cell: 'lstm' });
    const tokens = tokensOf(spec, 20);
    const [a, b] = [tracer.load(spec, asymmetricParameters(spec)), tracer.load(spec, asymmetricParameters(spec, 2))];
    const first = [await a.trace(tokens, 0), await b.trace(tokens, 0)];
    a.release();
    await tracer.trace(spec, asymmetricParameters(spec, 9), tokens, 0);
    expect([await a.trace(tokens, 0), await b.trace(tokens, 0)]).toEqual(first);
  });

  it('take bounded memory: neither texts nor models beyond the first few add to it', async () => {
    const spec = modelSpec({ cell: 'lstm', hidden: 32 });
    const tracer = await openWasmTracer(SMALL);
    const model = tracer.load(spec, asymmetricParameters(spec));
    await model.trace(tokensOf(spec, 16), 0);
    const { bytes } = tracer;
    await model.trace(tokensOf(spec, 3000), 0);
    expect(tracer.bytes).toBe(bytes);
    for (let seed = 0; seed < 10; seed++) {
      await tracer.load(spec, asymmetricParameters(spec, seed)).trace(tokensOf(spec, 5), 0);
    }
    expect(tracer.bytes).toBeLessThanOrEqual(4 * bytes);
  });

  it('of 512 units need the same 32 MB besides their weights for every length of text', () => {
    const spec = modelSpec({ cell: 'lstm', hidden: 512, vocab: 64 });
    const steps = pieceLength(spec, PIECE_BYTES);
    expect(steps).toBeGreaterThan(1000);
    const weights = windowBytes(spec, 1, 1, false);
    expect(windowBytes(spec, steps, 1, false) - weights).toBeLessThanOrEqual(33 * 2 ** 20);
    expect(weights).toBeLessThan(20 * 2 ** 20);
  });

  it('of which the whole text is read in one piece agree with those that read in many', async () => {
    const spec = modelSpec({ cell: 'gru', layers: 2 });
    const params = asymmetricParameters(spec);
    const tokens = tokensOf(spec, 50);
    const [a, b] = [await whole.trace(spec, params, tokens, 0), await inPieces.trace(spec, params, tokens, 0)];
    expect(largestDifference(a.gradH, b.gradH)).toBeLessThanOrEqual(1e-6 * largest(a.gradH));
    expect(largestDifference(a.logits, b.logits)).toBeLessThan(1e-6);
  });
});
