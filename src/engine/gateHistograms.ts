import type { PieceWindow } from './pieces.ts';
import { type Channel, channelRange, CHANNELS, type ModelSpec } from './spec.ts';

/** Bins of a histogram. */
export const GATE_BINS = 100;

/**
 * How often each unit's gates stood where over a text. Bin b counts values from b/100 up to, not including, (b + 1)/100; the
 * last one 1 itself, too. What is no number is counted nowhere.
 */
export interface GateHistograms {
  readonly spec: ModelSpec;
  /** T */
  readonly steps: number;
  /** The channels that are gates, in the order of CHANNELS: i f o of the LSTM, r z of the GRU; the RNN has none. */
  readonly gates: readonly Channel[];
  /** [L, gates, H, 100] */
  readonly counts: Uint32Array<ArrayBuffer>;
}

/** The channels of a model that are gates; h is none, whatever its range. */
export function gatesOf(spec: ModelSpec): readonly Channel[] {
  return CHANNELS[spec.cell].filter((channel) => channel !== 'h' && channelRange(spec, channel) === 'gate');
}

/** Counts over a text of any length from the zero state, in the memory of one window: states alone, no logits, no gradients. */
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
