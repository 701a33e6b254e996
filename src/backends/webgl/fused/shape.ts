import type { ModelSpec } from '../../../engine/spec.ts';
import type { ModelRequest } from '../../backend.ts';
import { cellShaders } from './glsl/cells.ts';

/**
 * Sizes of one model on one window, as used by its programs. A texel has four components, so everything that is
 * grouped by four is padded to full texels: lanes of the batch, symbols of the head, units in blocks, rows of a
 * weight in groups.
 */
export interface FusedShape {
  readonly spec: ModelSpec;
  /** B */
  readonly B: number;
  /** T */
  readonly T: number;
  /** ⌈B/4⌉: texels over the batch, four lanes each. */
  readonly B4: number;
  /** ⌈H/4⌉: blocks of four units. */
  readonly H4: number;
  /** ⌈V/4⌉ */
  readonly V4: number;
  /** ⌈E/4⌉; 0 for one-hot input. */
  readonly E4: number;
  /** Row groups of a cell's weights: H if a texel holds the gates of one unit, ⌈H/4⌉ if it holds four units (RNN). */
  readonly G: number;
  /** Rows of arrays over all T·B positions: T·B4. */
  readonly N: number;
}

/** The sizes of a model on a window. */
export function fusedShape({ spec, batch, unroll }: Pick<ModelRequest, 'spec' | 'batch' | 'unroll'>): FusedShape {
  const four = (size: number): number => Math.ceil(size / 4);
  const B4 = four(batch);
  return {
    spec,
    B: batch,
    T: unroll,
    B4,
    H4: four(spec.hidden),
    V4: four(spec.vocab),
    E4: four(spec.embedding),
    G: Math.ceil(spec.hidden / cellShaders(spec).unitsPerGroup),
    N: unroll * B4,
  };
}

/** The shape letters as GLSL constants. */
export function shapeConstants({ spec, B, T, B4, H4, V4, E4, G, N }: FusedShape): string {
  const letters = { B, T, B4, H: spec.hidden, H4, V: spec.vocab, V4, E: spec.embedding, E4, G, N };
  return `const int ${Object.entries(letters)
    .map(([letter, size]) => `${letter} = ${size}`)
    .join(', ')};`;
}
