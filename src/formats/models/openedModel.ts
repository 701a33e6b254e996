/** A model as it is read from a file, in the layout of this page, and how one is put together. */
import { type ParameterLayout, parameterLayout, parameterView } from '../../engine/parameters.ts';
import type { ModelSpec } from '../../engine/spec.ts';
import { ImportError } from '../../limits/errors.ts';
import { MAX_ELEMENTS, MAX_IMPORTED_HIDDEN, MAX_LAYERS, MAX_VOCAB } from '../../limits/limits.ts';
import { MODEL_MESSAGES, type ModelKind } from '../../limits/modelMessages.ts';

/** A file that was chosen or dropped. */
export interface GivenBytes {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** How a model was trained, as far as its file says it. */
interface TrainedWith {
  readonly settings: Readonly<Record<string, string>>;
  readonly step: number;
}

export interface OpenedModel {
  /** "PyTorch state dict", "ml5 charRNN". */
  readonly format: string;
  readonly spec: ModelSpec;
  /** In the layout of `parameterLayout(spec)`; every value is finite. */
  readonly params: Float32Array<ArrayBuffer>;
  /** V symbols, one code point each; the index is the token. Null if the file does not have it. */
  readonly vocabulary: readonly string[] | null;
  /** Whether the file leaves open which nonlinearity the RNN has. */
  readonly isNonlinearityOpen: boolean;
  /** Null if the file does not say it. */
  readonly trained: TrainedWith | null;
  /** What people should know about the conversion, in sentences. */
  readonly notes: readonly string[];
}

/** Stops the reading of a model with the reason, a clause such as "it has no head". */
export type Refuse = (reason: string, action?: string) => never;

export function refusal(kind: ModelKind): Refuse {
  return (reason, action) => {
    throw new ImportError(MODEL_MESSAGES.refused(kind, reason, action));
  };
}

/** A name from a file, shortened for a message. */
export function quoted(name: string): string {
  const symbols = Array.from(name.slice(0, 200));
  return JSON.stringify(symbols.length > 48 ? `${symbols.slice(0, 48).join('')}…` : symbols.join(''));
}

/** A shape as "[12, 4]". */
export function shapeText(shape: readonly number[]): string {
  return `[${shape.join(', ')}]`;
}

/** @throws ImportError, by `refuse`, if a model is larger than this page can show. */
export function checkSizes(spec: ModelSpec, refuse: Refuse): void {
  const { vocab, hidden, layers, embedding } = spec;
  const check = (what: string, value: number, most: number): void => {
    if (value > most) refuse(`it has ${value} ${what}, and at most ${most} are allowed`);
    if (value < 1) refuse(`it has no ${what}`);
  };
  check('layers', layers, MAX_LAYERS);
  check('units per layer', hidden, MAX_IMPORTED_HIDDEN);
  check('symbols', vocab, MAX_VOCAB);
  if (embedding > 0) check('numbers in its embedding', embedding, MAX_IMPORTED_HIDDEN);
  const { size } = parameterLayout(spec);
  if (size > MAX_ELEMENTS) refuse(`it has ${size} parameters, and at most ${MAX_ELEMENTS} are allowed`);
}

/** @throws ImportError naming the tensor if one of its values is not finite. */
export function checkFinite(name: string, values: Float32Array): void {
  for (let k = 0; k < values.length; k++) {
    if (!Number.isFinite(values[k]!)) throw new ImportError(MODEL_MESSAGES.notFinite(quoted(name)));
  }
}

/** A matrix that multiplies from the right, [rows, columns], as Keras and TensorFlow store it. */
interface ColumnMatrix {
  readonly data: Float32Array;
  readonly columns: number;
  /** The first row that is used. */
  readonly firstRow: number;
}

/**
 * The parameters of a model while they are put together. To be made when all tensors have been found and their
 * shapes checked, because it allocates. What is not set stays zero.
 */
export class Assembly {
  readonly params: Float32Array<ArrayBuffer>;
  private readonly layout: ParameterLayout;

  constructor(readonly spec: ModelSpec) {
    this.layout = parameterLayout(spec);
    this.params = new Float32Array(this.layout.size);
  }

  view(name: string): Float32Array {
    return parameterView(this.layout, this.params, name);
  }

  set(name: string, values: ArrayLike<number>): void {
    this.view(name).set(values);
  }

  /**
   * Sets a parameter [G·H, K] from rows of a matrix [K, G·H], and moves its blocks of H columns.
   *
   * @param order for each of our gate blocks the index of the matrix' block
   */
  setTransposed(name: string, matrix: ColumnMatrix, order: readonly number[]): void {
    const values = this.view(name);
    const { data, columns, firstRow } = matrix;
    const block = columns / order.length;
    const K = values.length / columns;
    for (let k = 0; k < K; k++) {
      const row = (firstRow + k) * columns;
      for (const [gate, from] of order.entries()) {
        for (let j = 0; j < block; j++) values[(gate * block + j) * K + k] = data[row + from * block + j]!;
      }
    }
  }

  /** Sets a parameter [G·H] from a vector [G·H] that begins at `at`, and moves its blocks of H values. */
  setBlocks(name: string, vector: Float32Array, order: readonly number[], at = 0): void {
    const values = this.view(name);
    const block = values.length / order.length;
    for (const [gate, from] of order.entries()) {
      values.set(vector.subarray(at + from * block, at + (from + 1) * block), gate * block);
    }
  }
}
