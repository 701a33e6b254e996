/**
 * The JSON that the character demo of recurrentjs saves: matrices {n, d, w} of n rows and d columns, which multiply from
 * the left like PyTorch's, one for each gate. Symbol 0 stands for the beginning and the end of a sentence; the demo cuts its
 * text into sentences at line ends, so that here symbol 0 is the line feed. Its RNN has ReLU.
 *
 * Source: Karpathy, recurrentjs (2014), `initLSTM`, `forwardLSTM`, `initRNN`, `forwardRNN`, and the demo's `saveModel`.
 */
import * as v from 'valibot';
import { type CellKind, CELLS, inputWidth, type ModelSpec } from '../../engine/spec.ts';
import { MAX_ELEMENTS, MAX_LAYERS, MAX_TENSORS, MAX_VOCAB } from '../../limits/limits.ts';
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

const refuse = refusal('recurrentjs');

const MODEL = v.object({
  generator: v.picklist(['rnn', 'lstm']),
  hidden_sizes: v.pipe(v.array(COUNT), v.minLength(1), v.maxLength(MAX_LAYERS)),
  letter_size: COUNT,
  model: ANY_OBJECT,
  vocab: v.pipe(v.array(v.string()), v.maxLength(MAX_VOCAB)),
});
const MATRIX = v.object({ n: COUNT, d: COUNT, w: v.custom<object>((w) => typeof w === 'object' && w !== null) });

/** The letter of each of our gate blocks in the names of the file: Wix0, Wih0, bi0. */
const GATE_LETTERS: Readonly<Partial<Record<CellKind, readonly string[]>>> = { lstm: ['i', 'f', 'c', 'o'] };

const START = '\n';
/** What stands for the beginning and the end if the vocabulary has a line feed already: U+2403. */
const OTHER_START = '\u2403';

/** @throws ImportError if it is not a model that this page can show */
export function readRecurrentjsModel(file: GivenBytes): OpenedModel {
  const saved = fitted(MODEL, parseJson(file.bytes, 'the file', refuse), 'the file', refuse);
  const { generator: cell, hidden_sizes: sizes, letter_size: embedding, vocab: letters } = saved;
  const hidden = sizes[0]!;
  if (sizes.some((size) => size !== hidden)) {
    refuse(`its layers have ${sizes.join(', ')} units, and all layers of a model here have the same number`);
  }
  const start = letters.includes(START) ? OTHER_START : START;
  const vocabulary = symbolsOf([start, ...letters], refuse);
  const spec: ModelSpec = {
    cell,
    vocab: vocabulary.length,
    hidden,
    layers: sizes.length,
    embedding,
    nonlinearity: 'relu',
    reset: 'after',
  };
  if (embedding < 1) refuse('its letters have no size');
  checkSizes(spec, refuse);

  const matrices = saved.model as Readonly<Record<string, unknown>>;
  const names = Object.keys(matrices);
  if (names.length > MAX_TENSORS) refuse(`it has more than ${MAX_TENSORS} matrices`);
  const unused = new Set(names);
  const take = (name: string, n: number, d: number): Matrix => {
    if (!unused.delete(name)) return refuse(`it has no matrix ${quoted(name)}`);
    return matrixOf(name, matrices[name], n, d);
  };
  const letter = take('Wil', vocabulary.length, embedding);
  const layers = sizes.map((_, l) => {
    const input = inputWidth(spec, l);
    const gates = GATE_LETTERS[cell];
    if (!gates)
      return [{ x: take(`Wxh${l}`, hidden, input), h: take(`Whh${l}`, hidden, hidden), b: take(`bhh${l}`, hidden, 1) }];
    return gates.map((gate) => ({
      x: take(`W${gate}x${l}`, hidden, input),
      h: take(`W${gate}h${l}`, hidden, hidden),
      b: take(`b${gate}${l}`, hidden, 1),
    }));
  });
  const head = take('Whd', vocabulary.length, hidden);
  const headBias = take('bd', vocabulary.length, 1);
  for (const name of unused) refuse(`it has a matrix ${quoted(name)}, which such a model does not have`);

  const assembly = new Assembly(spec);
  copy(letter, assembly.view('embedding.weight'));
  for (const [l, gates] of layers.entries()) {
    for (const [g, { x, h, b }] of gates.entries()) {
      const block = (name: string): Float32Array => {
        const all = assembly.view(`rnn.${name}_l${l}`);
        const size = all.length / CELLS[cell].gates.length;
        return all.subarray(g * size, (g + 1) * size);
      };
      copy(x, block('weight_ih'));
      copy(h, block('weight_hh'));
      copy(b, block('bias_ih'));
    }
  }
  copy(head, assembly.view('head.weight'));
  copy(headBias, assembly.view('head.bias'));
  const name = start === START ? 'the line feed' : `“${OTHER_START}”`;
  return {
    format: 'recurrentjs model',
    spec,
    params: assembly.params,
    vocabulary,
    isNonlinearityOpen: false,
    trained: null,
    notes: [`Its symbol for the beginning and the end of a sentence is read as ${name}.`],
  };
}

interface Matrix {
  readonly name: string;
  readonly size: number;
  readonly values: Readonly<Record<number, unknown>>;
}

function matrixOf(name: string, value: unknown, n: number, d: number): Matrix {
  const what = `the matrix ${quoted(name)}`;
  const matrix = fitted(MATRIX, value, what, refuse);
  if (matrix.n !== n || matrix.d !== d) {
    return refuse(`${what} is ${shapeText([matrix.n, matrix.d])} and should be ${shapeText([n, d])}`);
  }
  if (n * d > MAX_ELEMENTS) return refuse(`${what} has more than ${MAX_ELEMENTS} values`);
  // A list, or an object with the indices as keys, which is how JSON writes a typed array.
  const count = Array.isArray(matrix.w) ? matrix.w.length : Object.keys(matrix.w).length;
  if (count !== n * d) return refuse(`${what} should have ${n * d} values and has ${count}`);
  return { name, size: n * d, values: matrix.w as Readonly<Record<number, unknown>> };
}

/** Into a block of parameters. A value that is no number is refused. */
function copy({ name, size, values }: Matrix, into: Float32Array): void {
  for (let k = 0; k < size; k++) {
    const value = values[k];
    if (typeof value !== 'number') return refuse(`the matrix ${quoted(name)} has no number at ${k}`);
    into[k] = value;
  }
  checkFinite(name, into);
}
