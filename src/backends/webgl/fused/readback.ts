import type { Renderer } from './renderer.ts';
import type { Target } from './textures.ts';

/** Reads one attachment of a target, [rows, width, 4]. Blocks until the GPU is done. */
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

/** Reads the buffer that readPixels has written, after the GPU has finished. Zeros if the context is lost. */
export function receive(gl: WebGL2RenderingContext, buffer: WebGLBuffer, numbers: Float32Array): void {
  numbers.fill(0);
  const bound = gl.getParameter(gl.PIXEL_PACK_BUFFER_BINDING) as WebGLBuffer | null;
  gl.bindBuffer(gl.PIXEL_PACK_BUFFER, buffer);
  gl.getBufferSubData(gl.PIXEL_PACK_BUFFER, 0, numbers);
  gl.bindBuffer(gl.PIXEL_PACK_BUFFER, bound);
}
