/** Products that are so large that they are done in parts: the same bits, and signs of life on the way. */
import { afterEach, describe, expect, it } from 'vitest';
import { startKernels, scratchFloats, type Kernels } from '../../../src/backends/wasm/kernels.ts';
import { onPulse } from '../../../src/engine/pulse.ts';
import { fromFile } from './support.ts';

afterEach(() => onPulse(null));

const [N, K] = [64, 256];
/** 2e8 multiplications in one go are 12,192 rows; so many are two parts, the second with what is left over. */
const M = 30_011;
const OUTER = { M: 12_288, N: 8, K: 4100 };

interface Bench {
  /** As the page uses them, and as they are. */
  readonly kernels: Kernels;
  readonly bare: Kernels;
  readonly floats: Float32Array;
}

async function bench(pages: number): Promise<Bench> {
  const memory = new WebAssembly.Memory({ initial: pages, maximum: pages });
  const module = await WebAssembly.compile(await fromFile('plain'));
  const env = { memory, abort: () => undefined };
  const { exports } = await WebAssembly.instantiate(module, { env });
  return {
    kernels: await startKernels(module, memory),
    bare: exports as unknown as Kernels,
    floats: new Float32Array(memory.buffer),
  };
}

/** Hands out places of so many floats. */
function offsets(): (count: number) => number {
  let end = 1 << 16;
  return (count) => {
    const at = end;
    end += Math.ceil((4 * count) / 64) * 64;
    return at;
  };
}

/** Numbers from −1 to 1 without a pattern, of which tens of millions are made. */
const fill = (floats: Float32Array, at: number, count: number, seed: number): void => {
  const from = at / 4;
  for (let k = 0; k < count; k++) floats[from + k] = Math.imul(k + seed, 0x9e3779b1) / 2 ** 31;
};

/** How many numbers are not the same; NaN is none. */
function differences(found: Float32Array, expected: Float32Array): number {
  expect(found.length).toBe(expected.length);
  let count = 0;
  for (let k = 0; k < found.length; k++) if (!(found[k] === expected[k])) count++;
  return count;
}

function signsOf(compute: () => void): number {
  let signs = 0;
  onPulse(() => void signs++);
  compute();
  onPulse(null);
  return signs;
}

describe('a large product', () => {
  it('with an init for every row is bit for bit the one in one go', async () => {
    const { kernels, bare, floats } = await bench(1200);
    const offset = offsets();
    const [A, panels, init, C, scratch] = [
      offset(M * K),
      offset(N * K),
      offset(M * N),
      offset(M * N),
      offset(scratchFloats(K)),
    ];
    const rows = offset(M);
    const memory = new Uint32Array(floats.buffer);
    fill(floats, A, M * K, 1);
    fill(floats, panels, N * K, 2);
    fill(floats, init, M * N, 3);
    // Rows in another order than they stand in.
    for (let m = 0; m < M; m++) memory[rows / 4 + m] = init + 4 * N * ((m * 7) % M);
    for (const [rowsAt, initAt, ldi] of [
      [0, init, N],
      [rows, 0, 0],
    ] as const) {
      bare.product(M, N, K, A, K, panels, rowsAt, initAt, ldi, C, N, scratch);
      const expected = floats.slice(C / 4, C / 4 + M * N);
      floats.fill(0, C / 4, C / 4 + M * N);
      const signs = signsOf(() => kernels.product(M, N, K, A, K, panels, rowsAt, initAt, ldi, C, N, scratch));
      expect(differences(floats.subarray(C / 4, C / 4 + M * N), expected)).toBe(0);
      expect(signs).toBe(2);
    }
  });

  it('over positions is bit for bit the one in one go', async () => {
    const { kernels, bare, floats } = await bench(3400);
    const { M: rows, N: columns, K: positions } = OUTER;
    const offset = offsets();
    const [A, panels, C, scratch] = [
      offset(rows * positions),
      offset(columns * positions),
      offset(rows * columns),
      offset(scratchFloats(256)),
    ];
    fill(floats, A, rows * positions, 4);
    fill(floats, panels, columns * positions, 5);
    const run = (of: Kernels): Float32Array => {
      fill(floats, C, rows * columns, 6);
      of.addOuterProduct(rows, columns, positions, A, rows, panels, positions, C, columns, scratch);
      return floats.slice(C / 4, C / 4 + rows * columns);
    };
    const expected = run(bare);
    let found: Float32Array = new Float32Array(0);
    const signs = signsOf(() => {
      found = run(kernels);
    });
    expect(differences(found, expected)).toBe(0);
    expect(signs).toBe(2);
  });
});
