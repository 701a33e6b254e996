import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { openModel } from '../../../../src/formats/models/openModel.ts';
import type { GivenBytes } from '../../../../src/formats/models/openedModel.ts';
import { jsonFile, safetensorsFile, values } from './modelFiles.ts';
import { largestDifference, readLogits, sigmoid, timesMatrix } from './readLogits.ts';

const V = 7;
const H = 5;
const E = 3;
const TOKENS = [3, 0, 6, 1, 1, 5, 2, 4, 0];

beforeAll(async () => {
  await tf.setBackend('cpu');
});

type Kind = 'SimpleRNN' | 'GRU' | 'LSTM';

interface Made {
  readonly kind: Kind;
  readonly layers: number;
  readonly embedding: boolean;
  readonly isFunctional?: boolean;
  readonly useBias?: boolean;
  readonly activation?: 'relu' | 'tanh';
}

function recurrentLayer(kind: Kind, more: object): tf.layers.Layer {
  const args = { units: H, returnSequences: true, ...more };
  if (kind === 'SimpleRNN') return tf.layers.simpleRNN(args);
  if (kind === 'GRU') return tf.layers.gru({ recurrentActivation: 'sigmoid', ...args });
  return tf.layers.lstm({ recurrentActivation: 'sigmoid', ...args });
}

/** A model of tfjs itself, with asymmetric weights; its head has no softmax, so that it predicts logits. */
function make({ kind, layers, embedding, isFunctional = false, useBias = true, activation }: Made): tf.LayersModel {
  const stack: tf.layers.Layer[] = [];
  if (embedding)
    stack.push(
      tf.layers.embedding({ inputDim: V, outputDim: E, ...(isFunctional ? {} : { inputShape: [null] as never }) }),
    );
  for (let l = 0; l < layers; l++) {
    const first = l === 0 && !embedding && !isFunctional ? { inputShape: [null, V] } : {};
    stack.push(recurrentLayer(kind, { useBias, ...first, ...(activation ? { activation } : {}) }));
    stack.push(tf.layers.dropout({ rate: 0.2 }));
  }
  stack.push(
    isFunctional
      ? tf.layers.timeDistributed({ layer: tf.layers.dense({ units: V }) })
      : tf.layers.dense({ units: V, useBias }),
  );
  let model: tf.LayersModel;
  if (isFunctional) {
    const inputs = tf.input({ shape: embedding ? [null] : [null, V] });
    const outputs = stack.reduce((x, layer) => layer.apply(x) as tf.SymbolicTensor, inputs);
    model = tf.model({ inputs, outputs });
  } else model = tf.sequential({ layers: stack });
  model.setWeights(model.getWeights().map((weight, k) => tf.tensor(values(weight.size, k + 1), weight.shape)));
  return model;
}

/** The files that tfjs writes for a download. */
async function filesOf(model: tf.LayersModel, shards = 1): Promise<GivenBytes[]> {
  let files: GivenBytes[] = [];
  await model.save(
    tf.io.withSaveHandler(async (artifacts) => {
      const { modelTopology, weightSpecs, weightData } = artifacts;
      const data = new Uint8Array(weightData as ArrayBuffer);
      const size = Math.ceil(data.length / shards);
      const paths = Array.from({ length: shards }, (_, k) => `./weights.${k}.bin`);
      files = [
        jsonFile('model.json', {
          modelTopology,
          format: 'layers-model',
          weightsManifest: [{ paths, weights: weightSpecs }],
        }),
        ...paths.map((path, k) => ({ name: path.slice(2), bytes: data.slice(k * size, (k + 1) * size) })),
      ];
      return { modelArtifactsInfo: { dateSaved: new Date(0), modelTopologyType: 'JSON' as const } };
    }),
  );
  return files;
}

function predicted(model: tf.LayersModel, embedding: boolean): number[] {
  const x = embedding
    ? tf.tensor2d([TOKENS])
    : tf.oneHot(tf.tensor2d([TOKENS], undefined, 'int32'), V, 1, 0, 'float32');
  return Array.from((model.predict(x) as tf.Tensor).dataSync());
}

const MADE: readonly Made[] = (['SimpleRNN', 'GRU', 'LSTM'] as const).flatMap((kind) => [
  { kind, layers: 1, embedding: false },
  { kind, layers: 2, embedding: true },
  { kind, layers: 1, embedding: true, useBias: false },
  { kind, layers: 2, embedding: false, isFunctional: true },
]);

