/** Good and bad files of models, made here and kept nowhere: what is opened, by a name. */
import { writeTrace } from '../../../../src/formats/traceFile.ts';
import { writeWeights } from '../../../../src/formats/weightsFile.ts';
import { parameterLayout } from '../../../../src/engine/parameters.ts';
import type { ModelSpec } from '../../../../src/engine/spec.ts';
import { traceText } from '../../../../src/engine/traceModel.ts';
import type { GivenBytes } from '../../../../src/formats/models/openedModel.ts';
import { type NamedTensor, readSafetensors } from '../../../../src/formats/safetensors.ts';
import {
  jsonFile,
  ml5Folder,
  ml5Variables,
  recurrentjsJson,
  safetensorsFile,
  type Shapes,
  stateDictShapes,
  tensorsOf,
  textFile,
  values,
} from './modelFiles.ts';
import { tfjsFiles, type TfjsChange } from './tfjsFiles.ts';

export type Corpus = Readonly<Record<string, () => readonly GivenBytes[]>>;

function stateDict(shapes: Shapes, metadata?: Readonly<Record<string, string>>): readonly GivenBytes[] {
  return [safetensorsFile(tensorsOf(shapes), metadata)];
}

const LSTM = stateDictShapes(4, 1, 6, 3);

/** The LSTM with one tensor of another shape, or without it. */
function lstmWith(name: string, shape: readonly number[] | null, more: Shapes = {}): readonly GivenBytes[] {
  const { [name]: _, ...rest } = LSTM;
  return stateDict({ ...rest, ...(shape ? { [name]: shape } : {}), ...more });
}

/** A safetensors file with that header and so many bytes of data. */
function rawSafetensors(
  header: string,
  dataBytes: number,
  length = BigInt(new TextEncoder().encode(header).length),
): readonly GivenBytes[] {
  const text = new TextEncoder().encode(header);
  const bytes = new Uint8Array(8 + text.length + dataBytes);
  new DataView(bytes.buffer).setBigUint64(0, length, true);
  bytes.set(text, 8);
  return [{ name: 'model.safetensors', bytes }];
}

function cut(files: readonly GivenBytes[], name: string, length: number): readonly GivenBytes[] {
  return files.map((file) => (file.name === name ? { name, bytes: file.bytes.slice(0, length) } : file));
}

function withValue(tensors: NamedTensor[], name: string, value: number): readonly GivenBytes[] {
  tensors.find((one) => one.name === name)!.data[1] = value;
  return [safetensorsFile(tensors)];
}

const OWN_SPEC: ModelSpec = {
  cell: 'gru',
  vocab: 3,
  hidden: 2,
  layers: 1,
  embedding: 0,
  nonlinearity: 'tanh',
  reset: 'before',
};
const OWN_PARAMS = values(parameterLayout(OWN_SPEC).size, 3);

export function ownWeights(): GivenBytes {
  const model = {
    spec: OWN_SPEC,
    vocabulary: ['a', 'b', '😀'],
    settings: { learningRate: '0.01', hidden: '2' },
    seed: 4,
    step: 120,
    params: OWN_PARAMS,
  };
  return { name: 'weights.safetensors', bytes: writeWeights(model) };
}

function ownTrace(): GivenBytes {
  const trace = traceText(OWN_SPEC, Float64Array.from(OWN_PARAMS), Int32Array.of(0, 1, 2), 0);
  return { name: 'trace.safetensors', bytes: writeTrace(trace, ['a', 'b', 'c'], {}) };
}

/** A zip archive of one stored, empty file of that name, as far as its first header. */
function zip(entry: string): Uint8Array {
  const name = new TextEncoder().encode(entry);
  const bytes = new Uint8Array(30 + name.length);
  bytes.set([0x50, 0x4b, 3, 4, 20]);
  bytes[26] = name.length;
  bytes.set(name, 30);
  return bytes;
}

