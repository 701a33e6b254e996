import { describe, expect, test } from 'vitest';
import { channelScale } from '../../../src/draw/channelScale.ts';
import { heatmapPixels } from '../../../src/draw/heatmapPixels.ts';
import { NOT_A_NUMBER, rampTable, tableEntry } from '../../../src/draw/ramps.ts';

/** [T = 3, H = 3] gates. */
const of = { values: Float32Array.of(0, 0.5, 1, 0.1, 0.6, 0.9, 0.2, 0.7, 0.8), from: 0, steps: 3, hidden: 3 };
const gate = channelScale('gate', 'fixed', of);

function entryOf(pixels: Uint8ClampedArray, at: number): readonly number[] {
  return [...pixels.subarray(at * 4, at * 4 + 4)];
}

function colour(x: number): readonly number[] {
  const entry = tableEntry(x) * 4;
  return [...rampTable('gate', 'light').subarray(entry, entry + 4)];
}

describe('heatmap pixels', () => {
  test('units go down in the order given and timesteps across from the start given', () => {
    const pixels = heatmapPixels({
      of,
      order: Int32Array.of(2, 0, 1),
      start: 1,
      columns: 2,
      unitsPerRow: 1,
      scale: gate,
      theme: 'light',
    });
    expect(pixels).toHaveLength(3 * 2 * 4);
    const wanted = [0.9, 0.8, 0.1, 0.2, 0.6, 0.7];
    wanted.forEach((value, at) => expect(entryOf(pixels, at)).toEqual(colour(Math.fround(value))));
  });

  test('gates that share a row of pixels show their mean', () => {
    const pixels = heatmapPixels({
      of,
      order: [0, 1, 2],
      start: 0,
      columns: 1,
      unitsPerRow: 2,
      scale: gate,
      theme: 'light',
    });
    expect(pixels).toHaveLength(2 * 4);
    expect(entryOf(pixels, 0)).toEqual(colour(0.25));
    expect(entryOf(pixels, 1)).toEqual(colour(1));
  });

  test('signed units that share a row show the one farthest from zero', () => {
    const signed = { values: Float32Array.of(0.2, -0.9, 0.5, 0.1), from: 0, steps: 2, hidden: 2 };
    const scale = channelScale('signed', 'fixed', signed);
    const pixels = heatmapPixels({
      of: signed,
      order: [0, 1],
      start: 0,
      columns: 2,
      unitsPerRow: 2,
      scale,
      theme: 'dark',
    });
    const table = rampTable('signed', 'dark');
    const at = (value: number) => [
      ...table.subarray(tableEntry((value + 1) / 2) * 4, tableEntry((value + 1) / 2) * 4 + 4),
    ];
    expect(entryOf(pixels, 0)).toEqual(at(-0.9));
    expect(entryOf(pixels, 1)).toEqual(at(0.5));
  });

  test('what is no number is seen, even in a row that it shares', () => {
    const broken = { values: Float32Array.of(0.2, NaN), from: 0, steps: 1, hidden: 2 };
    const scale = channelScale('gate', 'fixed', broken);
    const pixels = heatmapPixels({
      of: broken,
      order: [0, 1],
      start: 0,
      columns: 1,
      unitsPerRow: 2,
      scale,
      theme: 'light',
    });
    expect(entryOf(pixels, 0)).toEqual([...NOT_A_NUMBER.light, 255]);
  });
});
