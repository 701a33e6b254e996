import type { Channel } from '../engine/cells/channels.ts';
import { CELLS } from '../engine/spec.ts';
import type { Trace } from '../engine/trace.ts';

/**
 * The gate that retains a cell's state: f for the LSTM's c, z for the GRU's h (1 retains the old state). Null for the
 * RNN.
 */
export function retentionGateOf(trace: Trace): Channel | null {
  return CELLS[trace.spec.cell].retentionGate;
}

/**
 * How much of each unit's state a layer's gate retains over the `span` timesteps that end with t: the product of the
 * gate's values, [H], between 0 and 1. There are fewer timesteps if the text begins later. Null for the RNN.
 */
export function retainedMemory(trace: Trace, layer: number, t: number, span: number): Float64Array | null {
  const gate = retentionGateOf(trace);
  const values = gate && trace.channels[gate];
  if (!values) return null;
  const { hidden: H } = trace.spec;
  const kept = new Float64Array(H).fill(1);
  for (let s = Math.max(0, t - span + 1); s <= t; s++) {
    const row = (layer * trace.tokens.length + s) * H;
    for (let j = 0; j < H; j++) kept[j] *= values[row + j];
  }
  return kept;
}
