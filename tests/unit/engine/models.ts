import type { CellVariant } from '../../../src/engine/cells/channels.ts';
import { parameterLayout } from '../../../src/engine/parameters.ts';
import { createRandom, type Random } from '../../../src/engine/random.ts';
import { CELL_KINDS, CELLS, hasC, type ModelSpec } from '../../../src/engine/spec.ts';
import type { LayerStates } from '../../../src/engine/window.ts';

const BASE: ModelSpec = {
  cell: 'lstm',
  vocab: 7,
  hidden: 9,
  layers: 1,
  embedding: 0,
  nonlinearity: 'tanh',
  reset: 'after',
};

/** The forms in which a cell with such a setting comes. */
const FORMS: Readonly<Record<keyof CellVariant, readonly (readonly [form: string, setting: Partial<CellVariant>])[]>> =
  {
    nonlinearity: [
      ['with tanh', { nonlinearity: 'tanh' }],
      ['with ReLU', { nonlinearity: 'relu' }],
      ['with the logistic function', { nonlinearity: 'sigmoid' }],
    ],
    reset: [
      ['with the reset gate after the product', { reset: 'after' }],
      ['with the reset gate before the product', { reset: 'before' }],
    ],
  };

/** Every cell in every form. */
export const KINDS: readonly { readonly title: string; readonly kind: Partial<ModelSpec> }[] = CELL_KINDS.flatMap(
  (cell) => {
    const { name, variant } = CELLS[cell];
    if (variant === null) return [{ title: name, kind: { cell } }];
    return FORMS[variant].map(([form, setting]) => ({ title: `${name} ${form}`, kind: { cell, ...setting } }));
  },
);

export function specOf(chosen: Partial<ModelSpec>): ModelSpec {
  return { ...BASE, ...chosen };
}

/** Parameters of which no two are alike, so that exchanging gates, rows or biases changes every result. */
export function asymmetricParameters(spec: ModelSpec, seed = 5, spread = 0.6): Float64Array {
  const random = createRandom(seed, 'asymmetric parameters');
  return Float64Array.from({ length: parameterLayout(spec).size }, () => 0.03 + spread * random.normal());
}

export function randomStates(spec: ModelSpec, batch: number, random: Random): LayerStates {
  const length = spec.layers * batch * spec.hidden;
  return {
    h: Float64Array.from({ length }, () => 0.5 * random.normal()),
    c: hasC(spec) ? Float64Array.from({ length }, () => 0.8 * random.normal()) : null,
  };
}

export function randomTokens(vocab: number, length: number, random: Random): Int32Array {
  return Int32Array.from({ length }, () => random.integer(vocab));
}

/** Largest |a − b|. */
export function largestDifference(a: ArrayLike<number>, b: ArrayLike<number>): number {
  if (a.length !== b.length) throw new RangeError(`${a.length} numbers against ${b.length}`);
  let largest = 0;
  for (let k = 0; k < a.length; k++) {
    const difference = Math.abs(a[k]! - b[k]!);
    if (!(difference <= largest)) largest = difference;
  }
  return largest;
}
