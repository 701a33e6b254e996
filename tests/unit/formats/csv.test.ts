import { expect, test } from 'vitest';
import { writeCsv } from '../../../src/formats/csv.ts';

const text = (rows: Parameters<typeof writeCsv>[0]): string => new TextDecoder().decode(writeCsv(rows));

test('cells with commas, quotes or line breaks are quoted, and lines end with CR LF', () => {
  expect(text([['a,b', 'say "x"', 'two\nlines', 'plain'], []])).toBe('"a,b","say ""x""","two\nlines",plain\r\n\r\n');
});

test.each(['=1+1', '+1', '-1', '@SUM(A1)', '\tx'])('a text that a spreadsheet would run is defused: %j', (cell) => {
  expect(text([[cell]])).toBe(`'${cell}\r\n`);
});

test('a formula with a comma is defused inside its quotes', () => {
  expect(text([['=A1,"b"']])).toBe('"\'=A1,""b"""\r\n');
});

test('numbers keep their sign and all their digits; what is none is empty', () => {
  expect(text([[-0.1, 1 / 3, null, NaN, Infinity]])).toBe('-0.1,0.3333333333333333,,,\r\n');
});
