import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareFalls, paceOf } from '../../../src/analysis/decayFindings.ts';
import { commonRange, type DecayFit, decayFit, isFit } from '../../../src/analysis/decayFit.ts';

/** The fit of one loss whose norm changes by a factor per step. */
function fitOf(perStep: number, K: number): DecayFit | string {
  const norms = Float64Array.from({ length: K + 1 }, (_, k) => perStep ** k);
  return decayFit(norms, { norms, lags: K });
}

describe('the fit of a curve', () => {
  it('ends where it has fallen below 1e-12 of lag 0, or grown beyond 1e38', () => {
    expect(fitOf(0.1, 30)).toMatchObject({ from: 5, to: 12 });
    expect(fitOf(10, 60)).toMatchObject({ from: 5, to: 38 });
    expect(fitOf(0.9, 30)).toMatchObject({ from: 5, to: 30 });
  });

  it('has a growth where the curve grows: × 1.057 a step doubles every 12.5 steps, × 1.219 every 3.5', () => {
    for (const [perStep, steps] of [
      [1.057, 12.5],
      [1.219, 3.5],
    ] as const) {
      const fit = fitOf(perStep, 200) as DecayFit;
      expect(Math.exp(fit.slope)).toBeCloseTo(perStep, 10);
      const pace = paceOf(fit.slope);
      expect(pace.kind === 'doubles' && pace.steps).toBeCloseTo(steps, 1);
    }
    expect(paceOf((fitOf(0.5, 30) as DecayFit).slope)).toEqual({ kind: 'halves', steps: expect.closeTo(1, 10) });
    expect(paceOf((fitOf(1, 30) as DecayFit).slope)).toEqual({ kind: 'level' });
  });

  it('says why there is none', () => {
    expect(fitOf(0.9, 7)).toBe('short text');
    expect(fitOf(1e-3, 30)).toBe('falls too fast');
    expect(fitOf(1e8, 30)).toBe('grows too fast');
    expect(decayFit(new Float64Array(31).fill(Number.NaN), { norms: new Float64Array(0), lags: 30 })).toBe(
      'no gradient',
    );
  });

  it('has no number that is not finite, whatever the norms', () => {
    const norm = fc.oneof(
      fc.constantFrom(0, 1e-300, 1e300, Number.MAX_VALUE, Infinity),
      fc.double({ min: 0, noNaN: true }),
      fc.integer({ min: -60, max: 60 }).map((power) => 10 ** power),
    );
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 40 }), fc.array(norm, { minLength: 41, maxLength: 41 }), (K, values) => {
        const norms = Float64Array.from(values.slice(0, K + 1));
        const fit = decayFit(norms, { norms, lags: K });
        if (!isFit(fit)) return;
        for (const number of [fit.slope, fit.start, ...fit.slopes]) expect(Number.isFinite(number)).toBe(true);
        expect(fit.to - fit.from).toBeGreaterThanOrEqual(3);
        expect(fit.to).toBeLessThanOrEqual(K);
      }),
    );
  });
});

it('what fits have in common is the overlap of their lags, if that is long enough', () => {
  expect(commonRange([])).toBeNull();
  expect(
    commonRange([
      { from: 5, to: 53 },
      { from: 5, to: 175 },
    ]),
  ).toEqual({ from: 5, to: 53 });
  expect(
    commonRange([
      { from: 5, to: 9 },
      { from: 7, to: 175 },
    ]),
  ).toBeNull();
});

describe('two fits', () => {
  const fit = (...slopes: [number, number, number]): DecayFit => ({
    from: 5,
    to: 30,
    start: 1,
    slope: slopes[1],
    slopes,
  });
  it('differ only where the middle halves of their losses do not overlap', () => {
    expect(compareFalls(fit(-0.07, -0.06, -0.05), fit(-0.2, -0.1, -0.08))).toBe('slower');
    expect(compareFalls(fit(-0.2, -0.1, -0.08), fit(-0.07, -0.06, -0.05))).toBe('faster');
    expect(compareFalls(fit(-0.2, -0.1, -0.06), fit(-0.07, -0.06, -0.05))).toBe('same');
    expect(compareFalls(fit(0.01, 0.02, 0.03), fit(-0.2, -0.1, 0))).toBe('slower');
  });
});