describe('a model of tfjs-layers', () => {
  it.each([...MADE, { kind: 'SimpleRNN', layers: 1, embedding: false, activation: 'relu' } as const])(
    'predicts what tfjs predicts: %o',
    async (made) => {
      const model = make(made);
      const opened = openModel(await filesOf(model, made.layers))!;
      expect(opened.spec).toMatchObject({
        vocab: V,
        hidden: H,
        layers: made.layers,
        embedding: made.embedding ? E : 0,
      });
      expect(largestDifference(readLogits(opened, TOKENS), predicted(model, made.embedding))).toBeLessThan(1e-5);
    },
  );

  it('takes a single file of weights that was renamed', async () => {
    const [json, weights] = await filesOf(make({ kind: 'LSTM', layers: 1, embedding: true }));
    const renamed = [
      { name: 'group1-shard1of1 (1).bin', bytes: weights!.bytes },
      { name: 'model (1).json', bytes: json!.bytes },
    ];
    expect(openModel(renamed)!.spec.cell).toBe('lstm');
  });
});

/** Keras' own description, as `to_json()` gives it, of an Embedding, two GRUs with reset_after and a Dense. */
function kerasGru(): { readonly json: string; readonly shapes: readonly (readonly [string, readonly number[]])[] } {
  const gru = (name: string): object => ({
    module: 'keras.layers',
    class_name: 'GRU',
    config: {
      name,
      trainable: true,
      units: H,
      activation: 'tanh',
      recurrent_activation: 'sigmoid',
      use_bias: true,
      go_backwards: false,
      reset_after: true,
    },
    registered_name: null,
    build_config: { input_shape: [null, null, E] },
  });
  const layers = [
    { class_name: 'InputLayer', config: { name: 'input_layer', batch_shape: [null, null] } },
    { class_name: 'Embedding', config: { name: 'embedding', input_dim: V, output_dim: E, mask_zero: false } },
    gru('gru'),
    gru('gru_1'),
    { class_name: 'Dense', config: { name: 'dense', units: V, activation: 'softmax', use_bias: true } },
  ];
  const cell = (name: string, input: number): [string, number[]][] => [
    [`sequential/${name}/gru_cell/kernel`, [input, 3 * H]],
    [`sequential/${name}/gru_cell/recurrent_kernel`, [H, 3 * H]],
    [`sequential/${name}/gru_cell/bias`, [2, 3 * H]],
  ];
  return {
    json: JSON.stringify({
      module: 'keras',
      class_name: 'Sequential',
      config: { name: 'sequential', layers },
      registered_name: null,
    }),
    shapes: [
      ['sequential/embedding/embeddings', [V, E]],
      ...cell('gru', E),
      ...cell('gru_1', H),
      ['sequential/dense/kernel', [H, V]],
      ['sequential/dense/bias', [V]],
    ],
  };
}

describe('a converted Keras model', () => {
  it('computes a GRU with reset_after as Keras does', () => {
    const { json, shapes } = kerasGru();
    const tensors = shapes.map(([name, shape], k) => ({
      name,
      dtype: 'F32' as const,
      shape,
      data: values(
        shape.reduce((a, b) => a * b),
        k,
      ),
    }));
    const opened = openModel([safetensorsFile(tensors, { keras: json })])!;
    expect(opened.spec).toMatchObject({ cell: 'gru', reset: 'after', layers: 2, embedding: E });

    // Keras' equations, written out: z, r and then the candidate, whose reset gate multiplies U h + its own bias.
    const of = (end: string): Float32Array => tensors.find(({ name }) => name.endsWith(end))!.data;
    const state = [new Array<number>(H).fill(0), new Array<number>(H).fill(0)];
    const expected = TOKENS.flatMap((token) => {
      let x = Array.from(of('embeddings').subarray(token * E, (token + 1) * E));
      for (const [l, name] of ['gru/gru_cell', 'gru_1/gru_cell'].entries()) {
        const bias = of(`${name}/bias`);
        const fromX = timesMatrix(x, of(`${name}/kernel`), 3 * H).map((a, k) => a + bias[k]!);
        const fromH = timesMatrix(state[l]!, of(`${name}/recurrent_kernel`), 3 * H).map((a, k) => a + bias[3 * H + k]!);
        x = state[l]!.map((h, j) => {
          const z = sigmoid(fromX[j]! + fromH[j]!);
          const r = sigmoid(fromX[H + j]! + fromH[H + j]!);
          const candidate = Math.tanh(fromX[2 * H + j]! + r * fromH[2 * H + j]!);
          return z * h + (1 - z) * candidate;
        });
        state[l] = x;
      }
      return timesMatrix(x, of('dense/kernel'), V).map((a, k) => a + of('dense/bias')[k]!);
    });
    expect(largestDifference(readLogits(opened, TOKENS), expected)).toBeLessThan(1e-5);
  });
});