const SYMBOLS = ['a', 'b', 'c', 'd', '\n'];
const ml5 = (): GivenBytes[] => ml5Folder(ml5Variables(5, 3, 2, 1), SYMBOLS);
const ml5Manifest = (change: Readonly<Record<string, unknown>>): GivenBytes[] => {
  const files = ml5();
  const at = files.findIndex(({ name }) => name === 'manifest.json');
  const manifest = JSON.parse(new TextDecoder().decode(files[at]!.bytes)) as Record<string, unknown>;
  files[at] = jsonFile('manifest.json', { ...manifest, ...change });
  return files;
};
const KERNEL = 'rnnlm/multi_rnn_cell/cell_0/basic_lstm_cell/kernel';

function recurrentjs(change: (json: ReturnType<typeof recurrentjsJson>) => void): readonly GivenBytes[] {
  const json = recurrentjsJson('lstm', ['a', 'b'], 2, 2, 1);
  change(json);
  return [jsonFile('saved.json', json)];
}

const tfjs = (change: TfjsChange): readonly GivenBytes[] => tfjsFiles(change);

export const GOOD: Corpus = {
  'weights of this page': () => [ownWeights()],
  'state dict of an RNN': () => stateDict(stateDictShapes(1, 1, 5, 3)),
  'state dict of a GRU with an embedding': () => stateDict(stateDictShapes(3, 2, 5, 3, 2)),
  'state dict of an LSTM of four layers': () => stateDict(stateDictShapes(4, 4, 5, 3)),
  'tfjs LSTM': () => tfjs({}),
  'tfjs GRU with reset_after': () => tfjs({ kind: 'GRU', config: { reset_after: true } }),
  'ml5 folder': ml5,
  'ml5 folder of an older checkpoint': () => ml5Folder(ml5Variables(5, 3, 2, 2, true), SYMBOLS),
  'recurrentjs LSTM': () => recurrentjs(() => undefined),
};

export const TEXTS: Corpus = {
  'a plain text': () => [textFile('a.txt', 'hello')],
  'JSON that is no model': () => [textFile('a.json', '{"a": {"b": [1, 2]}}')],
  'a text that begins like JSON': () => [textFile('a.c', '{ int x; }')],
  'binary data that is no model': () => [{ name: 'a.bin', bytes: Uint8Array.of(1, 2, 3, 0, 0, 0) }],
};

