import { expect, test } from 'vitest';
import { validationError, formatSetting } from '../../../src/views/ui/validation.ts';

test('a number outside its range, a fraction and nothing are refused with the range; the ends are allowed', () => {
  const units = { min: 0, max: 63, integer: true };
  expect(validationError('Unit', '63', units)).toBeNull();
  expect(validationError('Unit', '0', units)).toBeNull();
  for (const typed of ['64', '-1', '1.5', '', ' ', 'e']) {
    expect(validationError('Unit', typed, units)).toBe('Unit must be a whole number from 0 to 63.');
  }
});

test('the digits of whole numbers are grouped in a complaint, fractions are left as they are', () => {
  expect(validationError('Seed', '-1', { min: 0, max: 2 ** 32 - 1, integer: true })).toBe(
    'Seed must be a whole number from 0 to 4,294,967,295.',
  );
  expect(validationError('Clip', '0', { min: 1e-6, max: 1e6, integer: false })).toBe(
    'Clip must be a number from 0.000001 to 1,000,000.',
  );
  expect([-20, 0.999999, 1000].map(formatSetting)).toEqual(['-20', '0.999999', '1,000']);
});
