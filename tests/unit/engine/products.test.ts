import { expect, test } from 'vitest';
import { addProduct, fillRows, matrix } from '../../../src/engine/products.ts';
import { createRandom } from '../../../src/engine/random.ts';

/** Sizes around every width that is computed at once, and around the block of 256 columns. */
const SIZES = [
  ...[1, 2, 3].flatMap((M) => Array.from({ length: 18 }, (_, k) => [M, k + 1, 5] as const)),
  [1, 13, 255],
  [1, 13, 256],
  [1, 13, 257],
  [3, 13, 600],
] as const;

/** The sum in the order in which it is defined: within blocks of 256 columns, block by block. */
function element(a: Float64Array, b: Float64Array, before: number): number {
  let sum = before;
  for (let start = 0; start < a.length; start += 256) {
    let part = 0;
    for (let k = start; k < Math.min(start + 256, a.length); k++) part += a[k]! * b[k]!;
    sum += part;
  }
  return sum;
}

test.each(SIZES)('a product of %i rows, %i columns and %i terms is that of its definition, bit for bit', (M, N, K) => {
  const random = createRandom(M + 100 * N, 'product');
  const [aStride, bStride, cStride] = [K + 2, K + 1, N + 3];
  const filled = (length: number): Float64Array => Float64Array.from({ length }, () => random.uniform() - 0.5);
  const [a, b, c] = [filled(3 + M * aStride), filled(1 + N * bStride), filled(2 + M * cStride)];
  const expected = c.slice();
  for (let m = 0; m < M; m++) {
    for (let n = 0; n < N; n++) {
      const [row, column] = [3 + m * aStride, 1 + n * bStride];
      const at = 2 + m * cStride + n;
      expected[at] = element(a.subarray(row, row + K), b.subarray(column, column + K), c[at]!);
    }
  }
  addProduct(M, N, K, matrix(a, 3, aStride), matrix(b, 1, bStride), matrix(c, 2, cStride));
  expect(c).toEqual(expected);
});

test.each([0, 1, 2, 3, 4, 5, 7, 8, 9, 33])('%i rows are filled, and nothing beside them', (count) => {
  const rows = new Float64Array(2 + count * 3 + 2).fill(7);
  fillRows(count, 3, Float64Array.of(1, 2, 3, 4), rows, 2);
  expect([...rows]).toEqual([7, 7, ...Array.from({ length: count }, () => [1, 2, 3]).flat(), 7, 7]);
});
