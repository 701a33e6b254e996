/**
 * A value of plain objects, lists, strings, numbers and typed arrays as JSON and its arrays. Storage and files write the
 * two parts in their own ways.
 */
import { ImportError } from '../limits/errors.ts';
import { MESSAGES } from '../limits/messages.ts';

/** The kinds of arrays that a packed value may hold. */
export type PackedArray = Float32Array | Float64Array | Int32Array | Uint8Array;

export interface PackedRecord {
  /** In it `{"$array": k}` stands for the array k. */
  readonly json: string;
  /** Each array once, however often it stands in the value. */
  readonly arrays: readonly PackedArray[];
}

const REFERENCE = '$array';

export function isPackedArray(value: unknown): value is PackedArray {
  return (
    value instanceof Float32Array ||
    value instanceof Float64Array ||
    value instanceof Int32Array ||
    value instanceof Uint8Array
  );
}

/** Arrays are taken by reference. Numbers must be finite: JSON has no others. */
export function packRecord(value: unknown): PackedRecord {
  const numbers = new Map<PackedArray, number>();
  const json = JSON.stringify(value, (_, part: unknown) => {
    if (!isPackedArray(part)) return part;
    const number = numbers.get(part) ?? numbers.size;
    numbers.set(part, number);
    return { [REFERENCE]: number };
  });
  return { json, arrays: [...numbers.keys()] };
}

/**
 * The value, still to be validated.
 *
 * @throws ImportError if the JSON is damaged or names an array that is not there
 */
export function unpackRecord({ json, arrays }: PackedRecord): unknown {
  try {
    return JSON.parse(json, (_, part: unknown) => {
      if (typeof part !== 'object' || part === null || !Object.hasOwn(part, REFERENCE)) return part;
      const array = arrays[(part as Record<string, unknown>)[REFERENCE] as number];
      if (!isPackedArray(array)) throw new RangeError('no such array');
      return array;
    });
  } catch {
    throw new ImportError(MESSAGES.recordDamaged());
  }
}

/**
 * A checksum of a string or an array: two 32-bit sums after FNV-1a, over the words of an array and over the code units of
 * a string. It finds damage; it is no protection against intent.
 */
export function checksum(part: string | PackedArray): string {
  let a = 0x811c9dc5;
  let b = 0x9e3779b9;
  const add = (word: number): void => {
    a = Math.imul(a ^ word, 0x01000193);
    b = Math.imul(b ^ (word >>> 16) ^ (word << 16), 0x85ebca6b) + 1;
  };
  if (typeof part === 'string') {
    for (let k = 0; k < part.length; k++) add(part.charCodeAt(k));
    add(part.length);
  } else {
    const isAligned = part.byteOffset % 4 === 0;
    const { buffer, byteOffset, byteLength } = isAligned ? part : part.slice();
    const whole = byteLength >> 2;
    const words = new Uint32Array(buffer, byteOffset, whole);
    for (let k = 0; k < whole; k++) add(words[k]!);
    const rest = new Uint8Array(buffer, byteOffset + 4 * whole, byteLength - 4 * whole);
    for (const byte of rest) add(byte);
    add(byteLength);
  }
  return [a, b].map((sum) => (sum >>> 0).toString(16).padStart(8, '0')).join('');
}
