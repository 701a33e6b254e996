import { pulse } from './pulse.ts';
import type { PieceWindow } from './pieces.ts';
import type { Channel } from './cells/channels.ts';
import { CELLS, channelRange, type ModelSpec } from './spec.ts';

/** Bins of one histogram. */
export const GATE_BINS = 100;

/**
 * Histograms of every unit's gate values over a text. Bin b counts values in [b/100, (b + 1)/100); the last bin
 * includes 1. NaN is not counted.
 */
export interface GateHistograms {
  readonly spec: ModelSpec;
  /** T */
  readonly steps: number;
  /**
   * The channels that are gates, in the order of the cell's channels: i f o for the LSTM, r z for the GRU, none for
   * the RNN.
   */
  readonly gates: readonly Channel[];
  /** [L, gates, H, 100] */
  readonly counts: Uint32Array<ArrayBuffer>;
}

/** The channels of a model that are gates. h is never a gate, whatever its range. */
export function gatesOf(spec: ModelSpec): readonly Channel[] {
  return CELLS[spec.cell].channels.filter((channel) => channel !== 'h' && channelRange(spec, channel) === 'gate');
}

/**
 * Counts the gate values over a text of any length, from the zero state, in the memory of one window. It computes the
 * states only, without logits and gradients.
 */
export function gateHistograms<S>(window: PieceWindow<S>, tokens: Int32Array): GateHistograms {
  const { spec, capacity } = window;
  const { hidden: H, layers: L } = spec;
  const gates = gatesOf(spec);
  const counts = new Uint32Array(L * gates.length * H * GATE_BINS);
  let before: S | null = null;
  for (let at = 0; at < tokens.length && gates.length > 0; at += capacity) {
    const piece = tokens.subarray(at, at + capacity);
    window.forward(piece, null, before);
    before = window.after();
    for (let layer = 0; layer < L; layer++) {
      pulse(gates.length * piece.length * H);
      for (const [k, gate] of gates.entries()) {
        const { values, start, ld } = window.rows(gate, layer);
        const first = (layer * gates.length + k) * H * GATE_BINS;
        for (let row = start; row < start + piece.length * ld; row += ld) count(values, row, H, counts, first);
      }
    }
  }
  return { spec, steps: tokens.length, gates, counts };
}

/** Adds one row of H values to the H histograms that begin at `first`. */
function count(values: Float32Array | Float64Array, row: number, H: number, counts: Uint32Array, first: number): void {
  for (let j = 0; j < H; j++) {
    const value = values[row + j]!;
    if (!(value >= 0 && value <= 1)) continue;
    counts[first + j * GATE_BINS + Math.min(GATE_BINS - 1, Math.floor(value * GATE_BINS))]!++;
  }
}
