import { describe, expect, it } from 'vitest';
import { type NamedTensor, readSafetensors, writeSafetensors } from '../../../src/formats/safetensors.ts';
import { ExportError, ImportError, ShapeError } from '../../../src/limits/errors.ts';
import { MAX_FILE_BYTES } from '../../../src/limits/limits.ts';

/** A file with the header given as text or bytes, and some data behind it. */
function file(header: string | Uint8Array, data: Uint8Array = new Uint8Array(0), length?: bigint): Uint8Array {
  const text = typeof header === 'string' ? new TextEncoder().encode(header) : header;
  const bytes = new Uint8Array(8 + text.length + data.length);
  new DataView(bytes.buffer).setBigUint64(0, length ?? BigInt(text.length), true);
  bytes.set(text, 8);
  bytes.set(data, 8 + text.length);
  return bytes;
}

const one = (fields: string, data = new Uint8Array(8)): Uint8Array => file(`{"w":{${fields}}}`, data);
const good = '"dtype":"F32","shape":[2],"data_offsets":[0,8]';

it('a file is read from any kind of byte array, Node’s Buffer too', () => {
  const bytes = writeSafetensors([{ name: 'w', dtype: 'F32', shape: [2], data: Float32Array.of(3, -4) }], {});
  const padded = new Uint8Array(bytes.length + 3);
  padded.set(bytes, 3);
  for (const given of [bytes, Buffer.from(bytes), padded.subarray(3)]) {
    expect([...readSafetensors(given).tensors.get('w')!.data]).toEqual([3, -4]);
  }
});

describe('writeSafetensors', () => {
  it('writes these very bytes for one small tensor', () => {
    const bytes = writeSafetensors([{ name: 'w', dtype: 'F32', shape: [1, 2], data: Float32Array.of(1, -2) }], {
      a: 'b',
    });
    const header = '{"__metadata__":{"a":"b"},"w":{"dtype":"F32","shape":[1,2],"data_offsets":[0,8]}}';
    expect(header.length).toBe(81);
    expect([...bytes.subarray(0, 8)]).toEqual([88, 0, 0, 0, 0, 0, 0, 0]);
    expect(new TextDecoder().decode(bytes.subarray(8, 96))).toBe(`${header}       `);
    expect([...bytes.subarray(96)]).toEqual([0, 0, 0x80, 0x3f, 0, 0, 0, 0xc0]);
  });

  it('keeps the order given, also of names that look like numbers, and any text in the metadata', () => {
    const tensors = ['10', '2', 'a', '__proto__', '한'].map((name, k): NamedTensor => {
      return { name, dtype: 'I32', shape: [1], data: Int32Array.of(k) };
    });
    const metadata = JSON.parse('{"2":"zwei","1":"\\n\\"😀\\"","__proto__":"x"}') as Record<string, string>;
    const bytes = writeSafetensors(tensors, metadata);
    const back = readSafetensors(bytes);
    const header = new TextDecoder().decode(bytes);
    expect(['"10":', '"2":{', '"a":', '"__proto__":{', '"한":'].map((key) => header.indexOf(key))).toSatisfy(
      (at: number[]) => at.every((position, k) => position > (at[k - 1] ?? 0)),
    );
    expect(new Map([...back.tensors].map(([name, { data }]) => [name, data[0]]))).toEqual(
      new Map([
        ['10', 0],
        ['2', 1],
        ['a', 2],
        ['__proto__', 3],
        ['한', 4],
      ]),
    );
    expect(back.metadata).toEqual(
      new Map([
        ['2', 'zwei'],
        ['1', '\n"😀"'],
        ['__proto__', 'x'],
      ]),
    );
  });

  it('refuses data that contradict their shape, and one name used twice', () => {
    const w: NamedTensor = { name: 'w', dtype: 'F32', shape: [2, 3], data: new Float32Array(5) };
    expect(() => writeSafetensors([w], {})).toThrow(ShapeError);
    const ok = { ...w, data: new Float32Array(6) };
    expect(() => writeSafetensors([ok, ok], {})).toThrow(ShapeError);
    expect(() => writeSafetensors([{ ...ok, name: '__metadata__' }], {})).toThrow(ShapeError);
  });

  it('refuses to write more than 512 MB before making the array', () => {
    const data = new Float32Array(2 ** 25);
    const tensors = [...'abcde'].map((name): NamedTensor => ({ name, dtype: 'F32', shape: [data.length], data }));
    expect(() => writeSafetensors(tensors, {})).toThrow(ExportError);
  });
});

