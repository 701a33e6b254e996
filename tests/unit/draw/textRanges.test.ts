import { expect, test } from 'vitest';
import { spanColumns } from '../../../src/draw/spanColumns.ts';
import { rangeOutline, rangeUnderlines } from '../../../src/draw/textRanges.ts';

// Symbols 0–4, 5–6 and 7–9 on three lines.
const grid = {
  lines: [
    { from: 0, to: 5 },
    { from: 5, to: 7 },
    { from: 7, to: 10 },
  ],
  lineHeight: 10,
  columnWidth: 4,
  gutter: 100,
};

test('a range inside one line has a frame on four sides', () => {
  expect(rangeOutline(grid, { from: 1, to: 3 })).toBe('M104 0V10M112 0V10M104 0H112M104 10H112');
});

test('a range over several lines has no edge where it goes on in the next line', () => {
  // Symbols 3, 4 | 5, 6 | 7: the second line is left of the first, the third is a part of the second.
  expect(rangeOutline(grid, { from: 3, to: 8 })).toBe(
    [
      'M112 0V10M120 0V10M112 0H120M112 10H120',
      'M100 10V20M108 10V20M100 10H108M104 20H108',
      'M100 20V30M104 20V30M100 30H104',
    ].join(''),
  );
});

test('what lies outside of the text is not drawn', () => {
  expect(rangeOutline(grid, { from: -5, to: 1 })).toBe('M100 0V10M104 0V10M100 0H104M100 10H104');
  expect(rangeOutline(grid, { from: 10, to: 20 })).toBe('');
  expect(rangeOutline({ ...grid, lines: [] }, { from: 0, to: 3 })).toBe('');
});

test('a line lies under every part of every range', () => {
  expect(
    rangeUnderlines(
      grid,
      [
        { from: 4, to: 6 },
        { from: 20, to: 25 },
        { from: 9, to: 12 },
      ],
      2,
    ),
  ).toBe('M116 8H120V10H116ZM100 18H104V20H100ZM108 28H112V30H108Z');
});

test('a unit on a selection is drawn with a gap at either end, characters equally wide where there is room', () => {
  const rows = { values: Float32Array.from([9, 1, 2, 3, 8, 7]), hidden: 1, before: 1, length: 3, after: 2 };
  const columns = [...spanColumns(rows, 0, 1, 14)];
  expect(columns).toEqual([9, 9, NaN, NaN, 1, 1, 2, 2, 3, 3, NaN, NaN, 8, 8]);
  expect([...spanColumns({ ...rows, before: 0, after: 0, length: 6 }, 0, 1, 6)]).toEqual([9, 1, 2, 3, 8, 7]);
});

test('a long selection shares its pixels and leaves two to each character beside it', () => {
  const rows = {
    values: Float32Array.from({ length: 1002 }, (_, t) => t),
    hidden: 1,
    before: 1,
    length: 1000,
    after: 1,
  };
  const columns = [...spanColumns(rows, 0, 6, 28)];
  expect(columns.slice(0, 4)).toEqual([0, 0, NaN, NaN]);
  expect(columns.slice(4, 24)).toEqual(Array.from({ length: 20 }, (_, x) => 1 + 50 * x + 24.5));
  expect(columns.slice(24)).toEqual([NaN, NaN, 1001, 1001]);
});
