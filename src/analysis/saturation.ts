import { GATE_BINS, type GateHistograms } from '../engine/gateHistograms.ts';

/**
 * Below SHUT a gate counts as shut, from OPEN on as open, as in the saturation plots of Karpathy, Johnson, Fei-Fei,
 * "Visualizing and understanding recurrent networks", 2015.
 */
export const SHUT = 0.1;
export const OPEN = 0.9;

/** How often gates are shut and open. */
export interface Saturation {
  /** Share of timesteps below the lower threshold, [L, gates, H]. */
  readonly shut: Float64Array;
  /** Share of timesteps at or above the upper threshold, [L, gates, H]. */
  readonly open: Float64Array;
}

/**
 * The share of all timesteps at which each gate of each unit is shut and open. Thresholds are rounded to the nearest
 * hundredth.
 */
export function saturationAt(histograms: GateHistograms, below: number, above: number): Saturation {
  const { counts, steps } = histograms;
  const low = Math.round(below * GATE_BINS);
  const high = Math.round(above * GATE_BINS);
  const units = counts.length / GATE_BINS;
  const shut = new Float64Array(units);
  const open = new Float64Array(units);
  for (let u = 0; u < units; u++) {
    let under = 0;
    let over = 0;
    for (let k = 0; k < low; k++) under += counts[u * GATE_BINS + k]!;
    for (let k = high; k < GATE_BINS; k++) over += counts[u * GATE_BINS + k]!;
    shut[u] = under / steps;
    open[u] = over / steps;
  }
  return { shut, open };
}
