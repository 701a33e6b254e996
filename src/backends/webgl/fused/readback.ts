import type { Renderer } from './renderer.ts';
import type { Target } from './textures.ts';

/** One attachment of a target, [rows, width, 4]; waits for the GPU. */
export function readLayer(
  renderer: Renderer,
  target: Target,
  attachment: number,
  y = 0,
  rows = target.height,
): Float32Array {
  const { gl } = renderer;
  const values = new Float32Array(4 * target.width * rows);
  renderer.readFrom(target, attachment);
  gl.readPixels(0, y, target.width, rows, gl.RGBA, gl.FLOAT, values);
  return values;
}
