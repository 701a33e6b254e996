import { describe, expect, it } from 'vitest';
import { lossArea } from '../../../src/draw/lossTrack.ts';

/** Heights of the area's columns, in pixels from the bottom. */
function heights(path: string, height: number): number[] {
  return [...path.matchAll(/L(\d+) ([\d.]+)L\d+ [\d.]+/g)].map((match) => height - Number(match[2]));
}

describe('the loss behind the scrubber', () => {
  const bits = (...values: number[]) => Float32Array.from(values, (value) => value * Math.LN2);

  it('is as high as the bits of surprise, one character after the other', () => {
    expect(heights(lossArea(bits(2, 4, 8), 4, 4, 80, 8), 80).slice(0, 3)).toEqual([20, 40, 80]);
  });

  it('is the mean of the characters that share a pixel, and cut off at the ceiling', () => {
    expect(heights(lossArea(bits(2, 6, 100, 100), 4, 2, 80, 8), 80)).toEqual([40, 80]);
  });

  it('is empty before there is a trace', () => {
    expect(lossArea(new Float32Array(0), 1, 100, 40, 8)).toBe('');
  });

  it('has no more columns than pixels for the longest trace', () => {
    expect(heights(lossArea(new Float32Array(19_999).fill(1), 20_000, 300, 40, 8), 40)).toHaveLength(300);
  });
});
