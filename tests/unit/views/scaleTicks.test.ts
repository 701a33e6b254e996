import { describe, expect, test } from 'vitest';
import { channelScale } from '../../../src/draw/channelScale.ts';
import { shortTicks } from '../../../src/views/chart/scaleTicks.ts';

const scaleOf = (size: number) =>
  channelScale('unbounded', 'channel', { values: Float32Array.of(-size, size), from: 0, steps: 2, hidden: 1 });

describe('the numbers under a short colour bar', () => {
  test('are as they are where they fit', () => {
    const scale = channelScale('signed', 'fixed', { values: new Float32Array(2), from: 0, steps: 2, hidden: 1 });
    expect(shortTicks(scale.ticks(0)).map(({ text }) => text)).toEqual(['−1', '0', '+1']);
  });

  test('become one number for both ends where they would lie on one another', () => {
    expect(
      scaleOf(184)
        .ticks(0)
        .map(({ text }) => text),
    ).toEqual(['≤ −184', '0', '≥ +184']);
    expect(shortTicks(scaleOf(184).ticks(0)).map(({ text }) => text)).toEqual(['−', '≥ ±184']);
    expect(shortTicks(scaleOf(1.16).ticks(0)).map(({ text }) => text)).toEqual(['−', '≥ ±1.16']);
  });
});
