import { expect, test } from 'vitest';
import { complaint } from '../../../src/views/complaint.ts';

test('a number outside its range, a fraction and nothing are refused with the range; the ends are allowed', () => {
  const units = { min: 0, max: 63, integer: true };
  expect(complaint('Unit', '63', units)).toBeNull();
  expect(complaint('Unit', '0', units)).toBeNull();
  for (const typed of ['64', '-1', '1.5', '', ' ', 'e']) {
    expect(complaint('Unit', typed, units)).toBe('Unit must be a whole number from 0 to 63.');
  }
});
