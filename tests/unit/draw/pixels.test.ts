import { expect, test } from 'vitest';
import { rowPixels } from '../../../src/draw/pixels.ts';
import { rampTable, tableEntry } from '../../../src/draw/ramps.ts';

test('a row of pixels takes its colours from the ramp and is transparent where there is nothing', () => {
  const { data, columns, rows } = rowPixels([0, Number.NaN, 1, 7], 'gate', 'light');
  expect([columns, rows]).toEqual([4, 1]);
  const table = rampTable('gate', 'light');
  const colour = (x: number) => [...table.subarray(tableEntry(x) * 4, tableEntry(x) * 4 + 4)];
  expect([...data]).toEqual([...colour(0), 0, 0, 0, 0, ...colour(1), ...colour(1)]);
});
