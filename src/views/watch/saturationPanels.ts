import { saturationAt } from '../../analysis/saturation.ts';
import { dotPaths } from '../../draw/dotPaths.ts';
import type { GateHistograms } from '../../engine/gateHistograms.ts';
import type { Channel } from '../../engine/cells/channels.ts';
import { SQUARE } from '../chart/squareSize.ts';

/** The dots of one gate. Unit j of layer l is at l·H + j of every array. */
export interface SaturationPanel {
  readonly gate: Channel;
  readonly hidden: number;
  /** Shares of the timesteps, [L·H]. */
  readonly shut: Float64Array;
  readonly open: Float64Array;
  /** Pixels from the panel's top left corner, [L·H]. */
  readonly x: Float64Array;
  readonly y: Float64Array;
  /** The paths of the dots, by layer. */
  readonly paths: readonly (readonly string[])[];
}

/** Lays out the shares of every gate at these thresholds. */
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
    const x = shut.map((share) => share * SQUARE);
    const y = open.map((share) => SQUARE - share * SQUARE);
    const paths = Array.from({ length: layers }, (_, l) =>
      dotPaths(x.subarray(l * hidden, (l + 1) * hidden), y.subarray(l * hidden, (l + 1) * hidden)),
    );
    return { gate, hidden, shut, open, x, y, paths };
  });
}
