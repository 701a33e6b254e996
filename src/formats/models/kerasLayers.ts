/**
 * The layers of a Keras model, as tfjs-layers' model.json and Keras' `to_json()` describe them: an optional Embedding,
 * recurrent layers of one kind, one Dense, in one line. Dropout does nothing outside training.
 */
import * as v from 'valibot';
import type { Nonlinearity, ResetForm } from '../../engine/cells/channels.ts';
import { type CellKind, CELLS } from '../../engine/spec.ts';
import { ANY_OBJECT, COUNT, fitted } from './checkedJson.ts';
import { quoted, type Refuse } from './openedModel.ts';

/** The cells for which Keras has a layer. */
export type KerasCell = Extract<CellKind, 'rnn' | 'gru' | 'lstm'>;

/** One layer that has weights. */
interface WeightedLayer {
  readonly name: string;
  readonly hasBias: boolean;
}

export interface KerasLayers {
  readonly cell: KerasCell;
  readonly hidden: number;
  readonly nonlinearity: Nonlinearity;
  readonly reset: ResetForm;
  /** The width of the embedding; 0 without one. */
  readonly width: number;
  readonly embedding: string | null;
  readonly recurrent: readonly WeightedLayer[];
  readonly head: WeightedLayer;
  /** V */
  readonly vocab: number;
  readonly notes: readonly string[];
}

const TEXT = v.pipe(v.string(), v.maxLength(200));
const LAYER = v.object({
  class_name: TEXT,
  name: v.optional(TEXT),
  config: ANY_OBJECT,
  inbound_nodes: v.optional(v.unknown()),
});
const MODEL = v.object({ class_name: TEXT, config: v.union([v.array(LAYER), v.object({ layers: v.array(LAYER) })]) });
const RECURRENT = v.object({
  units: COUNT,
  activation: v.string(),
  recurrent_activation: v.optional(v.string()),
  use_bias: v.boolean(),
  go_backwards: v.optional(v.nullable(v.boolean())),
  reset_after: v.optional(v.nullable(v.boolean())),
});
const EMBEDDING = v.object({ input_dim: COUNT, output_dim: COUNT, mask_zero: v.optional(v.nullable(v.boolean())) });
const DENSE = v.object({ units: COUNT, activation: v.optional(v.nullable(v.string())), use_bias: v.boolean() });
const ACTIVATION = v.object({ activation: v.string() });
const WRAPPER = v.object({ layer: LAYER });

const CELLS_OF_KERAS: ReadonlyMap<string, KerasCell> = new Map([
  ['SimpleRNN', 'rnn'],
  ['GRU', 'gru'],
  ['LSTM', 'lstm'],
]);
const IGNORED = new Set(['InputLayer', 'Dropout', 'SpatialDropout1D', 'Softmax']);
const NONLINEARITIES: readonly Nonlinearity[] = ['tanh', 'relu', 'sigmoid'];

type Layer = v.InferOutput<typeof LAYER>;

/** @param topology as in `modelTopology` of model.json, or what `to_json()` gives */
export function kerasLayers(topology: unknown, refuse: Refuse): KerasLayers {
  const model = fitted(MODEL, unwrapped(topology), 'its description', refuse);
  const layers = Array.isArray(model.config) ? model.config : model.config.layers;
  if (model.class_name !== 'Sequential') checkLine(layers, refuse);
  return new Reading(refuse).read(layers);
}

/** Converted models have the description one level deeper. */
function unwrapped(topology: unknown): unknown {
  if (typeof topology === 'object' && topology !== null && 'model_config' in topology) return topology.model_config;
  return topology;
}

/** A model that is not Sequential must still be one line: each layer reads the one before it and no other. */
function checkLine(layers: readonly Layer[], refuse: Refuse): void {
  const names = new Set(layers.map(nameOf));
  for (const [k, layer] of layers.entries()) {
    const read = new Set<string>();
    collectNames(layer.inbound_nodes, names, read);
    const before = k === 0 ? undefined : nameOf(layers[k - 1]!);
    const isInLine = before === undefined ? read.size === 0 : read.size === 1 && read.has(before);
    if (!isInLine) refuse(`its layer ${quoted(nameOf(layer))} does not read the layer before it alone`);
  }
}

function collectNames(value: unknown, names: ReadonlySet<string>, into: Set<string>): void {
  if (typeof value === 'string') {
    if (names.has(value)) into.add(value);
  } else if (typeof value === 'object' && value !== null) {
    for (const one of Object.values(value)) collectNames(one, names, into);
  }
}

function nameOf({ name, config }: Layer): string {
  const inside = (config as { readonly name?: unknown }).name;
  return typeof inside === 'string' ? inside : (name ?? '');
}

/** "hardSigmoid", "hard_sigmoid" → "hardsigmoid" */
function plain(activation: string): string {
  return activation.replaceAll('_', '').toLowerCase();
}

/** Goes through the layers in order and keeps what the model consists of. */
class Reading {
  private embedding: { readonly name: string; readonly rows: number; readonly width: number } | null = null;
  private kind: (v.InferOutput<typeof RECURRENT> & { readonly className: string }) | null = null;
  private readonly recurrent: WeightedLayer[] = [];
  private head: (WeightedLayer & { readonly vocab: number }) | null = null;
  private readonly notes: string[] = [];

