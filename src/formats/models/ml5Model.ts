/**
 * The folder of an ml5 charRNN: manifest.json names a file of raw little-endian float32 for every variable of a
 * TensorFlow 1 checkpoint, and vocab.json numbers the characters. The variables are an embedding, BasicLSTMCells and a
 * softmax layer:
 *
 *     [i j f o] = [x h] · kernel + bias     c = σ(f + 1) ⊙ cPrev + σ(i) ⊙ tanh(j)     h = σ(o) ⊙ tanh(c)
 *
 * The kernel holds the rows of the input and then those of the state. The 1 is added when the model runs and is not in
 * the file; here it goes into the bias. Older checkpoints call the kernel "weights" and the bias "biases".
 *
 * Source: TensorFlow 1, `tf.nn.rnn_cell.BasicLSTMCell`; ml5's charRNN and its training script.
 */
import * as v from 'valibot';
import type { ModelSpec } from '../../engine/spec.ts';
import { MAX_ELEMENTS, MAX_RANK, MAX_TENSORS } from '../../limits/limits.ts';
import { ANY_OBJECT, COUNT, fitted, parseJson } from './checkedJson.ts';
import {
  Assembly,
  checkFinite,
  checkSizes,
  type GivenBytes,
  type OpenedModel,
  quoted,
  refusal,
  shapeText,
} from './openedModel.ts';
import { symbolsOf } from './symbolList.ts';

const refuse = refusal('ml5');

const VARIABLE = v.object({
  filename: v.pipe(v.string(), v.maxLength(400)),
  shape: v.pipe(v.array(COUNT), v.maxLength(MAX_RANK)),
});
type Variable = v.InferOutput<typeof VARIABLE>;

const CELL = /(?:^|\/)(?:cell_(\d{1,3})\/)?basic_lstm_cell\/(kernel|weights|bias|biases)$/;
const ROLES: ReadonlyMap<string, string> = new Map([
  ['embedding', 'embedding'],
  ['softmax_w', 'head'],
  ['softmax_b', 'head bias'],
]);
/** What optimizers and counters leave in a checkpoint. */
const LEFT_OUT =
  /(^|\/)(Variable(_\d+)?|global_step|learning_rate|lr|beta\d_power|Adam(_\d+)?|RMSProp(_\d+)?|Momentum)$/;

/** i j f o in the file, i f g o here. */
const GATE_ORDER = [0, 2, 1, 3];

/**
 * @param manifest manifest.json
 * @param files the files that were opened with it
 * @throws ImportError if it is not a model that this page can show
 */
