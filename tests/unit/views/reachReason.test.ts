import { describe, expect, it } from 'vitest';
import { type ReachFacts, reasonOf } from '../../../src/views/compare/reachReason.ts';

const FACTS: ReachFacts = {
  isAlone: false,
  isBefore: false,
  isByHand: false,
  isAlike: false,
  byHeart: '',
  isTask: false,
};

describe('what is said beside the measured gradients', () => {
  it('warns that a low line after training is no forgetting, and says that nothing is learned before it', () => {
    expect(reasonOf(FACTS).words).toContain('does not say that a cell forgets');
    expect(reasonOf({ ...FACTS, isBefore: true }).words).toContain('Nothing is learned yet');
    expect(reasonOf({ ...FACTS, isAlone: true }).words).toContain('Another cell is needed');
  });

  it('gives neither cells nor text as the reason for weights that were changed by hand', () => {
    for (const [isBefore, isAlike] of [
      [true, true],
      [true, false],
      [false, true],
    ] as const) {
      const { words, offersText } = reasonOf({ ...FACTS, isByHand: true, isBefore, isAlike });
      expect(words).toContain('changed by hand');
      expect(words).not.toMatch(/initial weights|The text/);
      expect(offersText).toBe(false);
    }
  });

  it('offers another text where no gradients differ, and says why they may not', () => {
    for (const [more, why] of [
      [{}, 'The text may be the reason'],
      [{ byHeart: 'RNN and the GRU' }, 'The RNN and the GRU learned this text by heart'],
      [{ isBefore: true }, 'these initial weights'],
    ] as const) {
      const { words, offersText } = reasonOf({ ...FACTS, isAlike: true, ...more });
      expect(words).toContain(why);
      expect(offersText).toBe(true);
    }
    expect(reasonOf({ ...FACTS, isAlike: true, isTask: true }).offersText).toBe(false);
    expect(reasonOf(FACTS).offersText).toBe(false);
  });
});
