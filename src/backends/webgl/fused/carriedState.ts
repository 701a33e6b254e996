import type { ModelState } from '../../backend.ts';
import { cellShaders } from './glsl/cells.ts';
import type { WindowTextures } from './modelTextures.ts';
import { readLayer } from './readback.ts';
import type { Renderer } from './renderer.ts';
import type { FusedShape } from './shape.ts';
import { scatter } from './windowReport.ts';

/** The state after the last window: h and, for the LSTM, c, each [L, B, H]. Blocks until the GPU is done. */
export function readCarry(renderer: Renderer, shape: FusedShape, window: WindowTextures): ModelState['carry'] {
  const { B, spec } = shape;
  const cell = cellShaders(spec);
  const read = (first: number): Float32Array => {
    const out = new Float32Array(spec.layers * B * spec.hidden);
    window.layers.forEach(({ carry }, l) => {
      const values = Array.from({ length: cell.unitsPerGroup }, (_, q) => readLayer(renderer, carry.target, first + q));
      scatter(shape, out, l * B * spec.hidden, values, cell.unitsPerGroup, 0);
    });
    return out;
  };
  return { h: read(cell.h), c: cell.c === null ? null : read(cell.c) };
}

/** Writes the state that the next window starts from. */
export function writeCarry(
  renderer: Renderer,
  shape: FusedShape,
  window: WindowTextures,
  state: ModelState['carry'],
): void {
  const { gl } = renderer;
  const { B, B4, G, spec } = shape;
  const H = spec.hidden;
  const cell = cellShaders(spec);
  const units = cell.unitsPerGroup;
  const write = (first: number, values: Float32Array | Float64Array): void => {
    window.layers.forEach(({ carry }, l) => {
      renderer.bindForWriting(carry.texture);
      for (let q = 0; q < units; q++) {
        const texels = new Float32Array(4 * G * B4);
        for (let b = 0; b < B; b++) {
          for (let j = q; j < H; j += units) {
            texels[4 * ((b >> 2) * G + Math.floor(j / units)) + (b & 3)] = values[(l * B + b) * H + j];
          }
        }
        gl.texSubImage3D(carry.texture.kind, 0, 0, 0, first + q, G, B4, 1, gl.RGBA, gl.FLOAT, texels);
      }
    });
  };
  write(cell.h, state.h);
  if (cell.c !== null && state.c) write(cell.c, state.c);
}
