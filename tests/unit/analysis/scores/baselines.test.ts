import { describe, expect, test } from 'vitest';
import { contextScores } from '../../../../src/analysis/scores/strongContexts.ts';
import { ENCODE } from '../../../../src/analysis/scores/codes.ts';
import type { LabelValues } from '../../../../src/analysis/scores/labelValues.ts';
import { plainRowProducts } from '../../../../src/analysis/scores/rankProducts.ts';
import { chanceShifts, percentile95, samplePositions, shiftedBest } from '../../../../src/analysis/scores/shifts.ts';
import { onPulse } from '../../../../src/engine/pulse.ts';
import { createRandom } from '../../../../src/engine/random.ts';
import { bruteAuc, bruteSpearman } from './brute.ts';

describe('what the last characters say', () => {
  const random = createRandom(8, 'contexts');
  const tokens = Int32Array.from({ length: 4000 }, () => random.integer(5));
  const labelled = (of: (t: number) => boolean): LabelValues => ({
    kind: 'binary',
    values: Uint8Array.from(tokens, (_, t) => (of(t) ? 1 : 0)),
  });
  const half = (label: LabelValues, from: number): LabelValues => ({
    ...label,
    values: label.values.subarray(from, from + 2000),
  });
  const scores = (length: number, label: LabelValues): number =>
    contextScores(
      length,
      5,
      { tokens: tokens.subarray(0, 2000), labels: [half(label, 0)] },
      { tokens: tokens.subarray(2000), labels: [half(label, 2000)] },
    )[0]!;

  test('is all of a label that is one character', () => {
    expect(
      scores(
        1,
        labelled((t) => tokens[t] === 3),
      ),
    ).toBeGreaterThan(0.999);
  });

  test('is all of a label of the character two back for three characters, and nothing for one', () => {
    const label = labelled((t) => tokens[t - 2] === 3);
    expect(scores(3, label)).toBeGreaterThan(0.995);
    expect(Math.abs(scores(1, label) - 0.5)).toBeLessThan(0.05);
  });

  test('is nothing of what lies further back', () => {
    expect(
      Math.abs(
        scores(
          3,
          labelled((t) => tokens[t - 3] === 3),
        ) - 0.5,
      ),
    ).toBeLessThan(0.06);
  });

  test('a context never met is answered by its end', () => {
    // Fitted on 0 1 0 1 …, asked after 2 1: the 1 alone decides.
    const fit = { tokens: Int32Array.from({ length: 40 }, (_, t) => t % 2), labels: [] as LabelValues[] };
    const held = { tokens: Int32Array.of(2, 1, 2, 0, 2, 1, 2, 0), labels: [] as LabelValues[] };
    fit.labels.push({ kind: 'binary', values: Uint8Array.from(fit.tokens) });
    held.labels.push({ kind: 'binary', values: Uint8Array.of(0, 1, 0, 0, 0, 1, 0, 0) });
    // After a 2 the mean is answered, which lies between both.
    expect(contextScores(3, 3, fit, held)[0]).toBe(1);
  });

  test('a number is predicted too', () => {
    const label: LabelValues = { kind: 'numeric', values: Float32Array.from(tokens, (token) => token * token) };
    expect(scores(1, label)).toBeGreaterThan(0.999);
  });
});

describe('shifted labels', () => {
  test('score what every shift scores by hand', async () => {
    const n = 60;
    const random = createRandom(4, 'shifted');
    const units = Array.from({ length: 5 }, () =>
      Float32Array.from({ length: n }, () => Math.round(4 * random.normal())),
    );
    const codes = Uint16Array.from(units.flatMap((unit) => Array.from(unit, (value) => ENCODE.unbounded(value))));
    const labels: LabelValues[] = [
      { kind: 'binary', values: Uint8Array.from({ length: n }, (_, t) => (t % 7 < 2 ? 1 : 0)) },
      { kind: 'numeric', values: Float32Array.from({ length: n }, (_, t) => t % 9) },
    ];
    const shifts = Int32Array.from({ length: 49 }, (_, k) => 6 + k);
    const positions = Int32Array.from({ length: n }, (_, t) => t);
    const best: Float64Array[] = [];
    await shiftedBest(codes, positions, labels, shifts, plainRowProducts, (next) => best.push(...next));
    expect(best.length).toBe(shifts.length);
    for (const [s, shift] of shifts.entries()) {
      const moved = labels.map(({ values }) => Array.from(values, (_, t) => values[(t + shift) % n]!));
      const auc = Math.max(...units.map((unit) => bruteAuc(unit, moved[0]!)).map((a) => Math.max(a, 1 - a)));
      const rho = Math.max(...units.map((unit) => Math.abs(bruteSpearman(unit, moved[1]!))));
      expect(Math.abs(best[s]![0]! - auc)).toBeLessThan(1e-5);
      expect(Math.abs(best[s]![1]! - rho)).toBeLessThan(1e-5);
    }
  });

  test('are shifted by at least a tenth of the text either way, the same every time', () => {
    const shifts = chanceShifts(1000, 500, 3);
    expect(Math.min(...shifts)).toBeGreaterThanOrEqual(100);
    expect(Math.max(...shifts)).toBeLessThanOrEqual(900);
    expect(new Set(shifts).size).toBeGreaterThan(300);
    expect([...chanceShifts(1000, 500, 3)]).toEqual([...shifts]);
  });

  test('the mark is what 95 of 100 do not exceed', () => {
    expect(percentile95(Array.from({ length: 100 }, (_, k) => (k * 37) % 100))).toBe(94);
    expect(percentile95([5])).toBe(5);
  });

  test('a sample has one position in each part of the text', () => {
    const positions = samplePositions(1003, 100, 2);
    expect(positions.length).toBe(100);
    for (const [k, at] of positions.entries()) {
      expect(at).toBeGreaterThanOrEqual(Math.floor(10.03 * k));
      expect(at).toBeLessThan(Math.floor(10.03 * (k + 1)));
    }
    expect([...samplePositions(4, 9, 1)]).toEqual([0, 1, 2, 3]);
  });
});

test('long texts with many labels are ranked with signs of life, without which the page would take the worker for stuck', async () => {
  const n = 100_000;
  const labels = Array.from(
    { length: 20 },
    (_, k): LabelValues => ({
      kind: 'numeric',
      values: Float32Array.from({ length: n }, (__, t) => t % (k + 7)),
    }),
  );
  let beats = 0;
  onPulse(() => beats++);
  try {
    // One unit at one position: next to nothing but the labels' ranks is left to compute.
    await shiftedBest(
      new Uint16Array(1),
      Int32Array.of(0),
      labels,
      Int32Array.of(1),
      plainRowProducts,
      () => undefined,
    );
  } finally {
    onPulse(null);
  }
  expect(beats).toBeGreaterThanOrEqual(labels.length);
});
