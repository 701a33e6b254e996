import { CELLS, inputWidth, type ModelSpec } from './spec.ts';

/** One named parameter inside the flat array of all parameters. */
export interface ParameterEntry {
  /** PyTorch's name: `rnn.weight_ih_l0`, `head.bias`, … */
  readonly name: string;
  /** Row-major, [rows, columns] or [length]. */
  readonly shape: readonly number[];
  /** First element in the flat array. */
  readonly offset: number;
  /** Number of elements. */
  readonly size: number;
}

/**
 * Names, shapes and offsets of a model's parameters in one flat array. The layout is PyTorch's, so a saved file loads
 * into `nn.RNN`/`nn.GRU`/`nn.LSTM` + `nn.Linear` without transposing anything. Gradients, optimizer moments and
 * snapshots use the same layout.
 *
 * Order: embedding.weight [V, E] if there is an embedding; for each layer rnn.weight_ih_l{k} [G·H, I],
 * rnn.weight_hh_l{k} [G·H, H], rnn.bias_ih_l{k} [G·H], rnn.bias_hh_l{k} [G·H]; head.weight [V, H], head.bias [V].
 */
export interface ParameterLayout {
  readonly entries: readonly ParameterEntry[];
  /** Number of elements in all parameters. */
  readonly size: number;
}

/** The layout of a model's parameters. */
export function parameterLayout(spec: ModelSpec): ParameterLayout {
  const { vocab: V, hidden: H, layers: L, embedding: E } = spec;
  const rows = CELLS[spec.cell].gates.length * H;
  const entries: ParameterEntry[] = [];
  let offset = 0;
  const add = (name: string, ...shape: number[]): void => {
    const size = shape.reduce((a, b) => a * b, 1);
    entries.push({ name, shape, offset, size });
    offset += size;
  };
  if (E > 0) add('embedding.weight', V, E);
  for (let l = 0; l < L; l++) {
    add(`rnn.weight_ih_l${l}`, rows, inputWidth(spec, l));
    add(`rnn.weight_hh_l${l}`, rows, H);
    add(`rnn.bias_ih_l${l}`, rows);
    add(`rnn.bias_hh_l${l}`, rows);
  }
  add('head.weight', V, H);
  add('head.bias', V);
  return { entries, size: offset };
}

/** @throws RangeError if the layout has no parameter of that name. */
export function parameterEntry(layout: ParameterLayout, name: string): ParameterEntry {
  const entry = layout.entries.find((e) => e.name === name);
  if (!entry) throw new RangeError(`no parameter is called ${name}`);
  return entry;
}

/** A view (not a copy) of one named parameter. */
export function parameterView<A extends Float32Array | Float64Array>(
  layout: ParameterLayout,
  flat: A,
  name: string,
): A {
  const { offset, size } = parameterEntry(layout, name);
  return flat.subarray(offset, offset + size) as A;
}
