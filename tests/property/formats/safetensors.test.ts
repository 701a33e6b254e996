import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type NamedTensor, readSafetensors, type Tensor, writeSafetensors } from '../../../src/formats/safetensors.ts';
import { readTrace } from '../../../src/formats/traceFile.ts';
import { readWeights, writeWeights } from '../../../src/formats/weightsFile.ts';
import { ImportError } from '../../../src/limits/errors.ts';
import { parameterLayout } from '../../../src/engine/parameters.ts';
import type { ModelSpec } from '../../../src/engine/spec.ts';

/** Whether the reader took the bytes; anything but an ImportError escapes. */
function isTaken(read: (bytes: Uint8Array) => unknown, bytes: Uint8Array): boolean {
  try {
    read(bytes);
    return true;
  } catch (error) {
    if (error instanceof ImportError) return false;
    throw error;
  }
}

/** A file with that header, its length right. */
function withHeader(header: string, data: Uint8Array): Uint8Array {
  const text = new TextEncoder().encode(header);
  const bytes = new Uint8Array(8 + text.length + data.length);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(text.length), true);
  bytes.set(text, 8);
  bytes.set(data, 8 + text.length);
  return bytes;
}

const goodFile = writeSafetensors(
  [
    { name: 'w', dtype: 'F32', shape: [2, 3], data: Float32Array.of(1, 2, 3, 4, 5, 6) },
    { name: 'i', dtype: 'I32', shape: [2], data: Int32Array.of(7, 8) },
  ],
  { cell: 'lstm' },
);

const spec: ModelSpec = {
  cell: 'gru',
  vocab: 3,
  hidden: 2,
  layers: 1,
  embedding: 0,
  nonlinearity: 'tanh',
  reset: 'after',
};
const weights = writeWeights({
  spec,
  vocabulary: ['a', 'b', '😀'],
  settings: { learningRate: '0.005' },
  seed: 7,
  step: 11,
  params: Float32Array.from({ length: parameterLayout(spec).size }, (_, k) => k / 7),
});

/** One to six bytes of a good file changed, and sometimes its end cut off or lengthened. */
const mutated = (good: Uint8Array) =>
  fc
    .tuple(
      fc.array(fc.tuple(fc.nat(good.length - 1), fc.oneof(fc.nat(255), fc.constantFrom(...'0123456789{}[]",:-.eE '))), {
        minLength: 1,
        maxLength: 6,
      }),
      fc.oneof({ weight: 4, arbitrary: fc.constant(good.length) }, fc.nat(good.length + 8)),
    )
    .map(([changes, length]) => {
      const bytes = new Uint8Array(length);
      bytes.set(good.subarray(0, length));
      for (const [at, value] of changes) {
        if (at < length) bytes[at] = typeof value === 'number' ? value : value.charCodeAt(0);
      }
      return bytes;
    });

const size = fc.oneof(fc.nat(4), fc.constantFrom(-1, 0.5, 2 ** 31, 2 ** 32, 2 ** 53, 1e308, null, '2', [1], true));
const description = fc.record(
  {
    dtype: fc.constantFrom('F32', 'F64', 'I32', 'F16', '', null, 7, '__proto__'),
    shape: fc.oneof(fc.array(size, { maxLength: 6 }), size),
    data_offsets: fc.oneof(fc.array(size, { maxLength: 3 }), size),
  },
  { requiredKeys: [] },
);
const hostileKey = fc.constantFrom(
  'w',
  '__proto__',
  'constructor',
  'toString',
  '__metadata__',
  '',
  '0',
  'polluted',
  '\uD800',
);
const hostileHeader = fc
  .array(fc.tuple(hostileKey, fc.oneof(description, fc.jsonValue({ maxDepth: 2 }))), { maxLength: 4 })
  .map((entries) => `{${entries.map(([k, v]) => `${JSON.stringify(k)}:${JSON.stringify(v)}`).join()}}`);

it('meets 30,000 bad, hostile and damaged files with nothing but an ImportError', () => {
  let taken = 0;
  const bytes = fc.oneof(
    fc.uint8Array({ maxLength: 80 }),
    mutated(goodFile),
    fc.tuple(hostileHeader, fc.uint8Array({ maxLength: 24 })).map(([header, data]) => withHeader(header, data)),
    fc.tuple(fc.json({ maxDepth: 3 }), fc.uint8Array({ maxLength: 8 })).map(([json, data]) => withHeader(json, data)),
  );
  fc.assert(
    fc.property(bytes, (input) => {
      if (isTaken(readSafetensors, input)) taken++;
    }),
    { numRuns: 30_000 },
  );
  expect(Reflect.get({}, 'polluted')).toBeUndefined();
  // Some must get through, or the generator never reaches the later checks.
  expect(taken).toBeGreaterThan(100);
});

it('meets 10,000 damaged weights files with nothing but an ImportError, as weights and as a trace', () => {
  let taken = 0;
  fc.assert(
    fc.property(mutated(weights), (input) => {
      if (isTaken(readWeights, input)) taken++;
      expect(isTaken(readTrace, input)).toBe(false);
    }),
    { numRuns: 10_000 },
  );
  expect(taken).toBeGreaterThan(100);
});

/** Any bits: NaNs with payload, denormals and negative zero too. */
const tensor = fc
  .tuple(fc.constantFrom('F32' as const, 'F64' as const, 'I32' as const), fc.array(fc.nat(4), { maxLength: 4 }))
  .chain(([dtype, shape]) => {
    const length = shape.reduce((a, b) => a * b, 1) * (dtype === 'F64' ? 8 : 4);
    return fc.uint8Array({ minLength: length, maxLength: length }).map(({ buffer }): Tensor => {
      if (dtype === 'F64') return { dtype, shape, data: new Float64Array(buffer) };
      if (dtype === 'F32') return { dtype, shape, data: new Float32Array(buffer) };
      return { dtype, shape, data: new Int32Array(buffer) };
    });
  });

it('gives back any tensors, names and metadata bit for bit', () => {
  const name = fc.string({ unit: 'binary', maxLength: 8 }).filter((text) => text !== '__metadata__');
  const files = fc.tuple(
    fc.uniqueArray(fc.tuple(name, tensor), { selector: ([text]) => text, maxLength: 5 }),
    fc.dictionary(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), { maxKeys: 4 }),
  );
  const bits = ({ buffer, byteOffset, byteLength }: ArrayBufferView): number[] => [
    ...new Uint8Array(buffer, byteOffset, byteLength),
  ];
  fc.assert(
    fc.property(files, ([named, metadata]) => {
      const tensors = named.map(([text, rest]): NamedTensor => ({ ...rest, name: text }));
      const bytes = writeSafetensors(tensors, metadata);
      expect(new DataView(bytes.buffer).getBigUint64(0, true) % 8n).toBe(0n);
      const back = readSafetensors(bytes);
      expect(back.metadata).toEqual(new Map(Object.entries(metadata)));
      expect(back.tensors.size).toBe(tensors.length);
      for (const { name: key, dtype, shape, data } of tensors) {
        const found = back.tensors.get(key)!;
        expect({ dtype: found.dtype, shape: found.shape, bits: bits(found.data) }).toEqual({
          dtype,
          shape,
          bits: bits(data),
        });
      }
    }),
    { numRuns: 1000 },
  );
});
