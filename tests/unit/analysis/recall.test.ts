import { describe, expect, test } from 'vitest';
import { recallByLag, scoreAnswers } from '../../../src/analysis/recall.ts';
import { traceText } from '../../../src/engine/traceModel.ts';
import { asymmetricParameters, modelSpec } from '../../browser/support/workload.ts';

const spec = modelSpec({ cell: 'gru' });
const tokens = Int32Array.from([0, 3, 1, 1, 4, 2, 6, 5, 0, 2]);
const trace = traceText(spec, asymmetricParameters(spec), tokens, 0);

describe('answers of a text', () => {
  test('have the probability that their characters’ losses give: the product of e to the minus loss', () => {
    const asked = [
      { from: 1, to: 2, lag: 1 },
      { from: 4, to: 8, lag: 3 },
    ];
    const { probability } = scoreAnswers(trace.logits, spec.vocab, tokens, asked);
    expect(probability[0]).toBeCloseTo(Math.exp(-trace.loss[0]!), 6);
    expect(probability[1]).toBeCloseTo(
      Math.exp(-(trace.loss[3]! + trace.loss[4]! + trace.loss[5]! + trace.loss[6]!)),
      6,
    );
  });

  test('are right only when every character was the most probable one', () => {
    const best = Array.from(tokens, (_, t) => {
      const row = Array.from(trace.logits.subarray(t * spec.vocab, (t + 1) * spec.vocab));
      return row.indexOf(Math.max(...row));
    });
    const text = Int32Array.from([0, ...best.slice(0, -1)]);
    const one = { from: 2, to: 6, lag: 2 };
    expect(scoreAnswers(trace.logits, spec.vocab, text, [one]).right[0]).toBe(1);
    text[5] = (text[5]! + 1) % spec.vocab;
    expect(scoreAnswers(trace.logits, spec.vocab, text, [one]).right[0]).toBe(0);
  });

  test('cannot be asked of the first character or outside the text', () => {
    for (const [from, to] of [
      [0, 1],
      [5, 11],
      [4, 4],
    ] as const) {
      expect(() => scoreAnswers(trace.logits, spec.vocab, tokens, [{ from, to, lag: 1 }])).toThrow(RangeError);
    }
  });
});

describe('accuracy by lag', () => {
  const asked = [2, 2, 3, 5, 6, 7].map((lag) => ({ from: 1, to: 2, lag }));
  const scores = { probability: Float32Array.of(0.5, 0.7, 0.2, 0.1, 0.4, 0.9), right: Uint8Array.of(1, 1, 0, 0, 1, 1) };

  test('counts each answer once, at its own lag', () => {
    const byLag = recallByLag(asked, scores, 20);
    expect(byLag.map(({ from, count, accuracy }) => [from, count, accuracy])).toEqual([
      [2, 2, 1],
      [3, 1, 0],
      [5, 1, 0],
      [6, 1, 1],
      [7, 1, 1],
    ]);
    expect(byLag[0]!.probability).toBeCloseTo(0.6, 6);
  });

  test('puts neighbouring lags together when there are too many', () => {
    const byLag = recallByLag(asked, scores, 2);
    expect(byLag.map(({ from, to, count }) => [from, to, count])).toEqual([
      [2, 4, 3],
      [5, 7, 3],
    ]);
    expect(byLag.map(({ accuracy }) => accuracy)).toEqual([2 / 3, 2 / 3]);
  });

  test('has Wilson’s interval: 8 of 10 lie between 0.490 and 0.943', () => {
    const ten = Array.from({ length: 10 }, () => ({ from: 1, to: 2, lag: 4 }));
    const eight = { probability: new Float32Array(10), right: Uint8Array.of(1, 1, 1, 1, 1, 1, 1, 1, 0, 0) };
    const { low, high } = recallByLag(ten, eight, 5)[0]!;
    expect(low).toBeCloseTo(0.4902, 3);
    expect(high).toBeCloseTo(0.9433, 3);
  });
});
