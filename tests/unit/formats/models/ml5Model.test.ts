import { describe, expect, it } from 'vitest';
import { openModel } from '../../../../src/formats/models/openModel.ts';
import { ml5Folder, ml5Variables, type Ml5Variable } from './modelFiles.ts';
import { largestDifference, readLogits, sigmoid, timesMatrix } from './readLogits.ts';

const V = 6;
const E = 3;
const H = 4;
const SYMBOLS = ['e', '\n', 'a', '😀', ' ', 'b'];
const TOKENS = [3, 0, 5, 1, 1, 4, 2, 0];

/** TensorFlow 1's equations, in float64: columns i j f o, the input's rows before the state's, and 1 added to f. */
function logitsOf(variables: readonly Ml5Variable[], layers: number): number[] {
  const of = (end: string): Float32Array => variables.find(({ name }) => name.endsWith(end))!.data;
  const h = Array.from({ length: layers }, () => new Array<number>(H).fill(0));
  const c = Array.from({ length: layers }, () => new Array<number>(H).fill(0));
  return TOKENS.flatMap((token) => {
    let x = Array.from(of('embedding').subarray(token * E, (token + 1) * E));
    for (let l = 0; l < layers; l++) {
      const bias = of(`cell_${l}/basic_lstm_cell/bias`);
      const a = timesMatrix([...x, ...h[l]!], of(`cell_${l}/basic_lstm_cell/kernel`), 4 * H).map(
        (one, k) => one + bias[k]!,
      );
      c[l] = c[l]!.map((before, j) => before * sigmoid(a[2 * H + j]! + 1) + sigmoid(a[j]!) * Math.tanh(a[H + j]!));
      h[l] = c[l]!.map((now, j) => Math.tanh(now) * sigmoid(a[3 * H + j]!));
      x = h[l]!;
    }
    return timesMatrix(x, of('softmax_w'), V).map((one, k) => one + of('softmax_b')[k]!);
  });
}

describe('a charRNN of ml5', () => {
  it.each([1, 2, 3])('computes what TensorFlow 1 computes, with %i layers', (layers) => {
    const variables = ml5Variables(V, E, H, layers);
    const model = openModel(ml5Folder(variables, SYMBOLS))!;
    expect(model.spec).toMatchObject({ cell: 'lstm', vocab: V, embedding: E, hidden: H, layers });
    expect(model.vocabulary).toEqual(SYMBOLS);
    expect(largestDifference(readLogits(model, TOKENS), logitsOf(variables, layers))).toBeLessThan(1e-5);
  });

  it('takes the names of older checkpoints, and the variables of an optimizer', () => {
    const old = ml5Variables(V, E, H, 2, true);
    const slots = ml5Variables(V, E, H, 2).map((one) => ({ ...one, name: `${one.name}/Adam_1` }));
    const beside = openModel(ml5Folder([...old, ...slots], SYMBOLS))!;
    expect(beside.params).toEqual(openModel(ml5Folder(ml5Variables(V, E, H, 2), SYMBOLS))!.params);
  });

  it('is a model without a vocabulary where vocab.json was not opened', () => {
    expect(openModel(ml5Folder(ml5Variables(V, E, H, 1), null))!.vocabulary).toBeNull();
  });
});
