import { parameterEntry, type ParameterLayout, parameterLayout } from '../../../engine/parameters.ts';
import { inputWidth } from '../../../engine/spec.ts';
import { cellShaders } from './glsl/cells.ts';
import { ROW_BLOCK } from './rowBlock.ts';
import type { FusedShape } from './shape.ts';

/**
 * Where the parameters stand in one texture, the atlas, so that norm, clipping and update are one draw for all of them.
 *
 * Each weight is a region: one row of texels per column of PyTorch's matrix, one texel per group of four of its rows
 * (the four gates of a unit, or four units, or four symbols), and its bias as one row more, which the programs treat as
 * the weight of a constant input 1. The embedding is the exception: a row per symbol, a texel per four of its numbers.
 *
 * Regions begin at multiples of ROW_BLOCK: gradients are written ROW_BLOCK rows per fragment, row y of the atlas being
 * row ⌊y/8⌋ of layer y mod 8 of the gradient's texture array.
 */

/** Which components of a texel are parameters, as gl.colorMask takes them. */
export type Components = readonly [boolean, boolean, boolean, boolean];

export interface Region {
  /** Origin in texels. */
  readonly x: number;
  readonly y: number;
  /** Texels in a row. */
  readonly width: number;
  /** Rows, the bias included and padded to a multiple of ROW_BLOCK. */
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
  /** For each number of the atlas its place in the parameters' layout, or −1; [height, width, 4]. */
  readonly places: Int32Array;
  readonly layout: ParameterLayout;
}

/** Where a number of a region stands in the parameters' layout; −1 where there is none. */
type Place = (row: number, group: number, component: number) => number;

interface Draft {
  readonly rows: number;
  readonly width: number;
  readonly components: Components;
  readonly place: Place;
}

const ALL: Components = [true, true, true, true];

/** @param maxSide longest side of a texture: regions that do not fit below one another stand side by side */
export function planAtlas(shape: FusedShape, maxSide: number): Atlas {
  const { spec, G, V4, E4 } = shape;
  const { hidden: H, vocab: V, embedding: E, layers: L } = spec;
  const layout = parameterLayout(spec);
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
      place(column, group, component) {
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
    place(k, group, component) {
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
      place: (v, group, component) => (4 * group + component < E ? table + v * E + 4 * group + component : -1),
    });
  }
  for (let layer = 0; layer < L; layer++) drafts.push(weight('ih', layer), weight('hh', layer));

  const { regions, width, height } = stack(drafts, maxSide);
  const places = new Int32Array(width * height * 4).fill(-1);
  drafts.forEach(({ rows, place }, n) => {
    const region = regions[n];
    for (let row = 0; row < rows; row++) {
      for (let group = 0; group < region.width; group++) {
        const at = 4 * ((region.y + row) * width + region.x + group);
        for (let component = 0; component < 4; component++) places[at + component] = place(row, group, component);
      }
    }
  });
  const first = E > 0 ? 2 : 1;
  return {
    width,
    height,
    head: regions[0],
    embedding: E > 0 ? regions[1] : null,
    input: regions.filter((_, n) => n >= first && (n - first) % 2 === 0),
    recurrent: regions.filter((_, n) => n >= first && (n - first) % 2 === 1),
    places,
    layout,
  };
}

/** Puts the regions below one another, and into a further column where the height is used up. */
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

/** Parameters (or moments) in the layout as the atlas holds them, [height, width, 4]; what is no parameter is 0. */
export function toAtlas({ places }: Atlas, flat: Float32Array | Float64Array): Float32Array {
  const values = new Float32Array(places.length);
  for (let k = 0; k < places.length; k++) if (places[k] >= 0) values[k] = flat[places[k]];
  return values;
}

/** The inverse of `toAtlas`. */
export function fromAtlas({ places, layout }: Atlas, values: Float32Array): Float32Array {
  const flat = new Float32Array(layout.size);
  for (let k = 0; k < places.length; k++) if (places[k] >= 0) flat[places[k]] = values[k];
  return flat;
}
