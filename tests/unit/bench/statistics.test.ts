import { describe, expect, it } from 'vitest';
import { quantile, ratios, spread } from '../../studies/bench/statistics.ts';

describe('statistics of the bench', () => {
  it('take the middle value of an odd number and the mean of the two middle ones of an even number', () => {
    expect(quantile([9, 1, 4], 0.5)).toBe(4);
    expect(quantile([9, 1, 4, 2], 0.5)).toBe(3);
  });

  it('interpolate the percentiles as numpy does by default', () => {
    // numpy.percentile([3, 1, 7, 20, 4], [10, 90])
    const { p10, p90 } = spread([3, 1, 7, 20, 4]);
    expect(p10).toBeCloseTo(1.8, 12);
    expect(p90).toBeCloseTo(14.8, 12);
  });

  it('keep the smallest and the largest value, and leave what they were given in its order', () => {
    const values = [3, 1, 7];
    expect(spread(values)).toMatchObject({ min: 1, median: 3, max: 7 });
    expect(values).toEqual([3, 1, 7]);
  });

  it('have nothing to say about no values', () => {
    expect(() => spread([])).toThrow(RangeError);
  });

  it('form a ratio within each round and leave out rounds that one of the two lacks', () => {
    expect(ratios([10, 12, 50], [5, 3])).toEqual([2, 4]);
    expect(ratios([10], [5, 3])).toEqual([2]);
  });
});
