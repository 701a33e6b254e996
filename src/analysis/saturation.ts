import { CHANNELS, channelRange, type Channel, type ModelSpec } from '../engine/spec.ts';
import type { Trace } from '../engine/trace.ts';

/**
 * Below this a gate counts as shut, from `OPEN` on as open, as in the saturation plots of Karpathy, Johnson, Fei-Fei,
 * "Visualizing and understanding recurrent networks", 2015.
 */
export const SHUT = 0.1;
export const OPEN = 0.9;

/** Bins of a gate's histogram. Bin k holds values from k/100 up to, but not including, (k + 1)/100; the last one holds 1 too. */
export const GATE_BINS = 100;

/** How often every unit of every gate took each value: all that saturation at any threshold needs. */
export interface GateHistogram {
  /** The model's gates, in the order in which `counts` holds them. */
  readonly gates: readonly Channel[];
  readonly layers: number;
  readonly hidden: number;
  readonly bins: typeof GATE_BINS;
  /** [L, gates, H, 100]. What is no number is counted nowhere. */
  readonly counts: Uint32Array;
  /** Timesteps read; every unit's counts sum to it unless some of its values were no numbers. */
  readonly steps: number;
}

/** The channels of a model that are gates; none for the RNN, whose h is its state. */
export function gatesOf(spec: ModelSpec): readonly Channel[] {
  return CHANNELS[spec.cell].filter((channel) => channel !== 'h' && channelRange(spec, channel) === 'gate');
}

/** Values that `gateHistogram` reads at the most, so that it takes a few hundredths of a second of any trace. */
const MOST_VALUES = 3_000_000;

/** Counts a trace's gates, all layers. Of a trace with too many values every k-th timestep is read; `steps` says how many were. */
export function gateHistogram(trace: Trace, mostValues = MOST_VALUES): GateHistogram {
  const { layers, hidden } = trace.spec;
  const gates = gatesOf(trace.spec);
  const counts = new Uint32Array(layers * gates.length * hidden * GATE_BINS);
  let steps = 0;
  for (const [at, gate] of gates.entries()) {
    const values = trace.channels[gate]!;
    const T = values.length / (layers * hidden);
    const stride = Math.max(1, Math.ceil((T * layers * hidden * gates.length) / mostValues));
    steps = Math.ceil(T / stride);
    for (let l = 0; l < layers; l++) {
      const first = (l * gates.length + at) * hidden;
      for (let t = 0; t < T; t += stride) {
        const row = (l * T + t) * hidden;
        for (let j = 0; j < hidden; j++) {
          const value = values[row + j]!;
          if (!(value >= 0 && value <= 1)) continue;
          counts[(first + j) * GATE_BINS + Math.min(GATE_BINS - 1, Math.floor(value * GATE_BINS))]!++;
        }
      }
    }
  }
  return { gates, layers, hidden, bins: GATE_BINS, counts, steps };
}

export interface Saturation {
  /** Share of timesteps below the lower threshold, [L, gates, H]. */
  readonly shut: Float64Array;
  /** Share of timesteps at or above the upper threshold, [L, gates, H]. */
  readonly open: Float64Array;
}

/** How often each unit of each gate stands at either end. Thresholds are taken to the nearest hundredth. Shares are of all timesteps. */
export function saturationAt(histogram: GateHistogram, below: number, above: number): Saturation {
  const { bins, counts, steps } = histogram;
  const low = Math.round(below * bins);
  const high = Math.round(above * bins);
  const units = counts.length / bins;
  const shut = new Float64Array(units);
  const open = new Float64Array(units);
  for (let u = 0; u < units; u++) {
    let under = 0;
    let over = 0;
    for (let k = 0; k < low; k++) under += counts[u * bins + k]!;
    for (let k = high; k < bins; k++) over += counts[u * bins + k]!;
    shut[u] = under / steps;
    open[u] = over / steps;
  }
  return { shut, open };
}
