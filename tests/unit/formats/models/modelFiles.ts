/** Generators of small model files, whose weights are asymmetric: no two gates, layers or directions are alike. */
import type { GivenBytes } from '../../../../src/formats/models/openedModel.ts';
import { type NamedTensor, writeSafetensors } from '../../../../src/formats/safetensors.ts';

/** Values between −0.8 and 0.8 that repeat nowhere. */
export function values(length: number, seed: number): Float32Array<ArrayBuffer> {
  return Float32Array.from({ length }, (_, k) => Math.fround(0.8 * Math.sin(12.9898 * (k + 1) + 78.233 * seed)));
}

export function jsonFile(name: string, value: unknown): GivenBytes {
  return textFile(name, JSON.stringify(value));
}

export function textFile(name: string, text: string): GivenBytes {
  return { name, bytes: new TextEncoder().encode(text) };
}

export function floatFile(name: string, floats: Float32Array<ArrayBuffer>): GivenBytes {
  return { name, bytes: new Uint8Array(floats.buffer) };
}

export function productOf(shape: readonly number[]): number {
  return shape.reduce((a, b) => a * b, 1);
}

export type Shapes = Readonly<Record<string, readonly number[]>>;

export function tensorsOf(shapes: Shapes): NamedTensor[] {
  return Object.entries(shapes).map(([name, shape], k) => ({
    name,
    dtype: 'F32',
    shape,
    data: values(productOf(shape), k),
  }));
}

export function safetensorsFile(
  tensors: readonly NamedTensor[],
  metadata: Readonly<Record<string, string>> = {},
): GivenBytes {
  return { name: 'model.safetensors', bytes: writeSafetensors(tensors, metadata) };
}

/** Shapes of a state dict with modules called rnn, embedding and fc. */
export function stateDictShapes(gates: number, layers: number, V: number, H: number, E = 0): Shapes {
  const shapes: Record<string, readonly number[]> = E > 0 ? { 'embedding.weight': [V, E] } : {};
  for (let l = 0; l < layers; l++) {
    shapes[`rnn.weight_ih_l${l}`] = [gates * H, l > 0 ? H : E || V];
    shapes[`rnn.weight_hh_l${l}`] = [gates * H, H];
    shapes[`rnn.bias_ih_l${l}`] = [gates * H];
    shapes[`rnn.bias_hh_l${l}`] = [gates * H];
  }
  return { ...shapes, 'fc.weight': [V, H], 'fc.bias': [V] };
}

export interface Ml5Variable {
  readonly name: string;
  readonly shape: readonly number[];
  readonly data: Float32Array<ArrayBuffer>;
}

/** The variables of an ml5 charRNN, under the names of newer or older checkpoints. */
export function ml5Variables(V: number, E: number, H: number, layers: number, isOld = false): Ml5Variable[] {
  const shapes: [string, readonly number[]][] = [
    ['Variable', []],
    ['embedding', [V, E]],
  ];
  for (let l = 0; l < layers; l++) {
    const cell = `rnnlm/multi_rnn_cell/cell_${l}/basic_lstm_cell`;
    shapes.push([`${cell}/${isOld ? 'biases' : 'bias'}`, [4 * H]]);
    shapes.push([`${cell}/${isOld ? 'weights' : 'kernel'}`, [(l > 0 ? H : E) + H, 4 * H]]);
  }
  shapes.push(['rnnlm/softmax_b', [V]], ['rnnlm/softmax_w', [H, V]]);
  return shapes.map(([name, shape], k) => ({ name, shape, data: values(productOf(shape), k) }));
}

/** The folder that ml5 loads: manifest.json, vocab.json and a file for every variable. */
export function ml5Folder(variables: readonly Ml5Variable[], vocabulary: readonly string[] | null): GivenBytes[] {
  const fileOf = (name: string): string => name.replaceAll('/', '_');
  const manifest = Object.fromEntries(variables.map(({ name, shape }) => [name, { filename: fileOf(name), shape }]));
  const files = variables.map(({ name, data }) => floatFile(fileOf(name), data));
  const indices = vocabulary && Object.fromEntries(vocabulary.map((symbol, index) => [symbol, index]));
  return [...files, jsonFile('manifest.json', manifest), ...(indices ? [jsonFile('vocab.json', indices)] : [])];
}

export interface RecurrentjsJson {
  hidden_sizes: number[];
  generator: string;
  letter_size: number;
  model: Record<string, { n: number; d: number; w: unknown }>;
  letterToIndex: Record<string, number>;
  indexToLetter: Record<string, string>;
  vocab: string[];
}

/** What the character demo of recurrentjs saves; typed arrays become objects in its JSON. */
export function recurrentjsJson(
  generator: 'rnn' | 'lstm',
  letters: string[],
  E: number,
  H: number,
  layers: number,
): RecurrentjsJson {
  const V = letters.length + 1;
  const shapes: [string, number, number][] = [['Wil', V, E]];
  for (let l = 0; l < layers; l++) {
    const input = l > 0 ? H : E;
    if (generator === 'rnn') shapes.push([`Wxh${l}`, H, input], [`Whh${l}`, H, H], [`bhh${l}`, H, 1]);
    else
      for (const gate of 'ifoc')
        shapes.push([`W${gate}x${l}`, H, input], [`W${gate}h${l}`, H, H], [`b${gate}${l}`, H, 1]);
  }
  shapes.push(['Whd', V, H], ['bd', V, 1]);
  return {
    hidden_sizes: new Array<number>(layers).fill(H),
    generator,
    letter_size: E,
    model: Object.fromEntries(
      shapes.map(([name, n, d], k) => [
        name,
        { n, d, w: Object.fromEntries(Object.entries(Array.from(values(n * d, k)))) },
      ]),
    ),
    letterToIndex: Object.fromEntries(letters.map((letter, k) => [letter, k + 1])),
    indexToLetter: Object.fromEntries(letters.map((letter, k) => [String(k + 1), letter])),
    vocab: letters,
  };
}
