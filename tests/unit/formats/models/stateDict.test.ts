import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { openModel } from '../../../../src/formats/models/openModel.ts';
import type { NamedTensor } from '../../../../src/formats/safetensors.ts';
import { parameterLayout, parameterView } from '../../../../src/engine/parameters.ts';
import { largestDifference, readLogits } from './readLogits.ts';
import { safetensorsFile, stateDictShapes, tensorsOf } from './modelFiles.ts';

interface Case {
  readonly kind: string;
  readonly layers: number;
  readonly embedding: boolean;
  readonly nonlinearity: string;
  readonly tensors: Readonly<Record<string, { readonly shape: readonly number[]; readonly data: readonly number[] }>>;
  readonly tokens: readonly number[];
  readonly logits: readonly number[];
}

const CASES = JSON.parse(readFileSync(new URL('../../../golden/openModels.json', import.meta.url), 'utf8')) as Case[];

function tensorsIn({ tensors }: Case): NamedTensor[] {
  return Object.entries(tensors).map(([name, { shape, data }]) => ({
    name,
    dtype: 'F32',
    shape,
    data: Float32Array.from(data),
  }));
}

/** A safetensors file with 16-bit data: each tensor's upper half of a float32, or IEEE half precision. */
function sixteenBit(
  tensors: readonly NamedTensor[],
  dtype: 'F16' | 'BF16',
  bitsOf: (value: number) => number,
): Uint8Array {
  const header: Record<string, unknown> = {};
  const halves: number[] = [];
  for (const { name, shape, data } of tensors) {
    header[name] = { dtype, shape, data_offsets: [2 * halves.length, 2 * (halves.length + data.length)] };
    halves.push(...Array.from(data, bitsOf));
  }
  const json = new TextEncoder().encode(JSON.stringify(header));
  const bytes = new Uint8Array(8 + json.length + 2 * halves.length);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(json.length), true);
  bytes.set(json, 8);
  bytes.set(new Uint8Array(Uint16Array.from(halves).buffer), 8 + json.length);
  return bytes;
}

function bfloatBits(value: number): number {
  return new Uint32Array(Float32Array.of(value).buffer)[0]! >>> 16;
}

/** For values from 2^-14 to 65,504 in steps that half precision holds. */
function halfBits(value: number): number {
  const size = Math.abs(value);
  if (size === 0) return Object.is(value, -0) ? 0x8000 : 0;
  const exponent = Math.floor(Math.log2(size));
  const fraction = Math.round((size / 2 ** exponent - 1) * 1024);
  return (value < 0 ? 0x8000 : 0) | ((exponent + 15) << 10) | fraction;
}