describe('readSafetensors', () => {
  it('gives back every value bit for bit, of each type, from views and from odd places in a buffer', () => {
    const backing = Float32Array.of(9, Math.fround(0.1), -0, 1e-45, 3.4e38, 9);
    const bytes = writeSafetensors(
      [
        { name: 'f', dtype: 'F32', shape: [2, 2], data: backing.subarray(1, 5) },
        { name: 'empty', dtype: 'F32', shape: [0, 3], data: new Float32Array(0) },
        { name: 'i', dtype: 'I32', shape: [3], data: Int32Array.of(-1, 2 ** 31 - 1, -(2 ** 31)) },
        { name: 'd', dtype: 'F64', shape: [], data: Float64Array.of(Math.PI) },
      ],
      {},
    );
    const shifted = new Uint8Array(bytes.length + 3);
    shifted.set(bytes, 3);
    const { tensors, nonFinite } = readSafetensors(shifted.subarray(3));
    expect([...tensors.keys()]).toEqual(['f', 'empty', 'i', 'd']);
    expect(tensors.get('f')).toEqual({ dtype: 'F32', shape: [2, 2], data: Float32Array.of(0.1, -0, 1e-45, 3.4e38) });
    expect(tensors.get('empty')).toEqual({ dtype: 'F32', shape: [0, 3], data: new Float32Array(0) });
    expect(tensors.get('i')).toEqual({ dtype: 'I32', shape: [3], data: Int32Array.of(-1, 2147483647, -2147483648) });
    expect(tensors.get('d')).toEqual({ dtype: 'F64', shape: [], data: Float64Array.of(Math.PI) });
    expect(nonFinite).toEqual([]);
  });

  it('copies, so that the file may be changed afterwards', () => {
    const bytes = one(good);
    const { tensors } = readSafetensors(bytes);
    bytes.fill(0xff);
    expect(tensors.get('w')!.data).toEqual(Float32Array.of(0, 0));
  });

  it('names the tensors that hold NaN or infinity', () => {
    const tensors = [
      [1, 2],
      [1, Number.NaN],
      [-Infinity, 0],
    ].map((values, k): NamedTensor => {
      return { name: `w${k}`, dtype: 'F32', shape: [2], data: Float32Array.from(values) };
    });
    expect(readSafetensors(writeSafetensors(tensors, {})).nonFinite).toEqual(['w1', 'w2']);
  });

  it('takes a header that another program wrote: other key order, spaces, no metadata', () => {
    const header = ' '.repeat(0) + '{ "w" : { "shape": [2], "data_offsets": [0, 8], "dtype": "F32" } }   ';
    expect(readSafetensors(file(header, new Uint8Array(8))).tensors.get('w')!.shape).toEqual([2]);
  });

  it.each<[string, Uint8Array, RegExp]>([
    ['nothing at all', new Uint8Array(0), /too short/],
    ['nine bytes', new Uint8Array(9), /too short/],
    ['a header length of 2^63', file('{}', undefined, 2n ** 63n), /no plausible header length/],
    ['a header length that rounds to a small one', file('{}', undefined, 2n ** 53n + 2n), /no plausible header length/],
    ['a header beyond 1 MB', file(`{${' '.repeat(1024 * 1024)}}`), /no plausible header length/],
    ['a header longer than the file', file('{}', undefined, 3n), /cut off/],
    ['a header that begins with a space', file(' {}'), /does not begin with \{/],
    ['a header that is an array', file('[]'), /does not begin with \{/],
    ['a header of broken UTF-8', file(Uint8Array.of(0x7b, 0x22, 0xff, 0x22, 0x7d)), /not JSON/],
    ['a header with a comma too many', file('{"a":1,}'), /not JSON/],
    ['a pickle', file(Uint8Array.of(0x80, 2, 0x7d, 0x71, 0, 0x2e, 0, 0)), /does not begin with \{/],
    ['nesting 100,000 deep', file(`{"w":${'['.repeat(100_000)}${']'.repeat(100_000)}}`), /not described|not JSON/],
    ['a tensor twice', file(`{"w":{${good}},"\\u0077":{${good}}}`, new Uint8Array(8)), /has "w" twice/],
    ['a shape twice', one(`${good},"shape":[2]`), /has "shape" twice/],
    ['metadata that is a list', file('{"__metadata__":[]}'), /metadata is not an object/],
    ['metadata with a number', file('{"__metadata__":{"a":1}}'), /metadata "a" is not a string/],
    ['a tensor that is null', file('{"w":null}'), /"w" is not described/],
    ['64-bit integers', one('"dtype":"I64","shape":[1],"data_offsets":[0,8]'), /of type "I64"/],
    [
      'a type named like a method',
      one('"dtype":"constructor","shape":[2],"data_offsets":[0,8]'),
      /of type "constructor"/,
    ],
    ['no type', one('"shape":[2],"data_offsets":[0,8]'), /of type "undefined"/],
    ['five dimensions', one('"dtype":"F32","shape":[1,1,1,1,2],"data_offsets":[0,8]'), /at most 4 sizes/],
    ['a negative size', one('"dtype":"F32","shape":[-2],"data_offsets":[0,8]'), /at most 4 sizes/],
    ['half a size', one('"dtype":"F32","shape":[0.5],"data_offsets":[0,2]'), /at most 4 sizes/],
    ['a size beyond 2^53', one('"dtype":"F32","shape":[9007199254740993],"data_offsets":[0,8]'), /at most 4 sizes/],
    [
      'sizes whose product overflows',
      one('"dtype":"F32","shape":[4294967296,4294967296],"data_offsets":[0,0]'),
      /larger than/,
    ],
    ['sizes beyond 16 M', one('"dtype":"F32","shape":[5000,5000],"data_offsets":[0,100000000]'), /larger than/],
    ['one offset', one('"dtype":"F32","shape":[2],"data_offsets":[8]'), /no pair of offsets/],
    ['offsets that run backwards', one('"dtype":"F32","shape":[2],"data_offsets":[8,0]'), /do not match its shape/],
    [
      'offsets that contradict the shape',
      one('"dtype":"F64","shape":[2],"data_offsets":[0,8]'),
      /do not match its shape/,
    ],
    ['a gap in front', one('"dtype":"F32","shape":[1],"data_offsets":[4,8]'), /does not begin where/],
    [
      'two tensors on the same bytes',
      file(
        '{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"b":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}',
        new Uint8Array(4),
      ),
      /"b" does not begin where/,
    ],
    ['data cut off', one(good, new Uint8Array(7)), /need 8 bytes but 7 follow/],
    ['data left over', one(good, new Uint8Array(9)), /need 8 bytes but 9 follow/],
    [
      '257 tensors',
      file(
        `{${Array.from({ length: 257 }, (_, k) => `"w${k}":{"dtype":"F32","shape":[0],"data_offsets":[0,0]}`).join()}}`,
      ),
      /more than 256 tensors/,
    ],
    ['more than 64 MB', new Uint8Array(MAX_FILE_BYTES + 1), /67,108,865 bytes/],
  ])('refuses %s with an ImportError that says why', (_, bytes, reason) => {
    expect(() => readSafetensors(bytes)).toThrow(ImportError);
    expect(() => readSafetensors(bytes)).toThrow(reason);
  });
});
