import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect } from 'vitest';
import type { KernelBuild } from '../../../src/backends/wasm/kernelModule.ts';
import { type Kernels, startKernels } from '../../../src/backends/wasm/kernels.ts';

const root = new URL('../../../', import.meta.url);
execFileSync(process.execPath, [fileURLToPath(new URL('scripts/buildWasm.mjs', root))]);

/** The compiled kernels from their files: Node does not fetch those. */
export async function fromFile(build: KernelBuild): Promise<BufferSource> {
  const name = build === 'plain' ? 'kernels.wasm' : 'kernels.relaxed.wasm';
  return new Uint8Array(readFileSync(new URL(`src/backends/wasm/build/${name}`, root)));
}

/** The plain build, which Node runs without a flag. */
export const PLAIN = { build: 'plain', source: fromFile } as const;

/** The plain kernels, with those `K` of a cell, on a memory of so many pages of 64 KB, and that memory as floats. */
export async function bareKernels<K = object>(pages: number): Promise<{ kernels: Kernels & K; floats: Float32Array }> {
  const memory = new WebAssembly.Memory({ initial: pages, maximum: pages });
  const module = await WebAssembly.compile(await fromFile('plain'));
  return { kernels: (await startKernels(module, memory)) as Kernels & K, floats: new Float32Array(memory.buffer) };
}

export function largest(values: ArrayLike<number>): number {
  let max = 0;
  for (let k = 0; k < values.length; k++) max = Math.max(max, Math.abs(values[k]!));
  return max;
}

/** Largest |a − b|; NaN if any number is none. */
export function largestDifference(a: ArrayLike<number>, b: ArrayLike<number>): number {
  expect(a.length).toBe(b.length);
  let max = 0;
  for (let k = 0; k < a.length; k++) max = Math.max(max, Math.abs(a[k]! - b[k]!));
  return max;
}
