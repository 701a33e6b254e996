/**
 * Below this a gate counts as shut, above `OPEN` as open, as in the saturation plots of Karpathy, Johnson, Fei-Fei,
 * "Visualizing and understanding recurrent networks", 2015.
 */
export const SHUT = 0.1;
export const OPEN = 0.9;

export interface Saturation {
  /** Share of timesteps below 0.1, [H]. */
  readonly shut: Float64Array;
  /** Share of timesteps above 0.9, [H]. */
  readonly open: Float64Array;
}

/** How often each unit of a gate stands at either end. `values` is [T, H]; what is no number counts for neither end. */
export function gateSaturation(values: Float32Array, hidden: number): Saturation {
  const steps = values.length / hidden;
  const shut = new Float64Array(hidden);
  const open = new Float64Array(hidden);
  for (let t = 0; t < steps; t++) {
    for (let j = 0; j < hidden; j++) {
      const value = values[t * hidden + j];
      if (value < SHUT) shut[j]++;
      else if (value > OPEN) open[j]++;
    }
  }
  for (let j = 0; j < hidden; j++) {
    shut[j] /= steps;
    open[j] /= steps;
  }
  return { shut, open };
}

/**
 * The same from counts over a long text: share of timesteps below and above thresholds, which lie on the bins' edges.
 *
 * @param counts one unit's histogram over 0…1
 * @param steps timesteps that were counted
 */
export function saturationShares(
  counts: Uint32Array,
  steps: number,
  thresholds: { readonly below: number; readonly above: number },
): { readonly below: number; readonly above: number } {
  const bins = counts.length;
  const edge = (threshold: number): number => Math.max(0, Math.min(bins, Math.round(threshold * bins)));
  let below = 0;
  let above = 0;
  for (let bin = 0; bin < edge(thresholds.below); bin++) below += counts[bin];
  for (let bin = edge(thresholds.above); bin < bins; bin++) above += counts[bin];
  return { below: below / steps, above: above / steps };
}
