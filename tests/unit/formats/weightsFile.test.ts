import { describe, expect, it } from 'vitest';
import { parameterLayout } from '../../../src/engine/parameters.ts';
import type { ModelSpec } from '../../../src/engine/spec.ts';
import { pytorchLines } from '../../../src/formats/pytorchLines.ts';
import { type NamedTensor, readSafetensors, writeSafetensors } from '../../../src/formats/safetensors.ts';
import { readWeights, type WeightsFile, writeWeights } from '../../../src/formats/weightsFile.ts';
import { ImportError, ShapeError } from '../../../src/limits/errors.ts';

const base: ModelSpec = {
  cell: 'lstm',
  vocab: 4,
  hidden: 3,
  layers: 2,
  embedding: 0,
  nonlinearity: 'tanh',
  reset: 'after',
};

function model(change: Partial<ModelSpec> = {}): WeightsFile {
  const spec = { ...base, ...change };
  const params = Float32Array.from({ length: parameterLayout(spec).size }, (_, k) => Math.sin(k + 1));
  const settings = { learningRate: '0.005', optimizer: 'adam' };
  return { spec, vocabulary: ['\n', 'a', '한', '😀'], settings, seed: 4_294_967_295, step: 1200, params };
}

/** The file of `model()` with its metadata or tensors changed. */
function changed(
  metadata: Record<string, string | null>,
  change: (tensors: NamedTensor[]) => NamedTensor[] = (tensors) => tensors,
): Uint8Array {
  const file = readSafetensors(writeWeights(model()));
  const tensors = [...file.tensors].map(([name, tensor]): NamedTensor => ({ ...tensor, name }));
  const entries = Object.entries({ ...Object.fromEntries(file.metadata), ...metadata });
  const kept = entries.filter((entry): entry is [string, string] => entry[1] !== null);
  return writeSafetensors(change(tensors), Object.fromEntries(kept));
}

describe('weights files', () => {
  it.each<[string, Partial<ModelSpec>]>([
    ['an LSTM of two layers', {}],
    ['a GRU with an embedding, its reset gate before the product', { cell: 'gru', embedding: 5, reset: 'before' }],
    ['a ReLU RNN', { cell: 'rnn', nonlinearity: 'relu', layers: 1 }],
  ])('gives back %s exactly', (_, change) => {
    const written = model(change);
    expect(readWeights(writeWeights(written))).toEqual(written);
  });

  it('uses the names and shapes that nn.LSTM and nn.Linear load', () => {
    const { tensors } = readSafetensors(writeWeights(model()));
    expect([...tensors].map(([name, { dtype, shape }]) => `${name} ${dtype} ${shape.join('×')}`)).toEqual([
      'rnn.weight_ih_l0 F32 12×4',
      'rnn.weight_hh_l0 F32 12×3',
      'rnn.bias_ih_l0 F32 12',
      'rnn.bias_hh_l0 F32 12',
      'rnn.weight_ih_l1 F32 12×3',
      'rnn.weight_hh_l1 F32 12×3',
      'rnn.bias_ih_l1 F32 12',
      'rnn.bias_hh_l1 F32 12',
      'head.weight F32 4×3',
      'head.bias F32 4',
    ]);
  });

  it('says in its metadata all that the tensors do not', () => {
    const { metadata } = readSafetensors(writeWeights(model()));
    expect(Object.fromEntries(metadata)).toEqual({
      format: 'unrolled-weights',
      version: '1',
      cell: 'lstm',
      hidden: '3',
      layers: '2',
      reset: 'after',
      nonlinearity: 'tanh',
      input: 'one-hot',
      embedding: '0',
      gates: 'i f g o',
      vocabulary: '["\\n","a","한","😀"]',
      settings: '{"learningRate":"0.005","optimizer":"adam"}',
      seed: '4294967295',
      steps: '1200',
      pytorch: pytorchLines(base, 'weights.safetensors'),
    });
  });

  it('rounds float64 parameters to float32', () => {
    const params = Float64Array.from(model().params, (_, k) => Math.PI * k);
    expect(readWeights(writeWeights({ ...model(), params })).params).toEqual(Float32Array.from(params));
  });

  it('refuses to write parameters or a vocabulary of another model', () => {
    expect(() => writeWeights({ ...model(), params: new Float32Array(7) })).toThrow(ShapeError);
    expect(() => writeWeights({ ...model(), vocabulary: ['a'] })).toThrow(ShapeError);
  });

  it.each<[string, Uint8Array, string]>([
    ['without metadata', writeSafetensors([], {}), 'has no "format"'],
    ['of a trace', changed({ format: 'unrolled-trace' }), '"format" is not unrolled-weights'],
    ['of a later version', changed({ version: '2' }), '"version" is not 1'],
    ['of an unknown cell', changed({ cell: 'transformer' }), '"cell" is not rnn or gru or lstm'],
    ['of another cell', changed({ cell: 'gru' }), 'rnn.weight_ih_l0 is [12, 4] and should be [9, 4]'],
    ['with a size in words', changed({ hidden: 'three' }), '"hidden" is no whole number'],
    ['with a negative size', changed({ hidden: '-3' }), '"hidden" is no whole number'],
    ['with too many units', changed({ hidden: '1025' }), '"hidden" is no whole number from 1 to 1024'],
    ['with a size written as 3e0', changed({ hidden: '3e0' }), '"hidden" is no whole number'],
    ['with more layers than tensors', changed({ layers: '3' }), 'rnn.weight_ih_l2 is missing'],
    ['with fewer layers than tensors', changed({ layers: '1' }), 'has no tensor "rnn.weight_ih_l1"'],
    ['without seed', changed({ seed: null }), 'has no "seed"'],
    ['with a vocabulary that is not JSON', changed({ vocabulary: 'abcd' }), '"vocabulary" is not JSON'],
    ['with a vocabulary of numbers', changed({ vocabulary: '[1,2,3,4]' }), 'not a single character'],
    ['with an empty symbol', changed({ vocabulary: '["a","b","c",""]' }), 'not a single character'],
    ['with a symbol of two characters', changed({ vocabulary: '["a","b","c","de"]' }), 'not a single character'],
    ['with half a symbol', changed({ vocabulary: '["a","b","c","\\ud83d"]' }), 'not a single character'],
    ['with a symbol twice', changed({ vocabulary: '["a","b","a","c"]' }), 'a character twice'],
    ['with a vocabulary of another size', changed({ vocabulary: '["a","b"]' }), 'should be [12, 2]'],
    [
      'with an embedding it does not have',
      changed({ input: 'embedding', embedding: '5' }),
      'embedding.weight is missing',
    ],
    ['with settings in a list', changed({ settings: '[]' }), 'settings are no object'],
    ['with a setting that is a number', changed({ settings: '{"a":1}' }), 'one of its settings is not a string'],
    [
      'in double precision',
      changed({}, ([first, ...rest]) => [{ ...first!, dtype: 'F64', data: Float64Array.from(first!.data) }, ...rest]),
      'rnn.weight_ih_l0 is not of type F32',
    ],
    [
      'with a NaN',
      changed({}, (tensors) =>
        tensors.map((t) => (t.name === 'head.bias' ? { ...t, dtype: 'F32', data: Float32Array.of(1, 2, NaN, 4) } : t)),
      ),
      'head.bias holds values that are not finite',
    ],
  ])('refuses a file %s', (_, bytes, reason) => {
    expect(() => readWeights(bytes)).toThrow(ImportError);
    expect(() => readWeights(bytes)).toThrow(reason);
  });
});
