import { describe, expect, it } from 'vitest';
import { type DecayFit, isFit } from '../../../src/analysis/decayFit.ts';
import { type LagCurves, lagCurves, refit } from '../../../src/analysis/lagCurves.ts';
import { quantile } from '../../../src/analysis/quantile.ts';
import { GONE, type LagGradients } from '../../../src/analysis/lagGradients.ts';
import { specOf } from '../engine/models.ts';

const K = 30;

/** Norms that change by `perStep` from `start(p)`; not a number before the text begins. */
function decaying(
  first: number,
  P: number,
  perStep: (p: number) => number,
  start: (p: number) => number,
): LagGradients {
  const h = new Float64Array(P * (K + 1));
  for (let p = 0; p < P; p++) {
    for (let k = 0; k <= K; k++) h[p * (K + 1) + k] = k > first + p ? Number.NaN : start(p) * perStep(p) ** k;
  }
  return { losses: { from: first, to: first + P }, lags: K, spec: specOf({ cell: 'rnn' }), h, c: null };
}

const curvesOf = (of: LagGradients): LagCurves => lagCurves(of, 0)[0]!.h;

function fitOf({ fit }: LagCurves): DecayFit {
  if (!isFit(fit)) throw new Error(fit);
  return fit;
}

describe('curves by lag', () => {
  it('take only losses that have the whole range of lags before them', () => {
    const of = decaying(
      10,
      40,
      () => 0.9,
      (p) => (p < 20 ? 1e6 : 2),
    );
    expect(curvesOf(of).absolute.mean[0]).toBeCloseTo(2, 6);
    const none = decaying(
      0,
      K,
      () => 0.9,
      () => 1,
    );
    expect(() => lagCurves(none, 0)).toThrow(RangeError);
  });

  it('find the decay that the norms were made with, and say over which lags', () => {
    const h = curvesOf(
      decaying(
        K,
        25,
        () => 0.8,
        (p) => 1 + p,
      ),
    );
    const fit = fitOf(h);
    expect(fit).toMatchObject({ from: 5, to: K });
    expect(fit.slope).toBeCloseTo(Math.log(0.8), 12);
    expect(fit.start).toBeCloseTo(1, 12);
    expect(fit.slopes[0]).toBeCloseTo(fit.slope, 10);
    // Each loss by its own lag 0: the spread of sizes is gone.
    expect(h.relative.low[7]).toBeCloseTo(0.8 ** 7, 12);
    expect(h.relative.high[7]).toBeCloseTo(0.8 ** 7, 12);
    expect(h.absolute.low[0]).toBeCloseTo(7, 6);
    expect(h.absolute.high[0]).toBeCloseTo(19, 6);
  });

  it('are geometric means: the logarithms are averaged', () => {
    const h = curvesOf(
      decaying(
        K,
        2,
        () => 1,
        (p) => (p === 0 ? 1e-4 : 1),
      ),
    );
    expect(h.absolute.mean[3]).toBeCloseTo(1e-2, 12);
  });

  it('count what is below the floor, enter it there, and say 0 where nothing is above', () => {
    const of = decaying(
      K,
      3,
      () => 0.5,
      () => 1,
    );
    of.h.fill(0, 2 * (K + 1) + 20);
    const { absolute } = curvesOf(of);
    expect([absolute.below[19], absolute.below[20], absolute.below[K]]).toEqual([0, 1, 1]);
    expect(absolute.low[25]).toBeGreaterThan(GONE);
    expect(absolute.mean[25]).toBeCloseTo((0.5 ** 25 * 0.5 ** 25 * GONE) ** (1 / 3), 20);
    for (let p = 0; p < 3; p++) of.h.fill(0, p * (K + 1) + 20, (p + 1) * (K + 1));
    const gone = curvesOf(of).absolute;
    expect([gone.mean[20], gone.low[20], gone.high[K], gone.below[20]]).toEqual([0, 0, 0, 3]);
  });

  it('leave out losses without a gradient, and those that are no number, and say how many', () => {
    const of = decaying(
      K,
      9,
      () => 0.9,
      () => 3,
    );
    of.h.fill(0, 0, 2 * (K + 1));
    of.h[2 * (K + 1) + 4] = Number.NaN;
    const { absolute, without, fit } = curvesOf(of);
    expect(without).toEqual({ none: 2, broken: 1 });
    expect(absolute.mean[0]).toBeCloseTo(3, 12);
    expect(absolute.below[0]).toBe(0);
    expect(isFit(fit) && fit.slope).toBeCloseTo(Math.log(0.9), 12);
    of.h.fill(0);
    expect(curvesOf(of).fit).toBe('no gradient');
    of.h.fill(Number.NaN);
    expect(curvesOf(of).fit).toBe('not finite');
  });

  it('of the parts of ∂L/∂c are relative to the whole, and so is where their fits end', () => {
    const of = decaying(
      K,
      4,
      () => 0.9,
      () => 1,
    );
    const at = (value: (k: number) => number) => Float64Array.from(of.h, (_, index) => value(index % (K + 1)));
    const c = { whole: of.h, alone: at((k) => 0.1 ** k), rest: at((k) => (k === 0 ? 0 : 0.9 ** k)) };
    const { c: curves } = lagCurves({ ...of, spec: specOf({}), c }, 0)[0]!;
    expect(curves!.rest.relative.mean[0]).toBe(0);
    expect(fitOf(curves!.rest)).toMatchObject({ from: 5, to: K });
    expect(fitOf(curves!.rest).slope).toBeCloseTo(Math.log(0.9), 12);
    // 1e-12 of the whole's lag 0, not of its own.
    expect(fitOf(curves!.alone).to).toBe(12);
  });
});

describe('a fit over other lags', () => {
  it('is the one that the same norms have when the text gives no more lags', () => {
    // A curve that bends: the half-life depends on the range.
    const of = decaying(
      K,
      15,
      () => 1,
      () => 1,
    );
    for (let p = 0; p < 15; p++) {
      for (let k = 0; k <= K; k++) of.h[p * (K + 1) + k] = 0.7 ** k + (1e-3 + 1e-5 * p) * 0.95 ** k;
    }
    const curves = lagCurves(of, 0);
    const report = { gradients: of, curves, from: 0, errors: null };
    const near = refit(report, 0, 'h', { from: 5, to: 12 });
    const expected = (from: number, to: number): number => {
      // Least squares by its normal equations, on the mean of the logarithms.
      const y = (k: number): number => {
        let sum = 0;
        for (let p = 0; p < 15; p++) sum += Math.log(of.h[p * (K + 1) + k]! / of.h[p * (K + 1)]!);
        return sum / 15;
      };
      let [n, sk, sy, skk, sky] = [0, 0, 0, 0, 0];
      for (let k = from; k <= to; k++) {
        n++;
        sk += k;
        sy += y(k);
        skk += k * k;
        sky += k * y(k);
      }
      return (n * sky - sk * sy) / (n * skk - sk * sk);
    };
    expect(near.slope).toBeCloseTo(expected(5, 12), 10);
    expect(fitOf(curves[0]!.h).slope).toBeCloseTo(expected(5, K), 10);
    expect(near.slope).toBeLessThan(1.2 * fitOf(curves[0]!.h).slope);
  });
});

it('a quantile lies between neighbours', () => {
  expect(quantile([1, 2, 4, 8], 0.5)).toBe(3);
  expect(quantile([1, 2, 4, Infinity], 1)).toBe(Infinity);
  expect(quantile([3], 0.25)).toBe(3);
});
