import type { Channel } from '../../engine/cells/channels.ts';
import { CELLS } from '../../engine/spec.ts';
import type { WasmWindow } from './wasmWindow.ts';

/**
 * Copies rows out of the memory without their padding: [offsets, count, width].
 *
 * @param offsets byte addresses, one per layer
 * @param ld floats from one row to the next
 */
export function readRows(
  window: WasmWindow,
  offsets: readonly number[],
  count: number,
  ld: number,
  width: number,
): Float32Array {
  const out = new Float32Array(offsets.length * count * width);
  let at = 0;
  for (const offset of offsets) {
    const start = offset / 4;
    if (ld === width) {
      out.set(window.floats.subarray(start, start + count * width), at);
      at += count * width;
      continue;
    }
    for (let m = 0; m < count; m++, at += width) {
      const row = start + m * ld;
      out.set(window.floats.subarray(row, row + width), at);
    }
  }
  return out;
}

/** Every channel of the window after a pass, each [L, T, B, H]. */
export function readChannels(window: WasmWindow): Partial<Record<Channel, Float32Array>> {
  const { spec, at, positions, batch } = window;
  const { H, rows } = window.sizes;
  const channels: Partial<Record<Channel, Float32Array>> = {};
  for (const name of CELLS[spec.cell].channels) {
    if (name === 'h' || name === 'c') {
      const afterInitial = at.layers.map((layer) => layer[name] + 4 * batch * H);
      channels[name] = readRows(window, afterInitial, positions, H, spec.hidden);
    } else {
      const block = 4 * H * CELLS[spec.cell].gates.indexOf(name);
      channels[name] = readRows(
        window,
        at.layers.map((layer) => layer.gates + block),
        positions,
        rows,
        spec.hidden,
      );
    }
  }
  return channels;
}
