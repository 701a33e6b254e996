import { expect, test } from 'vitest';
import { formatPerplexity } from '../../../src/views/lossUnits.ts';

test('a finite loss has a finite perplexity or a bound, never ∞', () => {
  expect(formatPerplexity(Math.log(7.5))).toBe('7.50');
  expect(formatPerplexity(100)).toBe('2.69·10⁴³');
  expect(formatPerplexity(85317)).toBe('>10³⁰⁸');
  expect(formatPerplexity(Infinity)).toBe('∞');
});
