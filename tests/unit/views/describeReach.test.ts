import { describe, expect, it } from 'vitest';
import { lagCurves, type LagCurves } from '../../../src/analysis/lagCurves.ts';
import { lagGradients } from '../../../src/analysis/lagGradients.ts';
import { exactAdjoints } from '../../../src/engine/exactAdjoints.ts';
import { createRandom } from '../../../src/engine/random.ts';
import { readText } from '../../../src/engine/readText.ts';
import { reachCell, describeReach } from '../../../src/views/compare/describeReach.ts';
import { asymmetricParameters, KINDS, randomTokens, specOf } from '../engine/models.ts';

function curvesOf(values: readonly number[], broken = 0): LagCurves {
  const mean = Float64Array.from(values);
  const curve = { mean, low: mean, high: mean, below: new Uint16Array(mean.length) };
  return { absolute: curve, relative: curve, fit: 'short text', error: null, without: { none: 0, broken } };
}

const message = (curves: LagCurves): string => {
  const { words, lag } = describeReach(curves);
  return words + (lag ?? '');
};

describe('how far a gradient reached back, in words', () => {
  it('names the lag from which on it stays below 1 % of lag 0, or says only how it ends', () => {
    expect(message(curvesOf([1, 0.5, 0.005, 0.2, 0.009, 0.001]))).toBe('below 1 % of lag 0 from lag 4');
    // It dips below at lag 1: "above 1 % up to lag 2" would be false.
    expect(message(curvesOf([1, 0.005, 0.2]))).toBe('still above 1 % of lag 0 at lag 2');
    expect(reachCell(curvesOf([1, 0.005, 0.2]))).toBe('> 2');
    expect(reachCell(curvesOf([1, 0.5, 0.005]))).toBe('2');
  });

  it('says why there is none: no gradient, or one that no number holds', () => {
    const none = [Number.NaN, Number.NaN];
    expect(message(curvesOf(none))).toBe('no loss has a gradient above 10⁻³⁰');
    expect(message(curvesOf(none, 3))).toBe('its gradients are beyond the range of numbers');
    expect(reachCell(curvesOf(none))).toBe('–');
  });

  it.each(KINDS)('agrees with the numbers of random models that shrink, keep and grow: $title', async ({ kind }) => {
    const lags = 24;
    const seen = new Set<string>();
    for (const scale of [0.05, 0.3, 0.8, 1.5, 4]) {
      const spec = specOf({ ...kind, layers: 1 });
      const params = asymmetricParameters(spec, 7, scale);
      const text = readText(spec, params, randomTokens(spec.vocab, 48, createRandom(11, 'text')));
      const stretch = { losses: { from: lags, to: lags + 12 }, lags };
      const gradients = await lagGradients(text, stretch, async (...of) => exactAdjoints(...of));
      for (const { h, c } of lagCurves(gradients, lags)) {
        for (const curves of [h, ...(c ? [c.whole] : [])]) {
          // The norms as measured: the share of lag 0 is the same there.
          const { mean } = curves.absolute;
          const isBelow = Array.from(mean, (norm) => norm < 0.01 * mean[0]!);
          const { words, lag } = describeReach(curves);
          seen.add(words);
          if (words.startsWith('below')) {
            expect(isBelow.slice(lag!).every(Boolean)).toBe(true);
            expect(isBelow[lag! - 1]).toBe(false);
          } else {
            expect([lag, isBelow[lags]]).toEqual([lags, false]);
          }
        }
      }
    }
    expect(seen.has('below 1 % of lag 0 from lag ')).toBe(true);
  });
});