  constructor(private readonly refuse: Refuse) {}

  read(layers: readonly Layer[]): KerasLayers {
    for (const layer of layers) this.take(layer);
    const { embedding, kind, recurrent, head, notes, refuse } = this;
    if (!kind) return refuse('it has no SimpleRNN, GRU or LSTM layer');
    if (!head) return refuse('it has no Dense layer after the recurrent ones');
    if (embedding && embedding.rows !== head.vocab) {
      return refuse(`its Embedding has ${embedding.rows} symbols, but its Dense layer has ${head.vocab} outputs`);
    }
    const cell = CELLS_OF_KERAS.get(kind.className)!;
    return {
      cell,
      hidden: kind.units,
      nonlinearity: this.nonlinearity(cell, kind.activation),
      reset: kind.reset_after ? 'after' : 'before',
      width: embedding?.width ?? 0,
      embedding: embedding?.name ?? null,
      recurrent,
      head,
      vocab: head.vocab,
      notes,
    };
  }

  private take(layer: Layer): void {
    const { class_name: className, config } = layer;
    const name = nameOf(layer);
    const what = `its layer ${quoted(name)}`;
    if (IGNORED.has(className)) return;
    if (className === 'TimeDistributed') {
      const { layer: inner } = fitted(WRAPPER, config, what, this.refuse);
      if (inner.class_name !== 'Dense') return this.stranger(name, inner.class_name);
      this.takeHead(name, inner.config, what);
    } else if (className === 'Embedding') this.takeEmbedding(name, config, what);
    else if (CELLS_OF_KERAS.has(className)) this.takeRecurrent(name, className, config, what);
    else if (className === 'Dense') this.takeHead(name, config, what);
    else if (className === 'Activation') {
      const { activation } = fitted(ACTIVATION, config, what, this.refuse);
      if (!this.head) this.stranger(name, className);
      this.checkOutput(activation, what);
    } else if (className === 'Bidirectional') {
      this.refuse(`${what} is Bidirectional, which reads the text backwards as well`, 'Open a model without it.');
    } else this.stranger(name, className);
  }

  private stranger(name: string, className: string): never {
    return this.refuse(`its layer ${quoted(name)} is of the kind ${quoted(className)}, which has no place there`);
  }

  private takeEmbedding(name: string, config: unknown, what: string): void {
    if (this.embedding || this.kind) this.refuse(`${what} is not the first layer`);
    const { input_dim: rows, output_dim: width, mask_zero: isMasked } = fitted(EMBEDDING, config, what, this.refuse);
    this.embedding = { name, rows, width };
    if (isMasked) this.notes.push('It skips the symbol 0 (mask_zero); here the symbol is read like the others.');
  }

  private takeRecurrent(name: string, className: string, config: unknown, what: string): void {
    if (this.head) this.refuse(`${what} stands after the Dense layer`);
    const layer = { ...fitted(RECURRENT, config, what, this.refuse), className };
    const { activation, recurrent_activation: gates } = layer;
    if (layer.go_backwards) this.refuse(`${what} reads the text backwards`, 'Open a model with go_backwards=False.');
    if (className !== 'SimpleRNN') {
      if (gates === undefined) this.refuse(`${what} has no valid "recurrent_activation"`);
      else if (plain(gates) === 'hardsigmoid') {
        this.refuse(
          `the gates of ${what} are computed by the hard sigmoid, and those of this page by the true one`,
          "Train it again with recurrentActivation: 'sigmoid'.",
        );
      } else if (plain(gates) !== 'sigmoid') this.refuse(`the gates of ${what} are computed by ${quoted(gates)}`);
      if (plain(activation) !== 'tanh') this.refuse(`${what} has the activation ${quoted(activation)} and not tanh`);
    }
    const first = this.kind ?? layer;
    const keys = ['className', 'units', 'activation', 'reset_after'] as const;
    const other = keys.find((key) => first[key] !== layer[key]);
    if (other) this.refuse(`its recurrent layers differ in ${other === 'className' ? 'kind' : other}`);
    this.kind = first;
    this.recurrent.push({ name, hasBias: layer.use_bias });
  }

  private takeHead(name: string, config: unknown, what: string): void {
    if (!this.kind) this.refuse(`${what} stands before the recurrent layers`);
    if (this.head) this.refuse('it has more than one Dense layer');
    const { units, activation, use_bias: hasBias } = fitted(DENSE, config, what, this.refuse);
    this.checkOutput(activation ?? 'linear', what);
    this.head = { name, hasBias, vocab: units };
  }

  private checkOutput(activation: string, what: string): void {
    if (!['softmax', 'linear'].includes(plain(activation))) {
      this.refuse(`${what} has the activation ${quoted(activation)} and not softmax`);
    }
  }

  private nonlinearity(cell: CellKind, activation: string): Nonlinearity {
    if (CELLS[cell].variant !== 'nonlinearity') return 'tanh';
    const found = NONLINEARITIES.find((one) => one === plain(activation));
    return found ?? this.refuse(`its recurrent layers have the activation ${quoted(activation)}`);
  }
}
