/** model.json and its binary file, of an LSTM of 2 units and a Dense for 3 symbols, with something changed. */
import type { GivenBytes } from '../../../../src/formats/models/openedModel.ts';
import { floatFile, jsonFile, productOf, type Shapes, values } from './modelFiles.ts';

export interface TfjsChange {
  readonly kind?: string;
  /** Fields of the recurrent layer's config, of the head's, and of model.json. */
  readonly config?: object;
  readonly head?: object;
  readonly json?: object;
  /** Shapes of weights by their names. */
  readonly weights?: Shapes;
  /** Fields of the entry of the first weight. */
  readonly spec?: object;
  /** A file that is left out. */
  readonly drop?: string;
}

const GATES: Readonly<Record<string, number>> = { SimpleRNN: 1, GRU: 3, LSTM: 4 };

export function tfjsFiles({
  kind = 'LSTM',
  config,
  head,
  json,
  weights,
  spec,
  drop,
}: TfjsChange): readonly GivenBytes[] {
  const gates = GATES[kind] ?? 4;
  const isAfter = config !== undefined && 'reset_after' in config;
  const shapes: Shapes = {
    'lstm/kernel': [3, 2 * gates],
    'lstm/recurrent_kernel': [2, 2 * gates],
    'lstm/bias': isAfter ? [2, 2 * gates] : [2 * gates],
    'dense/kernel': [2, 3],
    'dense/bias': [3],
    ...weights,
  };
  const recurrent = {
    name: 'lstm',
    units: 2,
    activation: 'tanh',
    recurrent_activation: 'sigmoid',
    use_bias: true,
    return_sequences: true,
    go_backwards: false,
    batch_input_shape: [null, null, 3],
    ...config,
  };
  const layers = [
    { class_name: kind, config: recurrent },
    { class_name: 'Dense', config: { name: 'dense', units: 3, activation: 'softmax', use_bias: true, ...head } },
  ];
  const entries = Object.entries(shapes);
  const model = {
    modelTopology: {
      class_name: 'Sequential',
      config: { name: 'sequential', layers },
      keras_version: 'tfjs-layers 4.22.0',
    },
    format: 'layers-model',
    weightsManifest: [
      {
        paths: ['./weights.bin'],
        weights: entries.map(([name, shape], k) => ({ name, shape, dtype: 'float32', ...(k === 0 ? spec : {}) })),
      },
    ],
    ...json,
  };
  const size = entries.reduce((sum, [, shape]) => sum + Math.min(productOf(shape), 1000), 0);
  return [jsonFile('model.json', model), floatFile('weights.bin', values(size, 5))].filter(({ name }) => name !== drop);
}
