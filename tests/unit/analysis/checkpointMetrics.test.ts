import { describe, expect, it } from 'vitest';
import { CELLS } from '../../../src/engine/spec.ts';
import { lagGradients } from '../../../src/analysis/lagGradients.ts';
import { reachOf, checkpointMetrics } from '../../../src/analysis/checkpointMetrics.ts';
import { exactAdjoints } from '../../../src/engine/exactAdjoints.ts';
import { positionGradients } from '../../../src/engine/positionGradients.ts';
import { createRandom } from '../../../src/engine/random.ts';
import { readText } from '../../../src/engine/readText.ts';
import { asymmetricParameters, KINDS, randomTokens, specOf } from '../engine/models.ts';

const T = 30;
const open = async (...args: Parameters<typeof exactAdjoints>) => exactAdjoints(...args);

describe.each(KINDS)('one training step of a $title', ({ kind }) => {
  const spec = specOf({ ...kind, layers: 2 });
  const params = asymmetricParameters(spec, 3, 0.4);
  const tokens = randomTokens(spec.vocab, T, createRandom(9, 'text'));
  const text = readText(spec, params, tokens);
  const stretch = { losses: { from: 12, to: 19 }, lags: 12 };

  it('has at every lag the geometric mean of what a backward pass of each loss alone gives', async () => {
    const { layers } = checkpointMetrics(text, await lagGradients(text, stretch, open));
    const { hidden: H } = spec;
    const t = Int32Array.from({ length: 7 }, (_, p) => 12 + p);
    const each = positionGradients(spec, params, tokens, t);
    const mean = (array: ArrayLike<number>, layer: number, k: number): number => {
      let sum = 0;
      for (let p = 0; p < t.length; p++) {
        const at = ((layer * T + t[p]! - k) * t.length + p) * H;
        sum += Math.log(Math.hypot(...Array.from({ length: H }, (_, j) => array[at + j]!)));
      }
      return Math.exp(sum / t.length);
    };
    for (const [layer, { h, c }] of layers.entries()) {
      const [ofH, ofC] = [h.absolute.mean, c?.whole.absolute.mean];
      expect(ofH).toHaveLength(stretch.lags + 1);
      for (let k = 0; k <= stretch.lags; k++) {
        expect(ofH[k]! / mean(each.gradH, layer, k)).toBeCloseTo(1, 5);
        if (spec.cell === 'lstm') expect(ofC![k]! / mean(each.gradC!, layer, k)).toBeCloseTo(1, 5);
      }
      if (spec.cell !== 'lstm') expect(c).toBeNull();
    }
  });

  it('has the spectrum of every block, and no vector', async () => {
    const { blocks } = checkpointMetrics(text, await lagGradients(text, stretch, open));
    expect(blocks).toHaveLength(2 * CELLS[spec.cell].gates.length);
    for (const { sigma, quartiles, radius } of blocks) {
      expect([...quartiles!, sigma]).toEqual([...quartiles!, sigma].sort((a, b) => a - b));
      expect(radius!).toBeLessThanOrEqual(sigma * (1 + 1e-9));
    }
  });

  it('is refused where a loss has not all lags before it', async () => {
    const gradients = await lagGradients(text, { ...stretch, losses: { from: 11, to: 18 } }, open);
    expect(() => checkpointMetrics(text, gradients)).toThrow(RangeError);
  });
});

describe('how far a curve reaches', () => {
  it('ends where it falls below the share for good, not where it dips', () => {
    expect(reachOf([1, 0.5, 0.005, 0.2, 0.009, 0.001], 0.01)).toBe(4);
    expect(reachOf([10, 5, 0.2], 0.01)).toBeNull();
    // Nothing at lag 0: there is no share to fall below.
    expect(reachOf([0, 0, 0], 0.01)).toBeNull();
    expect(reachOf([Number.NaN, Number.NaN], 0.01)).toBeNull();
  });
});
