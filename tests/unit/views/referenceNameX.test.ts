import { expect, it } from 'vitest';
import { referenceNameX } from '../../../src/views/compare/referenceNameX.ts';

it.each([
  ['right of its line', 100, undefined, 105],
  ['also where the other line is left of it', 100, 90, 105],
  ['also where the other line is beyond the name', 100, 156, 105],
  ['left of its line where the other would go through it', 100, 130, 45],
  ['right of the other where there is no room at the left', 40, 60, 65],
  ['left of its line where it would end beyond the plot', 251, undefined, 196],
  ['right of its line where it just fits', 245, undefined, 250],
  ['left of its line where it would end beyond the plot, whatever the other line', 251, 20, 196],
])('the name of a vertical line is %s', (_, at, mark, left) => {
  expect(referenceNameX(at, 50, 300, mark)).toBe(left);
});
