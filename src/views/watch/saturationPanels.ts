import { saturationAt } from '../../analysis/saturation.ts';
import { dotPaths } from '../../draw/dotPaths.ts';
import type { GateHistograms } from '../../engine/gateHistograms.ts';
import type { Channel } from '../../engine/spec.ts';

/** Pixels of a panel's side. */
export const SIZE = 96;

/** One gate's dots: unit j of layer l stands at l·H + j in every array. */
export interface SaturationPanel {
  readonly gate: Channel;
  readonly hidden: number;
  /** Shares, [L·H]. */
  readonly shut: Float64Array;
  readonly open: Float64Array;
  /** The same in pixels from the panel's top left. */
  readonly x: Float64Array;
  readonly y: Float64Array;
  /** Paths of each layer's dots. */
  readonly paths: readonly (readonly string[])[];
}

/** The shares of every gate at these thresholds, laid out. */
export function saturationPanels(histograms: GateHistograms, below: number, above: number): SaturationPanel[] {
  const { gates } = histograms;
  const { layers, hidden } = histograms.spec;
  const all = saturationAt(histograms, below, above);
  return gates.map((gate, g) => {
    const own = (shares: Float64Array) =>
      Float64Array.from({ length: layers * hidden }, (_, k) => {
        const layer = Math.floor(k / hidden);
        return shares[(layer * gates.length + g) * hidden + (k % hidden)];
      });
    const [shut, open] = [own(all.shut), own(all.open)];
    const x = shut.map((share) => share * SIZE);
    const y = open.map((share) => SIZE - share * SIZE);
    const paths = Array.from({ length: layers }, (_, l) =>
      dotPaths(x.subarray(l * hidden, (l + 1) * hidden), y.subarray(l * hidden, (l + 1) * hidden)),
    );
    return { gate, hidden, shut, open, x, y, paths };
  });
}
