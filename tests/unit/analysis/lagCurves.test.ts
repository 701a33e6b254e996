import { describe, expect, it } from 'vitest';
import { compareHalfLives } from '../../../src/analysis/decayFindings.ts';
import { type DecayFit, decayFit, lagCurves } from '../../../src/analysis/lagCurves.ts';
import { quantile } from '../../../src/analysis/quantile.ts';
import { GONE, type LagGradients } from '../../../src/analysis/lagGradients.ts';
import { specOf } from '../engine/models.ts';

const K = 30;

/** Norms that decay by `perStep` from `start(p)`; not a number before the text begins. */
function decaying(
  first: number,
  P: number,
  perStep: (p: number) => number,
  start: (p: number) => number,
): LagGradients {
  const h = new Float32Array(P * (K + 1));
  for (let p = 0; p < P; p++) {
    for (let k = 0; k <= K; k++) h[p * (K + 1) + k] = k > first + p ? Number.NaN : start(p) * perStep(p) ** k;
  }
  return { first, positions: P, lags: K, spec: specOf({ cell: 'rnn' }), h, c: null };
}

describe('curves by lag', () => {
  it('take only losses that have the whole range of lags before them', () => {
    const of = decaying(
      10,
      40,
      () => 0.9,
      (p) => (p < 20 ? 1e6 : 2),
    );
    const [{ h }] = lagCurves(of, 0) as [ReturnType<typeof lagCurves>[0]];
    expect(h.absolute.mean[0]).toBeCloseTo(2, 6);
    expect(() =>
      lagCurves(
        decaying(
          0,
          K,
          () => 0.9,
          () => 1,
        ),
        0,
      ),
    ).toThrow(RangeError);
  });

  it('find the decay and half-life that the norms were made with, and say over which lags', () => {
    const [{ h }] = lagCurves(
      decaying(
        K,
        25,
        () => 0.8,
        (p) => 1 + p,
      ),
      0,
    ) as [ReturnType<typeof lagCurves>[0]];
    expect(h.fit).toMatchObject({ from: 5, to: K });
    expect(h.fit!.perStep).toBeCloseTo(0.8, 6);
    expect(h.fit!.halfLife).toBeCloseTo(Math.log(0.5) / Math.log(0.8), 5);
    expect(h.fit!.halfLives[0]).toBeCloseTo(h.fit!.halfLife, 4);
    // Each loss by its own lag 0: the spread of sizes is gone.
    expect(h.relative.low[7]).toBeCloseTo(0.8 ** 7, 6);
    expect(h.relative.high[7]).toBeCloseTo(0.8 ** 7, 6);
    expect(h.absolute.low[0]).toBeCloseTo(7, 6);
    expect(h.absolute.high[0]).toBeCloseTo(19, 6);
  });

  it('are geometric means: the logarithms are averaged', () => {
    const [{ h }] = lagCurves(
      decaying(
        K,
        2,
        () => 1,
        (p) => (p === 0 ? 1e-4 : 1),
      ),
      0,
    ) as [ReturnType<typeof lagCurves>[0]];
    expect(h.absolute.mean[3]).toBeCloseTo(1e-2, 8);
  });

  it('end their fit where the mean has fallen below 1e-12 of lag 0', () => {
    const mean = Float64Array.from({ length: K + 1 }, (_, k) => 0.1 ** k);
    const fit = decayFit(mean, Float32Array.from(mean))!;
    expect(fit.to).toBe(12);
    expect(fit.halfLife).toBeCloseTo(Math.log10(2), 6);
  });

  it('count what is gone and draw it at the floor', () => {
    const of = decaying(
      K,
      3,
      () => 0.5,
      () => 1,
    );
    of.h.fill(0, 2 * (K + 1) + 20);
    const [{ h }] = lagCurves(of, 0) as [ReturnType<typeof lagCurves>[0]];
    expect(h.absolute.gone).toBe(K + 1 - 20);
    expect(h.absolute.low[25]).toBeGreaterThan(GONE);
    expect(h.absolute.mean[25]).toBeCloseTo((0.5 ** 25 * 0.5 ** 25 * GONE) ** (1 / 3), 20);
  });

  it('have no fit over too few lags, and no half-life where nothing falls', () => {
    expect(decayFit(new Float64Array(8).fill(1), new Float32Array(8).fill(1))).toBeNull();
    const rising = Float64Array.from({ length: K + 1 }, (_, k) => 1.1 ** k);
    expect(decayFit(rising, Float32Array.from(rising))!.halfLife).toBe(Infinity);
  });
});

it('a quantile lies between neighbours', () => {
  expect(quantile([1, 2, 4, 8], 0.5)).toBe(3);
  expect(quantile([1, 2, 4, Infinity], 1)).toBe(Infinity);
  expect(quantile([3], 0.25)).toBe(3);
});

describe('two half-lives', () => {
  const fit = (...halfLives: [number, number, number]): DecayFit => ({
    from: 5,
    to: 30,
    perStep: 0.9,
    start: 1,
    halfLife: halfLives[1],
    halfLives,
  });
  it('differ only where the middle halves of their losses do not overlap', () => {
    expect(compareHalfLives(fit(10, 12, 15), fit(4, 6, 9.9))).toBe('longer');
    expect(compareHalfLives(fit(4, 6, 9.9), fit(10, 12, 15))).toBe('shorter');
    expect(compareHalfLives(fit(4, 6, 10.1), fit(10, 12, 15))).toBe('same');
    expect(compareHalfLives(fit(20, Infinity, Infinity), fit(4, 6, 8))).toBe('longer');
  });
});
