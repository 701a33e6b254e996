import { parameterLayout } from '../../engine/parameters.ts';
import { CELLS, inputWidth, type ModelSpec } from '../../engine/spec.ts';

/** The next multiple of 8: the width of a panel. */
function padded(size: number): number {
  return Math.ceil(size / 8) * 8;
}

/**
 * A model's sizes in the kernels: every feature width is padded to a multiple of 8. The padding is zero, has zero
 * gradients and so stays zero under every optimizer.
 */
export interface PaddedSizes {
  /** Units, gate blocks × units, symbols. */
  readonly H: number;
  readonly G: number;
  readonly rows: number;
  readonly V: number;
  /** Width of the embedding; 0 for one-hot input. */
  readonly E: number;
}

/** The padded sizes of a model. */
export function paddedSizes(spec: ModelSpec): PaddedSizes {
  const H = padded(spec.hidden);
  const G = CELLS[spec.cell].gates.length;
  return { H, G, rows: G * H, V: padded(spec.vocab), E: padded(spec.embedding) };
}

/** One parameter in both layouts: `blocks` × `rows` × `columns` real numbers and their positions. */
interface PaddedEntry {
  readonly name: string;
  /** First element in the flat array of `parameterLayout`. */
  readonly from: number;
  readonly blocks: number;
  readonly rows: number;
  readonly columns: number;
  /** First element in the padded array. */
  readonly to: number;
  /** Steps in the padded array from one block, row and column to the next. */
  readonly blockStep: number;
  readonly rowStep: number;
  readonly columnStep: number;
}

/**
 * The parameters as the kernels store them: widths are padded to multiples of 8 and, for one-hot input, weight_ih_l0
 * is transposed to [V, G·H], so that the product with a one-hot row is a row lookup. Gradients and moments have the
 * same layout.
 */
export interface PaddedParameters {
  /** Number of floats. */
  readonly size: number;
  /** First element of a parameter. */
  offset(name: string): number;
  /** Writes a flat array of `parameterLayout` into a padded one and leaves the padding alone. */
  pad(flat: Float32Array | Float64Array, into: Float32Array): void;
  /** The inverse of `pad`: a flat array of `parameterLayout`. */
  unpad(from: Float32Array): Float32Array;
}

/** The padded layout of a model's parameters. */
export function paddedParameters(spec: ModelSpec): PaddedParameters {
  const sizes = paddedSizes(spec);
  const layout = parameterLayout(spec);
  const entries: PaddedEntry[] = [];
  let end = 0;
  for (const { name, shape, offset } of layout.entries) {
    const entry = { name, from: offset, to: end, ...paddedEntry(spec, sizes, name, shape) };
    entries.push(entry);
    end += entry.size;
  }
  const offsets = new Map(entries.map(({ name, to }) => [name, to]));
  return {
    size: end,
    offset(name) {
      const at = offsets.get(name);
      if (at === undefined) throw new RangeError(`no parameter is called ${name}`);
      return at;
    },
    pad(flat, into) {
      for (const entry of entries) copy(entry, flat, into, true);
    },
    unpad(from) {
      const flat = new Float32Array(layout.size);
      for (const entry of entries) copy(entry, flat, from, false);
      return flat;
    },
  };
}

/** The padded layout of one parameter, and its padded size. */
function paddedEntry(
  spec: ModelSpec,
  sizes: PaddedSizes,
  name: string,
  shape: readonly number[],
): Omit<PaddedEntry, 'name' | 'from' | 'to'> & { readonly size: number } {
  const { hidden: H, vocab: V } = spec;
  const columns = shape[1] ?? 1;
  if (name === 'embedding.weight' || name === 'head.weight' || name === 'head.bias') {
    const rowStep = shape.length === 1 ? 1 : padded(columns);
    const rows = name === 'embedding.weight' ? V : sizes.V;
    return { blocks: 1, rows: V, columns, blockStep: 0, rowStep, columnStep: 1, size: rows * rowStep };
  }
  const blocks = { blocks: sizes.G, rows: H, columns };
  if (shape.length === 1) return { ...blocks, blockStep: sizes.H, rowStep: 1, columnStep: 1, size: sizes.rows };
  if (name === 'rnn.weight_ih_l0' && spec.embedding === 0) {
    return {
      ...blocks,
      blockStep: sizes.H,
      rowStep: 1,
      columnStep: sizes.rows,
      size: inputWidth(spec, 0) * sizes.rows,
    };
  }
  const rowStep = padded(columns);
  return { ...blocks, blockStep: sizes.H * rowStep, rowStep, columnStep: 1, size: sizes.rows * rowStep };
}

function copy(entry: PaddedEntry, flat: Float32Array | Float64Array, memory: Float32Array, isIn: boolean): void {
  const { blocks, rows, columns, from, to, blockStep, rowStep, columnStep } = entry;
  if (columnStep !== 1) {
    if (isIn) transposeIn(entry, flat, memory);
    else transposeOut(entry, memory, flat);
    return;
  }
  // Without padding between rows, a block is contiguous; without padding between blocks, so is the whole parameter.
  const isDense = rowStep === columns;
  const isWhole = isDense && (blocks === 1 || blockStep === rows * columns);
  const stretches = isWhole ? 1 : isDense ? blocks : blocks * rows;
  const length = (blocks * rows * columns) / stretches;
  const perBlock = stretches / blocks;
  for (let s = 0; s < stretches; s++) {
    const start = isDense ? to + s * blockStep : to + Math.floor(s / perBlock) * blockStep + (s % perBlock) * rowStep;
    const at = from + s * length;
    if (isIn) memory.set(flat.subarray(at, at + length), start);
    else flat.set(memory.subarray(start, start + length), at);
  }
}

function transposeIn(entry: PaddedEntry, flat: Float32Array | Float64Array, memory: Float32Array): void {
  const { blocks, rows, columns, from, to, blockStep, columnStep } = entry;
  for (let k = 0; k < columns; k++) {
    for (let block = 0; block < blocks; block++) {
      const start = to + k * columnStep + block * blockStep;
      let at = from + block * rows * columns + k;
      for (let row = 0; row < rows; row++, at += columns) memory[start + row] = flat[at]!;
    }
  }
}

function transposeOut(entry: PaddedEntry, memory: Float32Array, flat: Float32Array | Float64Array): void {
  const { blocks, rows, columns, from, to, blockStep, columnStep } = entry;
  for (let k = 0; k < columns; k++) {
    for (let block = 0; block < blocks; block++) {
      const start = to + k * columnStep + block * blockStep;
      let at = from + block * rows * columns + k;
      for (let row = 0; row < rows; row++, at += columns) flat[at] = memory[start + row]!;
    }
  }
}
