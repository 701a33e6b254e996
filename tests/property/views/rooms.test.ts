import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { KEY_NAME, KEY_ROW, keyHeight, keyPositions, namesFit } from '../../../src/draw/namePositions.ts';
import { modelRows } from '../../../src/draw/modelRows.ts';

describe('pictures of several models', () => {
  test('at 1440 three stand in a row, six in two rows, four two by two, and on a phone one below the other', () => {
    expect(modelRows(3, 1392, 24, 260)).toEqual({ perRow: 3, rows: 1, width: 448 });
    expect(modelRows(6, 1392, 24, 260)).toEqual({ perRow: 3, rows: 2, width: 448 });
    expect(modelRows(4, 1392, 24, 260)).toEqual({ perRow: 2, rows: 2, width: 684 });
    expect(modelRows(6, 358, 24, 260)).toEqual({ perRow: 1, rows: 6, width: 358 });
  });

  test('all have a place, none leaves the page, and none is narrower than it may be beside another', () => {
    const pages = fc.tuple(
      fc.integer({ min: 1, max: 6 }),
      fc.integer({ min: 248, max: 2600 }),
      fc.integer({ min: 0, max: 40 }),
    );
    fc.assert(
      fc.property(pages, ([count, page, gap]) => {
        const { perRow, rows, width } = modelRows(count, page, gap, 260);
        expect(perRow * rows).toBeGreaterThanOrEqual(count);
        expect(perRow * (rows - 1)).toBeLessThan(count);
        expect(perRow * width + gap * (perRow - 1)).toBeLessThanOrEqual(page);
        if (perRow > 1) expect(width).toBeGreaterThanOrEqual(260);
      }),
    );
  });
});

describe('the names of a chart’s lines', () => {
  test('stand at the lines’ ends only where none is wider than the room and all have their distance', () => {
    expect(namesFit([30, 40, 46], 46, 28, 14)).toBe(true);
    expect(namesFit([30, 40, 47], 46, 28, 14)).toBe(false);
    expect(namesFit([30, 40, 46], 46, 27, 14)).toBe(false);
    expect(namesFit([], 46, 0, 14)).toBe(true);
  });

  test('stand in a key without lying on one another or leaving it, unless one alone is wider', () => {
    const keys = fc.tuple(
      fc.array(fc.integer({ min: 5, max: 260 }), { minLength: 1, maxLength: 14 }),
      fc.integer({ min: 200, max: 1200 }),
    );
    fc.assert(
      fc.property(keys, ([widths, width]) => {
        const positions = keyPositions(widths, width);
        const ends = positions.map(({ x }, k) => x + KEY_NAME + widths[k]!);
        for (const [k, { x, row }] of positions.entries()) {
          if (x > 0) expect(ends[k]).toBeLessThanOrEqual(width);
          if (k > 0 && positions[k - 1]!.row === row) expect(x).toBeGreaterThan(ends[k - 1]!);
          expect((row + 1) * KEY_ROW).toBeLessThanOrEqual(keyHeight(positions));
        }
      }),
    );
  });
});
