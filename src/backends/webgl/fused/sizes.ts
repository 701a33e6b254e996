import type { ModelRequest } from '../../backend.ts';
import { planAtlas } from './atlas.ts';
import { cellShaders } from './glsl/cells.ts';
import { ROW_BLOCK } from './rowBlock.ts';
import { fusedShape } from './shape.ts';
import { unavailable } from './unavailable.ts';

/** What a device offers. */
export interface DeviceLimits {
  /** Longest side of a texture, in texels. */
  readonly textureSize: number;
  readonly drawBuffers: number;
}

/** GPU memory that a model may take: half of what small graphics processors have. */
const MAX_BYTES = 1024 * 1024 * 1024;

/** @throws BackendUnavailableError if the device has fewer render targets than the programs need */
export function deviceLimits(gl: WebGL2RenderingContext): DeviceLimits {
  const drawBuffers = Math.min(
    Number(gl.getParameter(gl.MAX_DRAW_BUFFERS)),
    Number(gl.getParameter(gl.MAX_COLOR_ATTACHMENTS)),
  );
  if (drawBuffers < ROW_BLOCK) {
    throw unavailable(`the graphics processor renders to ${drawBuffers} textures at once and ${ROW_BLOCK} are needed`);
  }
  return { textureSize: Number(gl.getParameter(gl.MAX_TEXTURE_SIZE)), drawBuffers };
}

/**
 * Whether a model and its window fit the device, before anything is made.
 *
 * @throws BackendUnavailableError
 */
export function checkSize(request: ModelRequest, { textureSize }: DeviceLimits): void {
  const shape = fusedShape(request);
  const { spec, T, B4, G, H4, N, V4 } = shape;
  const cell = cellShaders(spec);
  const columns = Math.max(G, V4, shape.E4);
  const rows = Math.max(N + B4, 2 * T, spec.vocab + ROW_BLOCK, spec.hidden + ROW_BLOCK, spec.embedding + ROW_BLOCK);
  if (columns > textureSize || rows > textureSize) {
    throw unavailable(
      `a texture of ${columns} × ${rows} is needed and the graphics processor has at most ${textureSize} on a side`,
    );
  }
  const atlas = planAtlas(shape, textureSize);
  if (atlas.width > textureSize) {
    throw unavailable(`the parameters do not fit one texture of ${textureSize} × ${textureSize}`);
  }
  const perPosition =
    spec.layers * (G * (cell.states.length + cell.gates.length + cell.kept.length) + 4 * H4 * cell.gradients) +
    8 * (G + V4) +
    4 * H4;
  const bytes = 16 * (perPosition * N + 9 * atlas.width * atlas.height);
  if (bytes > MAX_BYTES) {
    const size = Math.round(bytes / 2 ** 20);
    throw unavailable(`the window needs ${size} MB of graphics memory and at most ${MAX_BYTES / 2 ** 20} are taken`);
  }
}