describe('a PyTorch state dict', () => {
  it.each(
    CASES.map(
      (one) =>
        [
          `${one.kind} of ${one.layers} layers, ${one.embedding ? 'embedding' : 'one-hot'}, ${one.nonlinearity}`,
          one,
        ] as const,
    ),
  )('computes the logits of torch: %s', (_, one) => {
    const metadata: Record<string, string> = one.nonlinearity === 'relu' ? { nonlinearity: 'relu' } : {};
    const model = openModel([safetensorsFile(tensorsIn(one), metadata)])!;
    expect(model.spec).toMatchObject({ cell: one.kind.toLowerCase(), layers: one.layers, hidden: 5, vocab: 7 });
    expect(model.isNonlinearityOpen).toBe(one.kind === 'RNN' && one.nonlinearity === 'tanh');
    expect(largestDifference(readLogits(model, one.tokens), one.logits)).toBeLessThan(1e-5);
  });

  it('takes prefixes of any depth, and those of compiled and parallel models', () => {
    const one = CASES.find(({ kind, layers, embedding }) => kind === 'LSTM' && layers === 2 && embedding)!;
    for (const prefix of ['', 'module.', '_orig_mod.module.net.']) {
      const tensors = tensorsIn(one).map((tensor) => ({ ...tensor, name: prefix + tensor.name }));
      const model = openModel([safetensorsFile(tensors.reverse())])!;
      expect(largestDifference(readLogits(model, one.tokens), one.logits)).toBeLessThan(1e-5);
    }
  });

  it('takes the names of a cell and of a module that is the whole model', () => {
    const one = CASES.find(({ kind, layers, embedding }) => kind === 'GRU' && layers === 1 && !embedding)!;
    const tensors = tensorsIn(one).map((tensor) => ({ ...tensor, name: tensor.name.replace(/^core\.|_l0$/g, '') }));
    const model = openModel([safetensorsFile(tensors)])!;
    expect(largestDifference(readLogits(model, one.tokens), one.logits)).toBeLessThan(1e-5);
  });

  it('converts float64, and 16-bit numbers exactly', () => {
    const one = CASES.find(({ kind, layers, embedding }) => kind === 'GRU' && layers === 2 && embedding)!;
    const exact = openModel([safetensorsFile(tensorsIn(one))])!;
    const doubles = tensorsIn(one).map(
      (tensor): NamedTensor => ({ ...tensor, dtype: 'F64', data: Float64Array.from(tensor.data) }),
    );
    expect(openModel([safetensorsFile(doubles)])!.params).toEqual(exact.params);

    const coarse = tensorsIn(one).map(
      (tensor): NamedTensor => ({
        ...tensor,
        dtype: 'F32',
        data: Float32Array.from(tensor.data, (x) => Math.round(x * 64) / 64),
      }),
    );
    const halves = openModel([{ name: 'half', bytes: sixteenBit(coarse, 'F16', halfBits) }])!;
    expect(halves.params).toEqual(openModel([safetensorsFile(coarse)])!.params);
    const short = coarse.map(
      (tensor): NamedTensor => ({
        ...tensor,
        dtype: 'F32',
        data: Float32Array.from(tensor.data, (x) => Math.round(x * 8) / 8),
      }),
    );
    const brains = openModel([{ name: 'bf16', bytes: sixteenBit(short, 'BF16', bfloatBits) }])!;
    expect(brains.params).toEqual(openModel([safetensorsFile(short)])!.params);
  });

  it('takes missing biases as zeros, of the recurrent layers and of the head', () => {
    const tensors = tensorsOf(stateDictShapes(4, 2, 6, 3)).filter(({ name }) => !name.includes('bias'));
    const { spec, params, notes } = openModel([safetensorsFile(tensors)])!;
    expect(notes).toContain('Biases that the file does not have are 0.');
    const zeros = parameterLayout(spec).entries.filter(({ name }) => name.includes('bias'));
    for (const { name, size } of zeros) {
      expect(parameterView(parameterLayout(spec), params, name)).toEqual(new Float32Array(size));
    }
    expect(parameterView(parameterLayout(spec), params, 'rnn.weight_hh_l1')).toEqual(
      tensors.find(({ name }) => name === 'rnn.weight_hh_l1')!.data,
    );
  });

  it('tells embedding and head apart where their shapes are alike', () => {
    const V = 6;
    const shapes = { ...stateDictShapes(3, 1, V, 4, 4) };
    const named = tensorsOf(shapes).filter(({ name }) => name !== 'fc.bias');
    const model = openModel([safetensorsFile(named)])!;
    const of = (name: string) => parameterView(parameterLayout(model.spec), model.params, name);
    expect(of('embedding.weight')).toEqual(named.find(({ name }) => name === 'embedding.weight')!.data);
    expect(of('head.weight')).toEqual(named.find(({ name }) => name === 'fc.weight')!.data);
  });

  it('takes one matrix for embedding and head where they are tied', () => {
    const tensors = tensorsOf(stateDictShapes(4, 1, 6, 4, 4)).filter(({ name }) => name !== 'embedding.weight');
    const model = openModel([safetensorsFile(tensors)])!;
    const of = (name: string) => parameterView(parameterLayout(model.spec), model.params, name);
    expect(model.spec.embedding).toBe(4);
    expect(of('embedding.weight')).toEqual(of('head.weight'));
    expect(model.notes.join()).toContain('share their weights');
  });

  it('takes the vocabulary from the metadata, or from a JSON file that was opened too', () => {
    const tensors = tensorsOf(stateDictShapes(1, 1, 3, 2));
    const within = openModel([safetensorsFile(tensors, { vocabulary: '["b","a","\\n"]' })])!;
    expect(within.vocabulary).toEqual(['b', 'a', '\n']);
    const bytes = new TextEncoder().encode('{"x": 2, "y": 0, "😀": 1}');
    const beside = openModel([{ name: 'vocab.json', bytes }, safetensorsFile(tensors)])!;
    expect(beside.vocabulary).toEqual(['y', '😀', 'x']);
    expect(openModel([safetensorsFile(tensors)])!.vocabulary).toBeNull();
  });
});