export const BAD: Corpus = {
  // Safetensors
  'header length 2^63': () => rawSafetensors('{"a":1}', 0, 2n ** 63n),
  'header length beyond the file': () => rawSafetensors('{"a":1}', 0, 500n),
  'header that is not JSON': () => rawSafetensors('{"a":', 0),
  'header that is a list': () => rawSafetensors('{]', 0),
  'overlapping offsets': () =>
    rawSafetensors(
      '{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"b":{"dtype":"F32","shape":[2],"data_offsets":[4,12]}}',
      12,
    ),
  'a gap between offsets': () =>
    rawSafetensors(
      '{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"b":{"dtype":"F32","shape":[1],"data_offsets":[8,12]}}',
      12,
    ),
  'offsets beyond the file': () => rawSafetensors('{"a":{"dtype":"F32","shape":[4],"data_offsets":[0,16]}}', 8),
  'a huge declared shape': () =>
    rawSafetensors('{"a":{"dtype":"F32","shape":[4294967296,4294967296],"data_offsets":[0,8]}}', 8),
  'a duplicate tensor': () =>
    rawSafetensors(
      '{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}',
      4,
    ),
  'a type that is not read': () => rawSafetensors('{"a":{"dtype":"I64","shape":[1],"data_offsets":[0,8]}}', 8),
  'a type that is an object': () =>
    rawSafetensors('{"a":{"dtype":{"toString":1},"shape":[1],"data_offsets":[0,8]}}', 8),
  'a tensor called __proto__': () =>
    rawSafetensors('{"__proto__":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}', 4),
  'no tensor at all': () => rawSafetensors('{}', 0),
  'a truncated file': () => cut(stateDict(LSTM), 'model.safetensors', 900),
  // State dicts
  'a bidirectional LSTM': () => lstmWith('', null, { 'rnn.weight_ih_l0_reverse': [12, 6] }),
  'an LSTM with a projection': () => lstmWith('', null, { 'rnn.weight_hr_l0': [2, 3] }),
  'a matrix with five blocks of rows': () => lstmWith('rnn.weight_hh_l0', [15, 3]),
  'a vector in place of a matrix': () => lstmWith('rnn.weight_hh_l0', [36]),
  'no recurrent matrix': () => lstmWith('rnn.weight_hh_l0', null),
  'no input matrix': () => lstmWith('rnn.weight_ih_l0', null),
  'an input matrix of a wrong shape': () => lstmWith('rnn.weight_ih_l0', [8, 6]),
  'biases in one layer only': () => stateDict({ ...LSTM, 'rnn.weight_ih_l1': [12, 3], 'rnn.weight_hh_l1': [12, 3] }),
  'one bias of two': () => lstmWith('rnn.bias_hh_l0', null),
  'a layer that is left out': () =>
    stateDict({
      ...LSTM,
      'rnn.weight_ih_l2': [12, 3],
      'rnn.weight_hh_l2': [12, 3],
      'rnn.bias_ih_l2': [12],
      'rnn.bias_hh_l2': [12],
    }),
  'five layers': () => stateDict(stateDictShapes(4, 5, 5, 3)),
  'two recurrent modules': () => lstmWith('', null, { 'decoder.weight_ih_l0': [12, 6] }),
  'no head': () => stateDict(Object.fromEntries(Object.entries(LSTM).filter(([name]) => !name.startsWith('fc')))),
  'a head of a wrong width': () => lstmWith('fc.weight', [6, 4]),
  'two linear layers': () => lstmWith('', null, { 'fc2.weight': [6, 3], 'fc2.bias': [6] }),
  'three more matrices': () => lstmWith('', null, { 'a.weight': [6, 3], 'b.weight': [6, 3] }),
  'a convolution': () => lstmWith('', null, { 'conv.weight': [6, 3, 2] }),
  'one-hot input of another width than the head': () => stateDict({ ...LSTM, 'rnn.weight_ih_l0': [12, 9] }),
  'an embedding for another number of symbols': () =>
    stateDict({ ...stateDictShapes(4, 1, 6, 3, 2), 'embedding.weight': [7, 2] }),
  'embedding and head that nothing tells apart': () =>
    stateDict(
      Object.fromEntries(
        Object.entries({
          ...stateDictShapes(4, 1, 6, 3),
          'rnn.weight_ih_l0': [12, 3],
          'a.weight': [6, 3],
          'b.weight': [6, 3],
        }).filter(([name]) => !name.startsWith('fc')),
      ),
    ),
  'a weight that is NaN': () => withValue(tensorsOf(LSTM), 'rnn.weight_hh_l0', Number.NaN),
  'a weight that is infinite': () => withValue(tensorsOf(LSTM), 'fc.bias', Infinity),
  'a float64 weight beyond float32': () => [
    safetensorsFile(
      tensorsOf(LSTM).map(
        (one): NamedTensor =>
          one.name === 'fc.weight' ? { ...one, dtype: 'F64', data: new Float64Array(18).fill(1e300) } : one,
      ),
    ),
  ],
  integers: () => [
    safetensorsFile(
      tensorsOf(LSTM).map(
        (one): NamedTensor => (one.name === 'fc.weight' ? { ...one, dtype: 'I32', data: new Int32Array(18) } : one),
      ),
    ),
  ],
  'more units than are allowed': () => stateDict(stateDictShapes(1, 1, 3, 1025)),
  'more symbols than are allowed': () => stateDict(stateDictShapes(1, 1, 4097, 1, 1)),
  'a vocabulary in the metadata that is too short': () => stateDict(LSTM, { vocabulary: '["a"]' }),
  'a vocabulary with a word': () => [...stateDict(LSTM), textFile('vocab.json', '["a","b","c","d","e","<pad>"]')],
  'a vocabulary beside it that is too short': () => [...stateDict(LSTM), textFile('vocab.json', '["a","b"]')],
  'a vocabulary that leaves out an index': () => [...stateDict(LSTM), textFile('vocab.json', '{"a":0,"b":2}')],
  // Weights and traces of this page
  'weights of this page with another version': () => {
    const { tensors, metadata } = readSafetensors(ownWeights().bytes);
    const named = [...tensors].map(([name, tensor]): NamedTensor => ({ ...tensor, name }));
    return [safetensorsFile(named, { ...Object.fromEntries(metadata), version: '9' })];
  },
  'a trace of this page': () => [ownTrace()],
  // Refused by their content, whatever their name is
  'a pickle': () => [{ name: 'model.pt', bytes: Uint8Array.of(0x80, 2, 0x8a, 10, 0x6c, 0xfc) }],
  'a zipped pickle': () => [{ name: 'char rnn.pth', bytes: zip('archive/data.pkl') }],
  'a pickle with an odd name': () => [{ name: 'a"+b\n.pt', bytes: Uint8Array.of(0x80, 4, 0x95) }],
  'a Keras file': () => [{ name: 'model.keras', bytes: zip('model.weights.h5') }],
  'weights of Keras': () => [
    { name: 'model.weights.h5', bytes: Uint8Array.of(0x89, 0x48, 0x44, 0x46, 0x0d, 0x0a, 0x1a, 0x0a, 0) },
  ],
  'a zip bomb': () => [{ name: 'bomb.zip', bytes: zip('zeros.txt') }],
  'an empty file': () => [textFile('model.safetensors', '')],
  // Several at once
  'two models at once': () => [ownWeights(), { ...ownWeights(), name: 'b.safetensors' }],
  'sixty-five files': () => Array.from({ length: 65 }, (_, k) => textFile(`${k}.txt`, 'a')),
  'more bytes together than are allowed': () =>
    [0, 1].map((k) => ({ name: `${k}.bin`, bytes: new Uint8Array(33 * 1024 * 1024) })),
  // tfjs-layers
  'model.json without its weights': () => tfjs({ drop: 'weights.bin' }),
  'weights of model.json that are too short': () => cut(tfjs({}), 'weights.bin', 100),
  'model.json that is cut off': () => cut(tfjs({}), 'model.json', 300),
  'a graph model': () => tfjs({ json: { format: 'graph-model' } }),
  'model.json without a manifest': () => tfjs({ json: { weightsManifest: undefined } }),
  'model.json with a manifest of another form': () =>
    tfjs({ json: { weightsManifest: [{ paths: ['a'], weights: [{ name: 'x', shape: [-1], dtype: 'float32' }] }] } }),
  'a duplicate key in model.json': () => [
    textFile('model.json', '{"modelTopology":{},"weightsManifest":[],"weightsManifest":[]}'),
  ],
  'a key __proto__ in model.json': () => [
    textFile('model.json', '{"modelTopology":{"__proto__":{"polluted":1}},"weightsManifest":[]}'),
  ],
  'model.json nested a hundred deep': () => [
    textFile('model.json', `{"modelTopology":${'['.repeat(100)}${']'.repeat(100)}}`),
  ],
  'model.json with thirty thousand names': () => [
    textFile('model.json', `{"modelTopology":{${Array.from({ length: 30_000 }, (_, k) => `"k${k}":0`).join()}}}`),
  ],
  'model.json with too many values': () => [textFile('model.json', `{"modelTopology":[${'0,'.repeat(300_001)}0]}`)],
  'model.json with too many lists': () => [textFile('model.json', `{"modelTopology":[${'[],'.repeat(50_001)}0]}`)],
  'model.json that is too large': () => [textFile('model.json', `{"modelTopology":"${'x'.repeat(8 * 1024 * 1024)}"}`)],
  'model.json that is not UTF-8': () => [
    {
      name: 'model.json',
      bytes: Uint8Array.from([...new TextEncoder().encode('{"modelTopology":"'), 0xff, 0x22, 0x7d]),
    },
  ],
  'the hard sigmoid': () => tfjs({ config: { recurrent_activation: 'hard_sigmoid' } }),
  'an LSTM with another activation': () => tfjs({ config: { activation: 'relu' } }),
  'an LSTM that reads backwards': () => tfjs({ config: { go_backwards: true } }),
  'a bidirectional layer': () => tfjs({ kind: 'Bidirectional' }),
  'a layer of another kind': () => tfjs({ kind: 'Conv1D' }),
  'an RNN with an activation of its own': () => tfjs({ kind: 'SimpleRNN', config: { activation: 'elu' } }),
  'a head with another activation': () => tfjs({ head: { activation: 'tanh' } }),
  'weights of a wrong shape': () => tfjs({ weights: { 'lstm/recurrent_kernel': [3, 12] } }),
  'weights that no layer has': () => tfjs({ weights: { 'lstm/peephole': [2] } }),
  'quantised weights': () => tfjs({ spec: { quantization: { dtype: 'uint8', scale: 1, min: 0 } } }),
  'weights of another type': () => tfjs({ spec: { dtype: 'int32' } }),
  'a weight with a huge shape': () => tfjs({ weights: { 'dense/bias': [2 ** 40, 2 ** 12] } }),
  'GRU weights for a description of an LSTM': () =>
    tfjs({ weights: { 'lstm/kernel': [2, 6], 'lstm/recurrent_kernel': [2, 6], 'lstm/bias': [6] } }),
  // ml5
  'an ml5 folder without a file': () => ml5().filter(({ name }) => name !== 'embedding'),
  'an ml5 manifest alone': () => ml5().filter(({ name }) => name === 'manifest.json'),
  'an ml5 file that is cut off': () => cut(ml5(), 'embedding', 59),
  'an ml5 kernel of a wrong shape': () => ml5Manifest({ [KERNEL]: { filename: 'x', shape: [4, 8] } }),
  'an ml5 kernel that is no four blocks': () => ml5Manifest({ [KERNEL]: { filename: 'x', shape: [5, 9] } }),
  'an ml5 shape that is no shape': () => ml5Manifest({ embedding: { filename: 'embedding', shape: ['5', 3] } }),
  'an ml5 variable of another model': () => ml5Manifest({ 'rnnlm/attention/kernel': { filename: 'x', shape: [1] } }),
  'an ml5 shape beyond all memory': () => ml5Manifest({ embedding: { filename: 'embedding', shape: [4000, 2 ** 50] } }),
  'an ml5 vocabulary of another size': () => ml5Folder(ml5Variables(5, 3, 2, 1), ['a', 'b']),
  'an ml5 manifest with a duplicate key': () => [
    textFile('manifest.json', '{"a":{"filename":"a","shape":[1],"shape":[2]}}'),
  ],
  // recurrentjs
  'recurrentjs layers of different sizes': () => recurrentjs((json) => json.hidden_sizes.push(3)),
  'a recurrentjs generator of another kind': () => recurrentjs((json) => (json.generator = 'gru')),
  'a recurrentjs matrix of a wrong shape': () => recurrentjs((json) => (json.model['Wih0']!.n = 3)),
  'a recurrentjs matrix with too few values': () => recurrentjs((json) => (json.model['Wih0']!.w = [1, 2])),
  'a recurrentjs value that is no number': () => recurrentjs((json) => (json.model['Wih0']!.w = [1, 2, null, 4])),
  'a recurrentjs value beyond float32': () => recurrentjs((json) => (json.model['Wih0']!.w = [1, 2, 3, 1e300])),
  'a recurrentjs matrix that is missing': () => recurrentjs((json) => delete json.model['bf0']),
  'a recurrentjs matrix too many': () => recurrentjs((json) => (json.model['Wix1'] = json.model['Wix0']!)),
  'a recurrentjs size beyond all memory': () => recurrentjs((json) => (json.hidden_sizes = [2 ** 40])),
  'half a character in a recurrentjs vocabulary': () => recurrentjs((json) => (json.vocab = ['a', '\ud83d'])),
  'recurrentjs JSON that is cut off': () =>
    cut(
      recurrentjs(() => undefined),
      'saved.json',
      200,
    ),
};