export function readMl5Model(manifest: GivenBytes, files: readonly GivenBytes[]): OpenedModel {
  const entries = Object.entries(
    fitted(ANY_OBJECT, parseJson(manifest.bytes, 'manifest.json', refuse), 'manifest.json', refuse),
  );
  if (entries.length > MAX_TENSORS) refuse(`manifest.json names more than ${MAX_TENSORS} variables`);
  const variables = new Map<string, Variable & { readonly name: string }>();
  let layers = 0;
  for (const [name, value] of entries) {
    const [, cell = '0', what] = CELL.exec(name) ?? [];
    const role = what
      ? `${what.startsWith('b') ? 'bias' : 'kernel'} ${cell}`
      : ROLES.get(name.slice(name.lastIndexOf('/') + 1));
    if (role === undefined) {
      if (!LEFT_OUT.test(name)) refuse(`it has a variable ${quoted(name)}, which a charRNN does not have`);
      continue;
    }
    if (variables.has(role)) refuse(`it has the variable ${quoted(name)} twice`);
    variables.set(role, { ...fitted(VARIABLE, value, `the entry ${quoted(name)}`, refuse), name });
    if (what) layers = Math.max(layers, Number(cell) + 1);
  }

  const shapeOf = (role: string, called: string): readonly [number, number] => {
    const [rows, columns, more] = (variables.get(role) ?? refuse(`it has no variable ${quoted(called)}`)).shape;
    if (rows === undefined || columns === undefined || more !== undefined)
      return refuse(`${quoted(called)} is not a matrix`);
    return [rows, columns];
  };
  const [vocab, width] = shapeOf('embedding', 'embedding');
  const [, columns] = shapeOf('kernel 0', 'basic_lstm_cell/kernel');
  if (columns % 4 !== 0) refuse(`its kernel has ${columns} columns, which are not 4 blocks of H`);
  const hidden = columns / 4;
  const spec: ModelSpec = {
    cell: 'lstm',
    vocab,
    hidden,
    layers,
    embedding: width,
    nonlinearity: 'tanh',
    reset: 'after',
  };
  checkSizes(spec, refuse);

  const take = (role: string, called: string, ...shape: number[]): (() => Float32Array) => {
    const variable = variables.get(role) ?? refuse(`it has no variable ${quoted(called)}`);
    const { name, filename } = variable;
    if (variable.shape.join() !== shape.join()) {
      return refuse(`${quoted(name)} is ${shapeText(variable.shape)} and should be ${shapeText(shape)}`);
    }
    const elements = shape.reduce((a, b) => a * b, 1);
    if (elements > MAX_ELEMENTS) return refuse(`${quoted(name)} has more than ${MAX_ELEMENTS} values`);
    const bytes = files.find((file) => file !== manifest && file.name === filename)?.bytes;
    if (!bytes) return refuse(`the file ${quoted(filename)} of ${quoted(name)} was not opened with it`);
    if (bytes.length !== 4 * elements) {
      return refuse(`the file ${quoted(filename)} should have ${4 * elements} bytes and has ${bytes.length}`);
    }
    return () => {
      const values = new Float32Array(elements);
      new Uint8Array(values.buffer).set(bytes);
      checkFinite(name, values);
      return values;
    };
  };
  const embedding = take('embedding', 'embedding', vocab, width);
  const cells = Array.from({ length: layers }, (_, l) => {
    const input = l === 0 ? width : hidden;
    return {
      input,
      kernel: take(`kernel ${l}`, `cell_${l}/basic_lstm_cell/kernel`, input + hidden, columns),
      bias: take(`bias ${l}`, `cell_${l}/basic_lstm_cell/bias`, columns),
    };
  });
  const head = take('head', 'softmax_w', hidden, vocab);
  const headBias = take('head bias', 'softmax_b', vocab);
  const vocabulary = vocabularyIn(files, vocab);

  const assembly = new Assembly(spec);
  assembly.set('embedding.weight', embedding());
  for (const [l, { input, kernel, bias }] of cells.entries()) {
    const data = kernel();
    assembly.setTransposed(`rnn.weight_ih_l${l}`, { data, columns, firstRow: 0 }, GATE_ORDER);
    assembly.setTransposed(`rnn.weight_hh_l${l}`, { data, columns, firstRow: input }, GATE_ORDER);
    assembly.setBlocks(`rnn.bias_ih_l${l}`, bias(), GATE_ORDER);
    const forget = assembly.view(`rnn.bias_ih_l${l}`).subarray(hidden, 2 * hidden);
    for (let j = 0; j < hidden; j++) forget[j]! += 1;
  }
  assembly.setTransposed('head.weight', { data: head(), columns: vocab, firstRow: 0 }, [0]);
  assembly.set('head.bias', headBias());
  return {
    format: 'ml5 charRNN',
    spec,
    params: assembly.params,
    vocabulary,
    isNonlinearityOpen: false,
    trained: null,
    notes: ['The forget bias of 1 that ml5 adds when it runs is part of the biases here.'],
  };
}

/** The characters of vocab.json; null where it was not opened too. */
function vocabularyIn(files: readonly GivenBytes[], vocab: number): readonly string[] | null {
  const file = files.find(({ name }) => name === 'vocab.json');
  if (!file) return null;
  const symbols = symbolsOf(parseJson(file.bytes, 'vocab.json', refuse), refuse);
  if (symbols.length !== vocab)
    refuse(`vocab.json has ${symbols.length} characters, but the embedding has ${vocab} rows`);
  return symbols;
}
