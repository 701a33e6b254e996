import type { ModelRequest, ModelShape } from '../../backend.ts';
import { atlasSize } from './atlas.ts';
import { cellShaders } from './glsl/cells.ts';
import { ROW_BLOCK } from './rowBlock.ts';
import { fusedShape } from './shape.ts';
import { PARTIAL_SIDE } from './glsl/sums.ts';
import { OCCURRENCES_WIDTH, occurrenceRows } from './tokens.ts';
import { unavailable } from './unavailable.ts';

/** The limits of a device. */
export interface DeviceLimits {
  /** Longest side of a texture, in texels. */
  readonly textureSize: number;
  readonly drawBuffers: number;
}

/** The largest GPU memory of a model: half of what small graphics processors have. */
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
 * Checks whether a model and its window fit the device, before anything is allocated.
 *
 * @throws BackendUnavailableError
 */
export function checkSize(request: ModelRequest, { textureSize }: DeviceLimits): void {
  const shape = fusedShape(request);
  const { spec, T, B4, G, N, V4 } = shape;
  const columns = Math.max(G, V4, shape.E4);
  const rows = Math.max(N + B4, 2 * T, spec.vocab + ROW_BLOCK, spec.hidden + ROW_BLOCK, spec.embedding + ROW_BLOCK);
  if (columns > textureSize || rows > textureSize) {
    throw unavailable(
      `a texture of ${columns} × ${rows} is needed and the graphics processor has at most ${textureSize} on a side`,
    );
  }
  const atlas = atlasSize(shape, textureSize);
  if (atlas.width > textureSize) {
    throw unavailable(`the parameters do not fit one texture of ${textureSize} × ${textureSize}`);
  }
  const bytes = textureBytes(request, textureSize);
  if (bytes > MAX_BYTES) {
    const size = Math.round(bytes / 2 ** 20);
    throw unavailable(`the window needs ${size} MB of graphics memory and at most ${MAX_BYTES / 2 ** 20} are taken`);
  }
}

/** Textures of parameter size: two of each kind, plus gradients, compensation and moments. */
const PARAMETER_ATLASES = 9;

/** An upper bound of the graphics memory of a model's textures in bytes. */
export function textureBytes(request: ModelShape, textureSize: number): number {
  const shape = fusedShape(request);
  const { spec, B4, G, H4, N, V4 } = shape;
  const cell = cellShaders(spec);
  const atlas = atlasSize(shape, textureSize);
  const perPosition =
    spec.layers * (G * (cell.states.length + cell.gates.length + cell.saved.length) + 4 * H4 * cell.gradients) +
    4 * (cell.backwardM ? spec.layers * H4 : 0) +
    8 * (G + V4) +
    4 * H4 +
    // Tokens, log-sum-exp and loss.
    3;
  // Arrays of states and of saved values have up to two rows more per lane than there are timesteps. The carried
  // states and the zero state have one row.
  const rows = N + 2 * B4;
  const carried = G * B4 * (spec.layers * cell.states.length + 1);
  const symbols = spec.embedding > 0 ? G * (2 * spec.vocab + 2 * ROW_BLOCK) : 0;
  const occurrences = (OCCURRENCES_WIDTH * occurrenceRows(shape)) / 4;
  const texels = perPosition * rows + carried + symbols + occurrences + PARTIAL_SIDE ** 2 + 1;
  return Math.ceil(16 * (texels + PARAMETER_ATLASES * atlas.width * atlas.height));
}
