import type { Range } from '../engine/range.ts';
import type { ChannelValues } from './channelValues.ts';
import { formatCount, formatFixed, formatMagnitude } from './format.ts';
import { retainedSteps } from './heatmapPixels.ts';

/**
 * "Lowest −0.912, mean 0.034, highest 0.998." of some units over a range of timesteps, or that none of these is retained. Values that are not finite, in a diverged model, are excluded and counted separately.
 */
export function mapSummary(of: ChannelValues, range: Range, units: ArrayLike<number>): string {
  const { from, to } = retainedSteps(of);
  const first = Math.max(from, range.from) - from;
  const last = Math.min(to, range.to) - from;
  if (last <= first) return 'This stretch is being traced.';
  let lowest = Infinity;
  let highest = -Infinity;
  let sum = 0;
  let broken = 0;
  for (let row = first; row < last; row++) {
    for (let k = 0; k < units.length; k++) {
      const value = of.values[row * of.hidden + units[k]];
      if (!Number.isFinite(value)) {
        broken++;
        continue;
      }
      sum += value;
      if (value < lowest) lowest = value;
      if (value > highest) highest = value;
    }
  }
  const all = (last - first) * units.length;
  if (broken === all) return 'No value is a finite number.';
  const isTiny = Math.max(Math.abs(lowest), Math.abs(highest)) < 0.01;
  const format = (value: number): string => (isTiny ? formatMagnitude(value) : formatFixed(value, 3));
  const rest = broken > 0 ? ` ${formatCount(broken)} of ${formatCount(all)} values are not finite.` : '';
  return `Lowest ${format(lowest)}, mean ${format(sum / (all - broken))}, highest ${format(highest)}.${rest}`;
}
