import { describe, expect, it } from 'vitest';
import { chain, lossGradient } from '../../../src/analysis/chain.ts';
import { createRandom } from '../../../src/engine/random.ts';
import { readText } from '../../../src/engine/readText.ts';
import { describeNothing, rangesOf, describeReset, formatTermShare } from '../../../src/views/compare/chainParts.ts';
import { asymmetricParameters, KINDS, randomTokens, specOf } from '../engine/models.ts';

describe.each(KINDS)('what is said of the chain of a $title', ({ kind }) => {
  it.each([0, 1, 9])('is finite at t = %d, and agrees with whether there is a gradient', (t) => {
    const spec = specOf(kind);
    const params = asymmetricParameters(spec, 4, 0.5);
    const tokens = randomTokens(spec.vocab, 12, createRandom(3, 'text'));
    for (const part of chain(readText(spec, params, tokens), t, 0, lossGradient(spec, params, tokens, t)).parts) {
      expect(part.shares === null).toBe(part.total === 0);
      for (let k = 0; k <= t; k++) {
        const written = formatTermShare(part.shares, k);
        expect(written).not.toMatch(/NaN|∞/);
        expect(written === '–').toBe(part.total === 0);
      }
      for (const end of Object.values(rangesOf(part, t + 1))) expect(Number.isFinite(end)).toBe(true);
      if (part.weight === 'weight_hh' && t === 0)
        expect(describeNothing(part.weight, t)).toContain('the first character');
    }
  });
});

it('a gradient that is 0 elsewhere is not laid on the first character', () => {
  expect(describeNothing('weight_hh', 3)).not.toContain('first character');
  expect(describeNothing('weight_ih', 0)).not.toContain('first character');
});

it('the rows of the GRU’s n have the reset gate where the model applies it; other rows and cells have none', () => {
  expect(describeReset(specOf({ cell: 'gru', reset: 'after' }), 'weight_hh')).toContain('(r ⊙ ∂L/∂a) ⊗ h');
  expect(describeReset(specOf({ cell: 'gru', reset: 'before' }), 'weight_hh')).toContain('∂L/∂a ⊗ (r ⊙ h)');
  expect(describeReset(specOf({ cell: 'gru' }), 'weight_ih')).toBe('');
  expect(describeReset(specOf({ cell: 'lstm' }), 'weight_hh')).toBe('');
});
