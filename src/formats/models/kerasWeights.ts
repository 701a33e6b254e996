/**
 * The weights of a Keras model in the layout of this page. Keras multiplies from the right, so matrices are transposed,
 * and its gate blocks are i f c o (LSTM) and z r h (GRU), where z = 1 keeps the old state as in PyTorch.
 *
 * Source: keras.layers.LSTM and GRU; for `reset_after` the bias is [2, 3H], its second row inside the reset gate.
 */
import { CELLS, inputWidth, type ModelSpec } from '../../engine/spec.ts';
import type { KerasCell, KerasLayers } from './kerasLayers.ts';
import { Assembly, checkFinite, checkSizes, type OpenedModel, quoted, type Refuse, shapeText } from './openedModel.ts';

/** One array of weights by its path, such as "lstm_1/lstm_cell/kernel". Its values are read when all shapes are checked. */
export interface KerasWeight {
  readonly name: string;
  readonly shape: readonly number[];
  read(): Float32Array;
}

/** For each of our gate blocks the index of Keras' block. */
const GATE_ORDER: Readonly<Record<KerasCell, readonly number[]>> = { rnn: [0], gru: [1, 0, 2], lstm: [0, 1, 2, 3] };

/** @throws ImportError, by `refuse`, if layers and weights do not fit together. */
export function kerasModel(
  layers: KerasLayers,
  weights: readonly KerasWeight[],
  format: string,
  refuse: Refuse,
): OpenedModel {
  const { cell, hidden, vocab, width, nonlinearity, reset, recurrent, head } = layers;
  const spec: ModelSpec = { cell, hidden, vocab, layers: recurrent.length, embedding: width, nonlinearity, reset };
  checkSizes(spec, refuse);
  const order = GATE_ORDER[cell];
  const columns = order.length * hidden;
  const isAfter = CELLS[cell].variant === 'reset' && reset === 'after';

  const unused = new Set(weights);
  const take = (layer: string, what: string, ...shape: number[]): KerasWeight => {
    const found = weights.filter(({ name }) => isOf(name, layer, what));
    const [weight] = found;
    if (!weight) return refuse(`it has no weights "${what}" of the layer ${quoted(layer)}`);
    if (found.length > 1) return refuse(`it has the weights "${what}" of the layer ${quoted(layer)} twice`);
    if (weight.shape.join() !== shape.join()) {
      return refuse(`${quoted(weight.name)} is ${shapeText(weight.shape)} and should be ${shapeText(shape)}`);
    }
    unused.delete(weight);
    return weight;
  };
  const embedding = layers.embedding === null ? null : take(layers.embedding, 'embeddings', vocab, width);
  const parts = recurrent.map(({ name, hasBias }, l) => ({
    kernel: take(name, 'kernel', inputWidth(spec, l), columns),
    recurrentKernel: take(name, 'recurrent_kernel', hidden, columns),
    bias: hasBias ? take(name, 'bias', ...(isAfter ? [2, columns] : [columns])) : null,
  }));
  const headKernel = take(head.name, 'kernel', hidden, vocab);
  const headBias = head.hasBias ? take(head.name, 'bias', vocab) : null;
  for (const { name } of unused) refuse(`it has the weights ${quoted(name)}, which belong to none of its layers`);

  const assembly = new Assembly(spec);
  const read = (weight: KerasWeight): Float32Array => {
    const values = weight.read();
    checkFinite(weight.name, values);
    return values;
  };
  if (embedding) assembly.set('embedding.weight', read(embedding));
  for (const [l, { kernel, recurrentKernel, bias }] of parts.entries()) {
    assembly.setTransposed(`rnn.weight_ih_l${l}`, { data: read(kernel), columns, firstRow: 0 }, order);
    assembly.setTransposed(`rnn.weight_hh_l${l}`, { data: read(recurrentKernel), columns, firstRow: 0 }, order);
    if (!bias) continue;
    const values = read(bias);
    assembly.setBlocks(`rnn.bias_ih_l${l}`, values, order);
    if (isAfter) assembly.setBlocks(`rnn.bias_hh_l${l}`, values, order, columns);
  }
  assembly.setTransposed('head.weight', { data: read(headKernel), columns: vocab, firstRow: 0 }, [0]);
  if (headBias) assembly.set('head.bias', read(headBias));
  return {
    format,
    spec,
    params: assembly.params,
    vocabulary: null,
    isNonlinearityOpen: false,
    trained: null,
    notes: layers.notes,
  };
}

/** Whether a path such as "sequential/lstm_1/lstm_cell/kernel:0" names these weights of a layer. */
function isOf(path: string, layer: string, what: string): boolean {
  const segments = path.replace(/:0$/, '').split('/');
  return segments.at(-1) === what && segments.slice(0, -1).includes(layer);
}
