import { expect, test } from 'vitest';
import {
  describeAround,
  describeOn,
  formatPercent,
  shortPiece,
  formatShare,
  sideNames,
} from '../../../src/views/find/describeMatch.ts';

test('what counts as on is said in values, also of a shut gate', () => {
  expect(describeOn('signed', 'h', { side: 'both', on: 0.3 })).toBe('h ≥ 0.30 or h ≤ −0.30');
  expect(describeOn('gate', 'f', { side: 'low', on: 0.9 })).toBe('f ≤ 0.10');
  expect(describeOn('unbounded', 'c', { side: 'high', on: 2 })).toBe('c ≥ 2.00');
  expect(sideNames('gate').map(([, name]) => name)).toEqual(['Open', 'Shut', 'Either']);
});

test('what is asked around the selection is said as one reads it', () => {
  expect(describeAround({ before: 0, after: 0 })).toBe('');
  expect(describeAround({ before: 1, after: 1 })).toBe('off on the character before it and after it');
  expect(describeAround({ before: 3, after: 3 })).toBe('off on the 3 characters before it and after it');
  expect(describeAround({ before: 0, after: 2 })).toBe('off on the 2 characters after it');
  expect(describeAround({ before: 2, after: 1 })).toBe('off on the 2 characters before it and the character after it');
  expect([formatShare(1), formatShare(0.8)]).toEqual(['all of the selection', '80 % of the selection']);
});

test('a long piece of text loses its middle, never its ends', () => {
  expect(shortPiece([...'a b\n'])).toEqual([...'a b\n']);
  expect(shortPiece([...'abcdefghij'], 10)).toEqual([...'abcdefghij']);
  expect(shortPiece([...'abcdefghijk'], 10)).toEqual([...'abcdef…ijk']);
});

test('a share that is not nothing never reads as nothing', () => {
  expect([0, 0.000001, 0.0043, 0.1234, 1].map(formatPercent)).toEqual([
    '0 %',
    '< 0.01 %',
    '0.43 %',
    '12.3 %',
    '100.0 %',
  ]);
});
