import { expect, test } from 'vitest';
import { shareBand, shareLine, shareScale } from '../../../src/draw/shareChart.ts';

const bins = [
  { from: 2, to: 4, share: 1, low: 0.8, high: 1 },
  { from: 5, to: 7, share: 0.5, low: 0.25, high: 0.75 },
];
const scale = shareScale(12, 120, 100);

test('a bin stands in the middle of its lags, a share of one at the top', () => {
  expect(shareLine(bins, scale)).toBe('M30 0L60 50');
});

test('the band goes out along the upper ends and back along the lower ones', () => {
  expect(shareBand(bins, scale)).toBe('M30 0L60 25L60 75L30 20Z');
  expect(shareBand(bins.slice(0, 1), scale)).toBe('');
});
