import { parameterEntry, type ParameterLayout, parameterLayout } from '../../../engine/parameters.ts';
import { inputWidth } from '../../../engine/spec.ts';
import { cellShaders } from './glsl/cells.ts';
import { ROW_BLOCK } from './rowBlock.ts';
import type { FusedShape } from './shape.ts';

/**
 * The positions of all parameters in one texture, the atlas. Norm, clipping and update are then one draw each for all
 * of them.
 *
 * Each weight is a region: one row of texels per column of PyTorch's matrix, and one texel per group of four of its
 * rows (the four gates of a unit, or four units, or four symbols). The bias is one more row, which the programs treat
 * as the weight of a constant input 1. The embedding is the exception: it has a row per symbol and a texel per four
 * components.
 *
 * Regions begin at multiples of ROW_BLOCK. Each fragment writes ROW_BLOCK rows of gradients: row y of the atlas is
 * row ⌊y/8⌋ of layer y mod 8 of the gradient's texture array.
 */

/** Which components of a texel are parameters, in the order of gl.colorMask. */
export type Components = readonly [boolean, boolean, boolean, boolean];

export interface Region {
  /** Origin in texels. */
  readonly x: number;
  readonly y: number;
  /** Texels in a row. */
  readonly width: number;
  /** Number of rows, including the bias and padding to a multiple of ROW_BLOCK. */
  readonly rows: number;
  readonly components: Components;
}

export interface Atlas {
  readonly width: number;
  /** A multiple of ROW_BLOCK. */
  readonly height: number;
  readonly embedding: Region | null;
  /** W_ih and b_ih of each layer. */
  readonly input: readonly Region[];
  /** W_hh and b_hh of each layer. */
  readonly recurrent: readonly Region[];
  readonly head: Region;
  /** The index in the parameters' layout of each number of the atlas, or −1; [height, width, 4]. */
  readonly positions: Int32Array;
  readonly layout: ParameterLayout;
}

/** The index of a number of a region in the parameters' layout; −1 if it is padding. */
type Position = (row: number, group: number, component: number) => number;

interface Draft {
  readonly rows: number;
  readonly width: number;
  readonly components: Components;
  readonly position: Position;
}

const ALL: Components = [true, true, true, true];

/** The regions in their order: head, embedding if there is one, and the two weights of each layer. */
function draftsOf(shape: FusedShape, layout: ParameterLayout): Draft[] {
  const { spec, G, V4, E4 } = shape;
  const { hidden: H, vocab: V, embedding: E, layers: L } = spec;
  const offset = (name: string): number => parameterEntry(layout, name).offset;
  const cell = cellShaders(spec);

  const weight = (name: 'ih' | 'hh', layer: number): Draft => {
    const gates = name === 'ih' ? cell.inputGates : cell.recurrentGates;
    const columns = name === 'ih' ? inputWidth(spec, layer) : H;
    const matrix = offset(`rnn.weight_${name}_l${layer}`);
    const bias = offset(`rnn.bias_${name}_l${layer}`);
    return {
      rows: columns + 1,
      width: G,
      components: gates.map((gate) => gate !== null) as unknown as Components,
      position(column, group, component) {
        const gate = gates[component];
        const unit = cell.unitsPerGroup * group + (cell.unitsPerGroup === 4 ? component : 0);
        if (gate === null || unit >= H) return -1;
        const row = gate * H + unit;
        return column < columns ? matrix + row * columns + column : bias + row;
      },
    };
  };
  const headWeight = offset('head.weight');
  const headBias = offset('head.bias');
  const head: Draft = {
    rows: H + 1,
    width: V4,
    components: ALL,
    position(k, group, component) {
      const v = 4 * group + component;
      if (v >= V) return -1;
      return k < H ? headWeight + v * H + k : headBias + v;
    },
  };
  const drafts: Draft[] = [head];
  if (E > 0) {
    const table = offset('embedding.weight');
    drafts.push({
      rows: V,
      width: E4,
      components: ALL,
      position: (v, group, component) => (4 * group + component < E ? table + v * E + 4 * group + component : -1),
    });
  }
  for (let layer = 0; layer < L; layer++) drafts.push(weight('ih', layer), weight('hh', layer));

  return drafts;
}

/** Sides of the atlas in texels. What a model takes is asked for many shapes, so no array is made. */
export function atlasSize(shape: FusedShape, maxSide: number): { readonly width: number; readonly height: number } {
  const { width, height } = stack(draftsOf(shape, parameterLayout(shape.spec)), maxSide);
  return { width, height };
}

/**
 * Plans the atlas. @param maxSide longest side of a texture; regions that do not fit below one another start a new
 * column
 */
export function planAtlas(shape: FusedShape, maxSide: number): Atlas {
  const layout = parameterLayout(shape.spec);
  const drafts = draftsOf(shape, layout);
  const { regions, width, height } = stack(drafts, maxSide);
  const positions = new Int32Array(width * height * 4).fill(-1);
  drafts.forEach(({ rows, position }, n) => {
    const region = regions[n];
    for (let row = 0; row < rows; row++) {
      for (let group = 0; group < region.width; group++) {
        const at = 4 * ((region.y + row) * width + region.x + group);
        for (let component = 0; component < 4; component++) positions[at + component] = position(row, group, component);
      }
    }
  });
  const hasEmbedding = shape.spec.embedding > 0;
  const first = hasEmbedding ? 2 : 1;
  return {
    width,
    height,
    head: regions[0],
    embedding: hasEmbedding ? regions[1] : null,
    input: regions.filter((_, n) => n >= first && (n - first) % 2 === 0),
    recurrent: regions.filter((_, n) => n >= first && (n - first) % 2 === 1),
    positions,
    layout,
  };
}

/** Arranges the regions below one another, and in further columns when the height is used up. */
function stack(drafts: readonly Draft[], maxSide: number): { regions: Region[]; width: number; height: number } {
  let x = 0;
  let y = 0;
  let width = 0;
  let height = 0;
  const regions = drafts.map((draft): Region => {
    const rows = Math.ceil(draft.rows / ROW_BLOCK) * ROW_BLOCK;
    if (y > 0 && y + rows > maxSide) {
      x = width;
      y = 0;
    }
    const region = { x, y, width: draft.width, rows, components: draft.components };
    y += rows;
    width = Math.max(width, x + draft.width);
    height = Math.max(height, y);
    return region;
  });
  return { regions, width, height };
}

/** Converts parameters (or moments) from the flat layout to the atlas, [height, width, 4]; padding is 0. */
export function toAtlas({ positions }: Atlas, flat: Float32Array | Float64Array): Float32Array {
  const values = new Float32Array(positions.length);
  for (let k = 0; k < positions.length; k++) if (positions[k] >= 0) values[k] = flat[positions[k]];
  return values;
}

/** The inverse of `toAtlas`. */
export function fromAtlas({ positions, layout }: Atlas, values: Float32Array): Float32Array {
  const flat = new Float32Array(layout.size);
  for (let k = 0; k < positions.length; k++) if (positions[k] >= 0) flat[positions[k]] = values[k];
  return flat;
}
