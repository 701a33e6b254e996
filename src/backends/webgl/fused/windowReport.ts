import type { Channel } from '../../../engine/cells/channels.ts';
import { CELLS } from '../../../engine/spec.ts';
import type { WindowReport } from '../../backend.ts';
import { type Atlas, fromAtlas } from './atlas.ts';
import { cellShaders } from './glsl/cells.ts';
import type { Pair, Surface, WindowTextures } from './modelTextures.ts';
import { readLayer } from './readback.ts';
import type { Renderer } from './renderer.ts';
import { ROW_BLOCK } from './rowBlock.ts';
import type { FusedShape } from './shape.ts';

/** Reads all results of a window from the GPU and converts them to the arrays of `WindowReport`. */
export function readWindow(renderer: Renderer, shape: FusedShape, atlas: Atlas, window: WindowTextures): WindowReport {
  const { spec, T, N, B4 } = shape;
  const { hidden: H, vocab: V, layers: L } = spec;
  const cell = cellShaders(spec);
  const perUnit = cell.unitsPerGroup;

  /** [L, T, B, H] of the values in `layer` of arrays by parity, at row(t) of texture side(t). */
  const overLayers = (pairOf: (layer: number) => Pair, first: number, units: 1 | 4, late: 0 | 1): Float32Array => {
    const out = new Float32Array(L * T * shape.B * H);
    for (let l = 0; l < L; l++) {
      const sides = pairOf(l).map(({ target }) =>
        Array.from({ length: units }, (_, q) => readLayer(renderer, target, first + q)),
      );
      for (let t = 0; t < T; t++) {
        scatter(shape, out, (l * T + t) * shape.B * H, sides[(t + late) & 1], units, ((t + late) >> 1) * B4);
      }
    }
    return out;
  };
  const ofGates = (first: number): Float32Array => {
    const out = new Float32Array(L * T * shape.B * H);
    for (let l = 0; l < L; l++) {
      const values = [readLayer(renderer, window.layers[l].gates!.target, first)];
      for (let t = 0; t < T; t++) scatter(shape, out, (l * T + t) * shape.B * H, values, 1, t * B4);
    }
    return out;
  };

  const channels: Partial<Record<Channel, Float32Array>> = {};
  for (const name of CELLS[spec.cell].channels) {
    const { array, layer } = cell.channels[name]!;
    channels[name] = array === 'gates' ? ofGates(layer) : overLayers((l) => window.layers[l].states, layer, perUnit, 1);
  }

  const logits = new Float32Array(T * shape.B * V);
  const lanes = layersOf(renderer, window.logits, 4);
  for (let row = 0; row < N; row++) {
    const t = Math.floor(row / B4);
    for (let lane = 0; lane < 4; lane++) {
      const b = 4 * (row % B4) + lane;
      if (b >= shape.B) continue;
      const at = 4 * shape.V4 * row;
      logits.set(lanes[lane].subarray(at, at + V), (t * shape.B + b) * V);
    }
  }
  const gradientLayers = layersOf(renderer, window.gradients, ROW_BLOCK);
  const values = new Float32Array(4 * atlas.width * atlas.height);
  for (let y = 0; y < atlas.height; y++) {
    const from = 4 * atlas.width * Math.floor(y / ROW_BLOCK);
    values.set(gradientLayers[y % ROW_BLOCK].subarray(from, from + 4 * atlas.width), 4 * atlas.width * y);
  }
  return {
    loss: readLayer(renderer, window.report.target, 0)[0],
    channels,
    logits,
    grads: fromAtlas(atlas, values),
    gradH: overLayers((l) => window.layers[l].gradients, 0, 4, 0),
    gradC: cell.hasGradC ? overLayers((l) => window.layers[l].gradients, 4, 4, 0) : null,
  };
}

function layersOf(renderer: Renderer, { target }: Surface, count: number): Float32Array[] {
  return Array.from({ length: count }, (_, layer) => readLayer(renderer, target, layer));
}

/**
 * Writes [B, H] to `out` at `at` from texels of four lanes.
 *
 * @param values one texture layer, or four of which each holds every fourth unit; [rows, width, 4]
 */
export function scatter(
  { spec, B, B4 }: FusedShape,
  out: Float32Array,
  at: number,
  values: readonly Float32Array[],
  units: 1 | 4,
  firstRow: number,
): void {
  const H = spec.hidden;
  const width = Math.ceil(H / units);
  for (let b4 = 0; b4 < B4; b4++) {
    for (let j = 0; j < H; j++) {
      const layer = units === 4 ? values[j & 3] : values[0];
      const from = 4 * ((firstRow + b4) * width + (units === 4 ? j >> 2 : j));
      for (let b = 4 * b4; b < Math.min(B, 4 * b4 + 4); b++) out[at + b * H + j] = layer[from + (b & 3)];
    }
  }
}
