import { expect, test } from 'vitest';
import { writeCsv } from '../../../src/formats/csv.ts';

const text = (rows: Parameters<typeof writeCsv>[0]): string => new TextDecoder().decode(writeCsv(rows));

test('the file begins with a byte-order mark, and only once', () => {
  const bytes = writeCsv([['Zoë', '한국어', 'שלום']]);
  expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
  expect(text([['Zoë', '한국어', 'שלום']])).toBe('Zoë,한국어,שלום\r\n');
  expect([...writeCsv([])]).toEqual([0xef, 0xbb, 0xbf]);
});

test('cells with commas, quotes or line breaks are quoted, and lines end with CR LF', () => {
  expect(text([['a,b', 'say "x"', 'two\nlines', 'plain'], []])).toBe('"a,b","say ""x""","two\nlines",plain\r\n\r\n');
});

test.each(['=1+1', '+1', '-1', '@SUM(A1)', '\tx', '＝1+1', '＠A1'])(
  'a text that a spreadsheet would run is defused: %j',
  (cell) => {
    expect(text([[cell]])).toBe(`'${cell}\r\n`);
  },
);

test('a formula with a comma is defused inside its quotes', () => {
  expect(text([['=A1,"b"']])).toBe('"\'=A1,""b"""\r\n');
});

test('a text that begins with a line break is defused too', () => {
  expect(text([['\n=1+1']])).toBe('"\'\n=1+1"\r\n');
});

test('numbers stand without digit grouping, as machines read them', () => {
  expect(text([[3226555, -1234567.5, 1e21]])).toBe('3226555,-1234567.5,1e+21\r\n');
});

test('numbers keep their sign and all their digits; what is none is empty', () => {
  expect(text([[-0.1, 1 / 3, null, NaN, Infinity]])).toBe('-0.1,0.3333333333333333,,,\r\n');
});
