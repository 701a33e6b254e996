import type { Trace } from '../engine/trace.ts';

/** The gate that keeps a cell's state: the LSTM's f keeps c, the GRU's z (1 keeps the old h). The RNN has none. */
export function keepingGate(trace: Trace): 'f' | 'z' | null {
  return trace.spec.cell === 'lstm' ? 'f' : trace.spec.cell === 'gru' ? 'z' : null;
}

/**
 * What a layer's gate keeps of each unit's state over the `span` timesteps that end with t: the product of the gate there,
 * [H], between 0 and 1. Fewer timesteps where the text begins later. Null for the RNN.
 */
export function memoryKept(trace: Trace, layer: number, t: number, span: number): Float64Array | null {
  const gate = keepingGate(trace);
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
