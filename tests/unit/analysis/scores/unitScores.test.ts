import { describe, expect, test } from 'vitest';
import { ENCODE } from '../../../../src/analysis/scores/codes.ts';
import { scoreOf, type LabelValues } from '../../../../src/analysis/scores/labelValues.ts';
import { plainRowProducts } from '../../../../src/analysis/scores/rankProducts.ts';
import { rangeOfRow, unitAt, unitCount, unitRow } from '../../../../src/analysis/scores/units.ts';
import { bestUnit, effectSize, scoreUnits } from '../../../../src/analysis/scores/unitScores.ts';
import { createRandom } from '../../../../src/engine/random.ts';
import { specOf } from '../../engine/models.ts';
import { bruteAuc, brutePearson, bruteSpearman } from './brute.ts';

const spec = specOf({ hidden: 3 });
const n = 700;
const U = unitCount(spec);
const random = createRandom(3, 'scores');

const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x));
/** Values as units have them: gates that are mostly shut or open, saturated tanhs, tiny and constant units, ties. */
const values = Array.from(new Uint8Array(U).keys(), (row) => {
  const { unit } = unitAt(spec, row);
  const range = rangeOfRow(spec, row);
  return Float32Array.from({ length: n }, (_, t) => {
    const wave = Math.sin(t / (3 + row)) + random.normal();
    if (unit === 2 && row % 2 === 1) return 0.25;
    if (range === 'gate') return unit === 0 ? sigmoid(-7 + 2 * wave) : sigmoid(6 + wave);
    if (range === 'signed') return unit === 0 ? Math.tanh(4 * wave) : Math.fround(0.01 * Math.round(wave));
    return unit === 0 ? 5 * wave : 0.003 * wave;
  });
});
const codes = new Uint16Array(U * n);
for (const [row, series] of values.entries()) {
  for (let t = 0; t < n; t++) codes[row * n + t] = ENCODE[rangeOfRow(spec, row)](series[t]!);
}
const labels: readonly LabelValues[] = [
  { kind: 'binary', values: Uint8Array.from({ length: n }, (_, t) => (Math.sin(t / 5) > 0.3 ? 1 : 0)) },
  { kind: 'numeric', values: Float32Array.from({ length: n }, (_, t) => t % 23) },
  { kind: 'binary', values: Uint8Array.from({ length: n }, (_, t) => (t % 50 === 7 ? 1 : 0)) },
  { kind: 'numeric', values: Float32Array.from({ length: n }, (_, t) => Math.floor((t % 60) / 25)) },
  { kind: 'binary', values: new Uint8Array(n) },
];

describe('the score of every unit', () => {
  test('is the AUC, Spearman’s and Pearson’s correlation by their definitions, to a thousandth', async () => {
    const { ranked, linear } = await scoreUnits(spec, codes, labels, plainRowProducts);
    for (const [k, label] of labels.slice(0, 4).entries()) {
      for (const [row, series] of values.entries()) {
        const isConstant = series.every((value) => value === series[0]);
        const found = ranked[k * U + row]!;
        if (label.kind === 'binary') {
          expect(Math.abs(found - bruteAuc(series, label.values)), `${k} ${row}`).toBeLessThan(1e-3);
        } else if (isConstant) {
          expect([found, linear[k * U + row]]).toEqual([0, 0]);
        } else {
          expect(Math.abs(found - bruteSpearman(series, label.values)), `${k} ${row}`).toBeLessThan(1e-3);
          expect(Math.abs(linear[k * U + row]! - brutePearson(series, label.values))).toBeLessThan(1e-3);
        }
      }
    }
  });

  test('says nothing of a label that is never on', async () => {
    const { ranked } = await scoreUnits(spec, codes, labels.slice(4), plainRowProducts);
    expect([...ranked]).toEqual(new Array(U).fill(0.5));
  });

  test('is the same for predictions of any size', () => {
    const predictions = values[12]!.map((value) => 1e-3 * value - 40);
    expect(Math.abs(scoreOf(predictions, labels[0]!) - bruteAuc(predictions, labels[0]!.values))).toBeLessThan(1e-3);
    expect(Math.abs(scoreOf(values[12]!, labels[1]!) - bruteSpearman(values[12]!, labels[1]!.values))).toBeLessThan(
      1e-3,
    );
  });
});

test('the best unit is the one farthest from saying nothing, in either direction', () => {
  expect(bestUnit('binary', Float32Array.of(0.6, 0.1, 0.8))).toBe(1);
  expect(bestUnit('numeric', Float32Array.of(0.6, 0.1, -0.8))).toBe(2);
});

test('the effect size is the difference of the means over the pooled standard deviation', () => {
  const on = [3, 5, 4, 4];
  const off = [1, 2, 3];
  // Means 4 and 2; squares 2 + 2 over 7 − 2 degrees of freedom.
  const expected = (4 - 2) / Math.sqrt(4 / 5);
  expect(effectSize(Float32Array.from([...on, ...off]), Uint8Array.of(1, 1, 1, 1, 0, 0, 0))).toBeCloseTo(expected, 6);
  expect(effectSize(Float32Array.of(1, 2, 3), Uint8Array.of(1, 1, 1))).toBe(0);
});

test('rows and units name each other', () => {
  const two = specOf({ hidden: 3, layers: 2, cell: 'gru' });
  for (let row = 0; row < unitCount(two); row++) expect(unitRow(two, unitAt(two, row))).toBe(row);
  expect(unitAt(two, 12 + 3 + 2)).toEqual({ layer: 1, channel: 'z', unit: 2 });
});
