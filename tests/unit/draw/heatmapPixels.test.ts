import { describe, expect, test } from 'vitest';
import * as fc from 'fast-check';
import { channelScale, SCALE_MODES, type ColourScale } from '../../../src/draw/channelScale.ts';
import { heatmapPixels, type HeatmapRequest } from '../../../src/draw/heatmapPixels.ts';
import { gradientScale } from '../../../src/draw/gradientScale.ts';
import { columnOf, columnCount } from '../../../src/draw/timeColumns.ts';
import { NOT_A_NUMBER, rampTable, tableEntry, type RampName } from '../../../src/draw/ramps.ts';

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
    const { data: pixels } = heatmapPixels({
      of,
      order: Int32Array.of(2, 0, 1),
      view: { from: 1, to: 3 },
      stepsPerColumn: 1,
      unitsPerRow: 1,
      scale: gate,
      theme: 'light',
    });
    expect(pixels).toHaveLength(3 * 2 * 4);
    const wanted = [0.9, 0.8, 0.1, 0.2, 0.6, 0.7];
    wanted.forEach((value, at) => expect(entryOf(pixels, at)).toEqual(colour(Math.fround(value))));
  });

  test('only the units in the order have a row', () => {
    const request = {
      of,
      view: { from: 0, to: 2 },
      stepsPerColumn: 1,
      unitsPerRow: 1,
      scale: gate,
      theme: 'light',
    } as const;
    const { data: pixels, rows } = heatmapPixels({ ...request, order: Int32Array.of(2, 1) });
    expect(rows).toBe(2);
    expect(pixels).toHaveLength(2 * 2 * 4);
    const wanted = [1, 0.9, 0.5, 0.6];
    wanted.forEach((value, at) => expect(entryOf(pixels, at)).toEqual(colour(Math.fround(value))));
  });

  test('gates that share a row of pixels show their mean', () => {
    const { data: pixels } = heatmapPixels({
      of,
      order: [0, 1, 2],
      view: { from: 0, to: 1 },
      stepsPerColumn: 1,
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
    const { data: pixels } = heatmapPixels({
      of: signed,
      order: [0, 1],
      view: { from: 0, to: 2 },
      stepsPerColumn: 1,
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
    const { data: pixels } = heatmapPixels({
      of: broken,
      order: [0, 1],
      view: { from: 0, to: 1 },
      stepsPerColumn: 1,
      unitsPerRow: 2,
      scale,
      theme: 'light',
    });
    expect(entryOf(pixels, 0)).toEqual([...NOT_A_NUMBER.light, 255]);
  });

  test('a unit that is flipped takes the colour of its value with the other sign, a gate never', () => {
    const signed = { values: Float32Array.of(0.4, -0.9), from: 0, steps: 1, hidden: 2 };
    const common = {
      order: [0, 1],
      signs: [1, -1],
      view: { from: 0, to: 1 },
      stepsPerColumn: 1,
      unitsPerRow: 1,
    } as const;
    const request = { ...common, of: signed, scale: channelScale('signed', 'fixed', signed), theme: 'light' } as const;
    const table = rampTable('signed', 'light');
    expect(entryOf(heatmapPixels(request).data, 1)).toEqual([...table.subarray(tableEntry(0.95) * 4).subarray(0, 4)]);
    const gates = { values: Float32Array.of(0.4, 0.9), from: 0, steps: 1, hidden: 2 };
    const gated = { ...common, of: gates, scale: gate, theme: 'light' } as const;
    expect(entryOf(heatmapPixels(gated).data, 1)).toEqual(colour(Math.fround(0.9)));
  });

  test('what is not kept of a trace is empty ground, and a column that is kept in part shows what there is', () => {
    const kept = { values: Float32Array.of(0.25, 0.75), from: 3, steps: 8, hidden: 1 };
    const { data: pixels } = heatmapPixels({
      of: kept,
      order: [0],
      view: { from: 0, to: 8 },
      stepsPerColumn: 2,
      unitsPerRow: 1,
      scale: gate,
      theme: 'light',
    });
    expect(entryOf(pixels, 0)).toEqual([0, 0, 0, 0]);
    expect(entryOf(pixels, 1)).toEqual(colour(0.25));
    expect(entryOf(pixels, 2)).toEqual(colour(0.75));
    expect(entryOf(pixels, 3)).toEqual([0, 0, 0, 0]);
  });

  test('every pixel is what counting value by value says, under every scale and however many share it', () => {
    const value = fc.oneof(
      fc.double({ min: -3, max: 3, noNaN: true }),
      fc.constantFrom(0, NaN, Infinity, -Infinity, 1e-20),
    );
    const scenes = fc.record({
      hidden: fc.integer({ min: 1, max: 5 }),
      steps: fc.integer({ min: 1, max: 14 }),
      range: fc.constantFrom('gate', 'signed', 'unbounded', 'positive', 'gradient'),
      mode: fc.constantFrom(...SCALE_MODES),
      unitsPerRow: fc.integer({ min: 1, max: 3 }),
      shared: fc.constantFrom(1, 2, 3, 1.4, 2.75),
      start: fc.integer({ min: 0, max: 6 }),
    });
    fc.assert(
      fc.property(scenes, fc.infiniteStream(value), (scene, stream) => {
        const { hidden, steps, range, mode, unitsPerRow, shared, start } = scene;
        const values = Float32Array.from({ length: hidden * (start + steps) }, () => stream.next().value as number);
        const some = { values, from: 0, steps: start + steps, hidden };
        const scale = range === 'gradient' ? gradientScale(1) : channelScale(range as 'gate', mode, some);
        const order = Array.from({ length: hidden }, (_, j) => hidden - 1 - j);
        if (hidden > 2) [order[0], order[1]] = [order[1], order[0]];
        const request: HeatmapRequest = {
          of: some,
          order,
          view: { from: start, to: start + steps },
          stepsPerColumn: shared,
          unitsPerRow,
          scale,
          theme: 'dark',
        };
        const { data: pixels } = heatmapPixels(request);
        const columns = columnCount(request.view, shared);
        const rows = Math.ceil(hidden / unitsPerRow);
        expect(pixels).toHaveLength(rows * columns * 4);
        for (let row = 0; row < rows; row++) {
          for (let column = 0; column < columns; column++) {
            const position = bruteForce(request, row, column);
            const seen = entryOf(pixels, row * columns + column);
            const wanted = Number.isNaN(position)
              ? [[...NOT_A_NUMBER.dark, 255]]
              : [-1e-6, 0, 1e-6].map((by) => colourAt(scale.ramp, position + by));
            expect(wanted).toContainEqual(seen);
          }
        }
      }),
      { numRuns: 300 },
    );
  });
});

function colourAt(ramp: RampName, position: number): number[] {
  const entry = tableEntry(position) * 4;
  return [...rampTable(ramp, 'dark').subarray(entry, entry + 4)];
}

/** Place of a pixel, by asking the scale about every value that shares it. */
function bruteForce(request: HeatmapRequest, row: number, column: number): number {
  const { of: some, order, view, stepsPerColumn, unitsPerRow, scale } = request;
  const inColumn = Array.from({ length: view.to - view.from }, (_, k) => view.from + k).filter(
    (t) => columnOf(t, stepsPerColumn) - columnOf(view.from, stepsPerColumn) === column,
  );
  const units = Array.from({ length: some.hidden }, (_, k) => k).filter((k) => Math.floor(k / unitsPerRow) === row);
  const positions = units.map((k) => {
    const own = inColumn.map((t) => some.values[t * some.hidden + order[k]]);
    return scale.position(together(own, scale), order[k]);
  });
  if (positions.some(Number.isNaN)) return NaN;
  if (scale.shares === 'mean') return positions.reduce((sum, position) => sum + position, 0) / positions.length;
  const distance = (position: number) => (scale.signed ? Math.abs(position - 0.5) : position);
  return positions.reduce((best, position) => (distance(position) > distance(best) ? position : best));
}

function together(values: readonly number[], scale: ColourScale): number {
  if (values.some(Number.isNaN)) return NaN;
  if (scale.shares === 'mean') return values.reduce((sum, value) => sum + value, 0) / values.length;
  return values.reduce((best, value) => (Math.abs(value) > Math.abs(best) ? value : best));
}
