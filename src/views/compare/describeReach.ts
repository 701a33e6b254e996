/** How far back a gradient reached, in words for every saved training step. */
import type { LagCurves } from '../../analysis/lagCurves.ts';
import { reachOf } from '../../analysis/checkpointMetrics.ts';

/** A gradient below this share of that at lag 0 has vanished. */
const VANISHED = 0.01;

/** "below 1 % of lag 0 from lag ", and the lag; null if the words do not end with a number. */
export interface Reach {
  readonly words: string;
  readonly lag: number | null;
}

/** The reach of the curve relative to lag 0. It does not depend on the scale of the picture. */
export function describeReach({ relative: { mean }, without }: LagCurves): Reach {
  if (!(mean[0]! > 0)) {
    const why =
      without.broken > 0 ? 'its gradients are beyond the range of numbers' : 'no loss has a gradient above 10⁻³⁰';
    return { words: why, lag: null };
  }
  const lag = reachOf(mean, VANISHED);
  if (lag !== null) return { words: 'below 1 % of lag 0 from lag ', lag };
  // It may have been below in between. Only its end counts.
  return { words: 'still above 1 % of lag 0 at lag ', lag: mean.length - 1 };
}

/** The reach in a column: `9`, `> 100`, or `–` if there is no gradient. */
export function reachCell({ relative: { mean } }: LagCurves): string {
  if (!(mean[0]! > 0)) return '–';
  return String(reachOf(mean, VANISHED) ?? `> ${mean.length - 1}`);
}
