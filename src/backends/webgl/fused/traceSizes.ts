import { CELLS, type ModelSpec } from '../../../engine/spec.ts';
import { cellShaders } from './glsl/cells.ts';
import { fusedShape } from './shape.ts';
import type { DeviceLimits } from './sizes.ts';

/** The largest GPU memory of a trace's textures. */
const MAX_BYTES = 256 * 1024 * 1024;

/** The shortest window if the device allows it, so that a growing text does not need new windows all the time. */
const MIN_STEPS = 64;

/** Width of the texture that is read back. Every WebGL 2 device supports twice as much. */
const PACK_WIDTH = 1024;

/** The texture that is read back: the channels of all layers, one after another, then the head's numbers. */
export interface PackPlan {
  readonly width: number;
  /** Rows of one layer's channels, [channels, steps, H] numbers. */
  readonly layerRows: number;
  /** Rows of the logits [steps, V], the losses [steps] and a 1. */
  readonly headRows: number;
  readonly rows: number;
}

export function planPack({ cell, hidden, vocab, layers }: ModelSpec, steps: number, limits: DeviceLimits): PackPlan {
  const width = Math.min(PACK_WIDTH, limits.textureSize);
  const layerRows = Math.ceil((CELLS[cell].channels.length * steps * hidden) / (4 * width));
  const headRows = Math.ceil((steps * (vocab + 1) + 1) / (4 * width));
  return { width, layerRows, headRows, rows: layers * layerRows + headRows };
}

/**
 * The length of the window that reads a text: a power of two that holds the whole text, or as much as the device's
 * textures and MAX_BYTES allow.
 */
export function traceCapacity(spec: ModelSpec, steps: number, limits: DeviceLimits): number {
  const { G, V4 } = fusedShape({ spec, batch: 1, unroll: 1 });
  const cell = cellShaders(spec);
  const arrays = cell.states.length + cell.gates.length + cell.saved.length;
  const packed = (spec.layers * CELLS[spec.cell].channels.length * spec.hidden + spec.vocab + 1) / 4;
  // The packed numbers are in a texture and in the buffer that is read.
  const texels = spec.layers * G * arrays + (spec.layers > 1 ? 4 * G : 0) + 4 * V4 + 2 + 2 * packed;
  const { width } = planPack(spec, 1, limits);
  const most = Math.min(
    // The texture of tokens has two rows per timestep.
    limits.textureSize / 2,
    MAX_BYTES / (16 * texels),
    // Each part of the packed texture may leave part of a row empty.
    ((limits.textureSize - spec.layers - 1) * width) / packed,
  );
  const wanted = Math.max(MIN_STEPS, 2 ** Math.ceil(Math.log2(steps)));
  return Math.max(1, Math.min(wanted, Math.floor(most)));
}
