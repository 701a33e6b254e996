import { holds } from '../../../src/engine/range.ts';
import { describe, expect, test } from 'vitest';
import { gateHistograms } from '../../../src/engine/gateHistograms.ts';
import { createRandom } from '../../../src/engine/random.ts';
import { createReference, NO_TARGET } from '../../../src/engine/reference.ts';
import { ReferenceWindow } from '../../../src/engine/referenceWindow.ts';
import { CELLS, type ModelSpec } from '../../../src/engine/spec.ts';
import { retainedRows, traceBytes, type Trace } from '../../../src/engine/trace.ts';
import { traceText } from '../../../src/engine/traceModel.ts';
import { asymmetricParameters, KINDS, largestDifference, randomTokens, specOf } from './models.ts';
import { rowsOf } from './traceRows.ts';

const FORMS: readonly { readonly title: string; readonly spec: ModelSpec }[] = KINDS.flatMap(({ title, kind }) => [
  { title: `${title}, one layer`, spec: specOf(kind) },
  { title: `${title}, two layers on an embedding`, spec: specOf({ ...kind, layers: 2, embedding: 3 }) },
]);
const T = 61;

describe.each(FORMS)('a long text read by the reference: $title', ({ spec }) => {
  const params = asymmetricParameters(spec, 5, 0.3);
  const tokens = randomTokens(spec.vocab, T, createRandom(4, 'tokens'));

  test('piece after piece gives the states, losses and gradients of one window over the whole', () => {
    const window = createReference(spec, T, 1);
    const targets = Int32Array.from({ length: T }, (_, t) => tokens[t + 1] ?? NO_TARGET);
    window.forward(params, tokens, targets, null);
    window.backward(new Float64Array(T).fill(1 / (T - 1)));
    for (const piece of [1, 7, 20, 60, 61]) {
      const trace = traceText(spec, params, tokens, 3, null, piece);
      expect([trace.rows, trace.step]).toEqual([{ from: 0, to: T }, 3]);
      for (const name of CELLS[spec.cell].channels) {
        expect(largestDifference(trace.channels[name]!, window.channels[name]!), name).toBeLessThan(1e-6);
      }
      expect(largestDifference(trace.logits, window.logits)).toBeLessThan(1e-6);
      expect(largestDifference(trace.loss, window.losses.subarray(0, T - 1))).toBeLessThan(1e-6);
      expect(largestDifference(trace.gradH, window.gradH), `piece ${piece}`).toBeLessThan(1e-8);
      if (window.gradC) expect(largestDifference(trace.gradC!, window.gradC)).toBeLessThan(1e-8);
    }
  });

  test('what is kept of a stretch is what the whole trace has there, whichever stretch it is', () => {
    const whole = traceText(spec, params, tokens, 0, null, 16);
    for (const [from, to] of [
      [0, 5],
      [14, 17],
      [10, 40],
      [56, 61],
      [60, 61],
    ] as const) {
      const part = traceText(spec, params, tokens, 0, { from, to }, 16);
      expect(rowsOf(part, from, to - from)).toEqual(rowsOf(whole, from, to - from));
      expect([part.tokens, part.loss, part.rows]).toEqual([tokens, whole.loss, { from, to }]);
      expect(traceBytes(spec, to - from)).toBe(bytesOf(part));
    }
  });

  test('the counts of gate values are those of a trace', () => {
    const { channels } = traceText(spec, params, tokens, 0);
    const { gates, counts, steps } = gateHistograms(new ReferenceWindow(spec, params, 9), tokens);
    expect(steps).toBe(T);
    const { gates: blocks, candidate } = CELLS[spec.cell];
    expect(gates).toEqual(candidate === null ? [] : blocks.filter((block) => block !== candidate));
    expect(counts.length).toBe(spec.layers * gates.length * spec.hidden * 100);
    for (let layer = 0; layer < spec.layers; layer++) {
      for (const [k, gate] of gates.entries()) {
        for (let unit = 0; unit < spec.hidden; unit++) {
          const found = counts.subarray(((layer * gates.length + k) * spec.hidden + unit) * 100).subarray(0, 100);
          const bins = new Uint32Array(100);
          for (let t = 0; t < T; t++) {
            bins[Math.floor(100 * channels[gate]![(layer * T + t) * spec.hidden + unit]!)]!++;
          }
          // The trace is rounded to float32: a value on the edge of a bin may have moved by one.
          const moved = bins.reduce((sum, count, b) => sum + Math.abs(count - found[b]!), 0);
          expect(moved).toBeLessThanOrEqual(2);
          expect(found.reduce((a, b) => a + b, 0)).toBe(T);
        }
      }
    }
  });
});

/** Bytes of all arrays that have a row for each kept timestep. */
function bytesOf({ channels, gradH, gradC, logits }: Trace): number {
  return [...Object.values(channels), gradH, gradC, logits].reduce((sum, array) => sum + (array?.byteLength ?? 0), 0);
}

describe('which rows are kept', () => {
  const spec = specOf({ hidden: 512, vocab: 64 });

  test('all where they fit the budget', () => {
    expect(retainedRows(spec, 20_000, traceBytes(spec, 20_000), 12_345)).toEqual({ from: 0, to: 20_000 });
  });

  test('else as many as fit, around a timestep and inside the text', () => {
    const budget = traceBytes(spec, 1001) + 1;
    for (const [around, from] of [
      [0, 0],
      [400, 0],
      [500, 0],
      [501, 1],
      [9000, 8500],
      [19_999, 18_999],
    ] as const) {
      const rows = retainedRows(spec, 20_000, budget, around);
      expect(rows).toEqual({ from, to: from + 1001 });
      expect(holds(rows, around)).toBe(true);
      expect(holds(rows, from + 1001) || holds(rows, from - 1)).toBe(false);
    }
  });

  test('at least the one that is looked at', () => {
    expect(retainedRows(spec, 50, 3, 31)).toEqual({ from: 31, to: 32 });
  });
});

test('a stretch that is none of the text is refused', () => {
  const spec = specOf({});
  const params = asymmetricParameters(spec);
  for (const [from, to] of [
    [0, 4],
    [-1, 1],
    [1, 1],
    [0.5, 1.5],
    [3, 4],
  ] as const) {
    expect(() => traceText(spec, params, Int32Array.of(0, 1, 2), 0, { from, to })).toThrow(RangeError);
  }
});
