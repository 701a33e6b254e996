import { hasC } from '../../engine/spec.ts';
import type { CellContext } from './cell.ts';
import type { LayerArrays } from './windowMemory.ts';

/** h and, for the LSTM, c of every layer and sequence, each [L, B, H] with the padded width. */
export interface PaddedStates {
  readonly h: Float32Array;
  readonly c: Float32Array | null;
}

/** Writes the state before the first timestep of the window; null is the zero state. */
export function writeInitial(window: CellContext, states: PaddedStates | null): void {
  const { at, floats } = window;
  const size = window.batch * window.sizes.H;
  for (const [layer, { h, c }] of at.layers.entries()) {
    if (!states) {
      floats.fill(0, h / 4, h / 4 + size);
      if (c) floats.fill(0, c / 4, c / 4 + size);
      continue;
    }
    floats.set(states.h.subarray(layer * size, (layer + 1) * size), h / 4);
    if (states.c) floats.set(states.c.subarray(layer * size, (layer + 1) * size), c / 4);
  }
}

/** A copy of the state after the last timestep of the window. */
export function finalStates(window: CellContext): PaddedStates {
  return {
    h: copy(window, ({ h }) => h, window.steps),
    c: hasC(window.spec) ? copy(window, ({ c }) => c, window.steps) : null,
  };
}

/** A copy of ∂L/∂(initial state) after a backward pass that reached before the first timestep. */
export function gradientBefore(window: CellContext): PaddedStates {
  return {
    h: copy(window, ({ dH }) => dH, -1),
    c: hasC(window.spec) ? copy(window, ({ dC }) => dC, -1) : null,
  };
}

/**
 * Adds the gradients from after the window to ∂L/∂h of a layer's last timestep, and sets ∂L/∂c there; null is zero.
 */
export function sendIn(window: CellContext, layer: number, incoming: PaddedStates | null): void {
  const { at, floats } = window;
  const size = window.batch * window.sizes.H;
  const { dH, dC } = at.layers[layer]!;
  const last = (window.steps - 1) * size;
  if (incoming) {
    for (let j = 0; j < size; j++) floats[dH / 4 + last + j]! += incoming.h[layer * size + j]!;
  }
  if (!dC) return;
  if (incoming?.c) floats.set(incoming.c.subarray(layer * size, (layer + 1) * size), dC / 4 + last);
  else floats.fill(0, dC / 4 + last, dC / 4 + last + size);
}

/** The states [B, H] of one timestep, for every layer. */
function copy(window: CellContext, addressOf: (layer: LayerArrays) => number, t: number): Float32Array {
  const size = window.batch * window.sizes.H;
  const out = new Float32Array(window.at.layers.length * size);
  for (const [layer, arrays] of window.at.layers.entries()) {
    const from = addressOf(arrays) / 4 + t * size;
    out.set(window.floats.subarray(from, from + size), layer * size);
  }
  return out;
}
