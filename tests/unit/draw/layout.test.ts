import { describe, expect, test } from 'vitest';
import { mapHeight, numberedRows, rowAt, rowMiddle, stackHeights } from '../../../src/draw/mapLayout.ts';
import { lineOf, wrapText } from '../../../src/draw/wrapText.ts';

describe('heights of maps', () => {
  test('every unit gets the same whole number of pixels', () => {
    expect(mapHeight(64, 200, 8)).toEqual({ pixelsPerRow: 3, unitsPerRow: 1, height: 192 });
    expect(mapHeight(8, 200, 8)).toEqual({ pixelsPerRow: 8, unitsPerRow: 1, height: 64 });
  });

  test('without a pixel for each unit, the same whole number of units shares each pixel', () => {
    expect(mapHeight(256, 100, 8)).toEqual({ pixelsPerRow: 1, unitsPerRow: 3, height: 86 });
  });

  test.each([
    [6, 64, 456],
    [6, 64, 700],
    [6, 128, 456],
    [4, 256, 500],
    [1, 64, 560],
  ])(
    'a stack of %i maps of %i units fits into %i pixels, the selected one at least as tall as the others',
    (maps, hidden, room) => {
      const { selected, other } = stackHeights(maps, hidden, room);
      expect(selected.height + (maps - 1) * other.height).toBeLessThanOrEqual(room);
      expect(selected.height).toBeGreaterThanOrEqual(other.height);
      expect(selected.unitsPerRow).toBeLessThanOrEqual(other.unitsPerRow);
    },
  );

  test('every row has its number where numbers have room, and as many as have room elsewhere', () => {
    expect(numberedRows(mapHeight(4, 48, 12), 4, 2)).toEqual([0, 1, 2, 3]);
    expect(numberedRows(mapHeight(9, 45, 12), 9, 4)).toEqual([0, 2, 4, 6, 8]);
    // The selected unit's number stands, and the others keep away from it.
    expect(numberedRows(mapHeight(9, 45, 12), 9, 3)).toEqual([0, 3, 6, 8]);
    expect(numberedRows(mapHeight(64, 32, 12), 64, 50)).toEqual([0, 20, 50]);
  });

  test('a pointer finds the row whose middle it is at', () => {
    for (const map of [mapHeight(64, 200, 8), mapHeight(64, 64, 8), mapHeight(200, 100, 8)]) {
      for (const row of [0, 7 * map.unitsPerRow, 20 * map.unitsPerRow]) {
        expect(rowAt(map, 200, rowMiddle(map, row))).toBe(row);
      }
    }
    expect(rowAt(mapHeight(64, 64, 8), 64, 900)).toBe(63);
    expect(rowAt(mapHeight(64, 64, 8), 64, -5)).toBe(0);
  });
});

describe('text in lines', () => {
  const wrap = (text: string, columns: number) =>
    wrapText(text.length, (t) => text[t], columns).map(({ from, to }) => text.slice(from, to));

  test('a newline ends its line and stands at its end', () => {
    expect(wrap('ab\n\ncd', 10)).toEqual(['ab\n', '\n', 'cd']);
  });

  test('a long line breaks after its last space, or where it is full', () => {
    expect(wrap('the quick fox', 6)).toEqual(['the ', 'quick ', 'fox']);
    expect(wrap('abcdefgh', 3)).toEqual(['abc', 'def', 'gh']);
  });

  test('no line is too long and every character is in exactly one line', () => {
    const text = 'for (i = 0; i < somethingVeryLong; i++) {\n  x = y;\n}\n'.repeat(20);
    for (const columns of [1, 2, 7, 19, 200]) {
      const lines = wrapText(text.length, (t) => text[t], columns);
      expect(lines.map(({ from, to }) => text.slice(from, to)).join('')).toBe(text);
      for (let t = 0; t < text.length; t += 13) {
        const line = lines[lineOf(lines, t)];
        expect(t).toBeGreaterThanOrEqual(line.from);
        expect(t).toBeLessThan(line.to);
      }
      for (const { from, to } of lines)
        expect(text.slice(from, to).replace('\n', '').length).toBeLessThanOrEqual(columns);
    }
  });

  test('a place outside the text is in no line', () => {
    expect(
      lineOf(
        wrapText(3, () => 'a', 2),
        3,
      ),
    ).toBe(-1);
    expect(lineOf([], 0)).toBe(-1);
  });
});
