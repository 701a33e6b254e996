/** Counts how much memory code asks for at once. */
import { afterAll, beforeAll } from 'vitest';

/** The most that a reader may ask for at once. */
export const MOST_BYTES = 64 * 1024 * 1024;

const KINDS = [
  'ArrayBuffer',
  'Uint8Array',
  'Uint16Array',
  'Uint32Array',
  'Int32Array',
  'Float32Array',
  'Float64Array',
] as const;

export interface Allocations {
  /** The largest number of bytes that was asked for. */
  largest: number;
}

/** Counts every typed array that is made by its constructor while the tests of a file run. */
export function countAllocations(): Allocations {
  const seen: Allocations = { largest: 0 };
  const originals = Object.fromEntries(KINDS.map((kind) => [kind, globalThis[kind]]));
  beforeAll(() => {
    for (const kind of KINDS) {
      Reflect.set(
        globalThis,
        kind,
        new Proxy(globalThis[kind], {
          construct(target, args, self) {
            const [length] = args as unknown[];
            const size = 'BYTES_PER_ELEMENT' in target ? target.BYTES_PER_ELEMENT : 1;
            if (typeof length === 'number') seen.largest = Math.max(seen.largest, length * size);
            return Reflect.construct(target, args, self) as object;
          },
        }),
      );
    }
  });
  afterAll(() => {
    for (const kind of KINDS) Reflect.set(globalThis, kind, originals[kind]);
  });
  return seen;
}
