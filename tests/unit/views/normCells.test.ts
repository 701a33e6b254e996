import { describe, expect, it } from 'vitest';
import { lagCurves, type LagCurve, type LagCurves } from '../../../src/analysis/lagCurves.ts';
import { lagGradients } from '../../../src/analysis/lagGradients.ts';
import { exactAdjoints } from '../../../src/engine/exactAdjoints.ts';
import { readText } from '../../../src/engine/readText.ts';
import { lagStretch } from '../../../src/state/gradientPictures.ts';
import { markOld } from '../../../src/views/compare/comparedSteps.ts';
import { meanCell, describePrecision, readingCells } from '../../../src/views/compare/normCells.ts';
import { asymmetricParameters, specOf } from '../engine/models.ts';

function curveOf(values: readonly number[], below: readonly number[] = []): LagCurve {
  const mean = Float64Array.from(values);
  return { mean, low: mean, high: mean, below: Uint16Array.from(values, (_, k) => below[k] ?? 0) };
}

function curvesOf(curve: LagCurve, error: readonly number[] | null): LagCurves {
  return {
    absolute: curve,
    relative: curve,
    fit: 'short text',
    error: error && Float64Array.from(error),
    without: { none: 0, broken: 0 },
  };
}

describe('cells of a table by lag', () => {
  it('show the digits that hold at that lag, all of them where the numbers are float64', () => {
    const curve = curveOf([1, 3.32123e-12]);
    const rough = curvesOf(curve, [1e-8, 0.05]);
    expect([0, 1].map((k) => meanCell(rough, curve, k))).toEqual(['1.00', '3·10⁻¹²']);
    expect(readingCells(rough, curve, 1)).toEqual(['3e−12', '3e−12', '3e−12']);
    expect(readingCells(curvesOf(curve, null), curve, 1)[1]).toBe('3.32123e−12');
  });

  it('say of a mean that holds floored norms that it is an upper bound, and of a floored one that it is below', () => {
    const curve = curveOf([1, 2e-29, 0], [0, 3, 9]);
    expect([0, 1, 2].map((k) => meanCell(curvesOf(curve, null), curve, k))).toEqual([
      '1.00',
      '≤ 2.00·10⁻²⁹',
      '< 10⁻³⁰',
    ]);
  });

  it('hold no NaN for a text of one symbol, whose losses have no gradient', async () => {
    for (const cell of ['rnn', 'gru', 'lstm'] as const) {
      const spec = specOf({ cell, vocab: 1, hidden: 5 });
      const text = readText(spec, asymmetricParameters(spec), new Int32Array(300));
      const { from, ...stretch } = lagStretch(300, 0)!;
      const gradients = await lagGradients(text, stretch, async (...of) => exactAdjoints(...of));
      for (const { h, c } of lagCurves(gradients, from)) {
        for (const curves of [h, ...(c ? [c.whole, c.alone, c.rest] : [])]) {
          expect(curves.fit).toBe('no gradient');
          expect(curves.without.none).toBe(gradients.losses.to - from);
          for (let k = 0; k <= stretch.lags; k++) {
            const cells = (curve: LagCurve) => [meanCell(curves, curve, k), ...readingCells(curves, curve, k)];
            expect(cells(curves.absolute)).toEqual(['< 10⁻³⁰', '< 10⁻³⁰', '< 10⁻³⁰', '< 10⁻³⁰']);
            expect(cells(curves.relative)).toEqual(['–', '–', '–', '–']);
          }
        }
      }
    }
  });
});

it('how the numbers were computed is said for one kind and for both', () => {
  expect(describePrecision([null, null])).toBe('Computed in float64.');
  expect(describePrecision([8, 8])).toBe(
    'Computed in float32: the tables show the digits that agree with float64 in 8 of the losses.',
  );
  expect(describePrecision([null, 8, 3])).toMatch(/^Larger models are computed in float32: .* in 3 of the losses\.$/);
});

it('a model that was measured at an older step than the newest is marked', () => {
  const marks = (steps: readonly number[]) => markOld(steps.map((step) => ({ step }))).map(({ isOld }) => isOld);
  expect(marks([3500, 0, 3500])).toEqual([false, true, false]);
  expect(marks([120, 120])).toEqual([false, false]);
  expect(marks([])).toEqual([]);
});
