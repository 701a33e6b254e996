import type { ChannelValues } from './channelValues.ts';
import { formatFixed, formatMagnitude } from './format.ts';
import { keptSteps } from './heatmapPixels.ts';

/** "Lowest −0.912, mean 0.034, highest 0.998." of the timesteps start … start + steps − 1, or that none of them is kept. */
export function mapSummary(of: ChannelValues, start: number, steps: number): string {
  const { from, to } = keptSteps(of);
  const first = (Math.max(from, start) - from) * of.hidden;
  const last = (Math.min(to, start + steps) - from) * of.hidden;
  if (last <= first) return 'This stretch is being traced.';
  let lowest = Infinity;
  let highest = -Infinity;
  let sum = 0;
  for (let k = first; k < last; k++) {
    const value = of.values[k];
    sum += value;
    if (value < lowest) lowest = value;
    if (value > highest) highest = value;
  }
  const isTiny = Math.max(Math.abs(lowest), Math.abs(highest)) < 0.01;
  const format = (value: number): string => (isTiny ? formatMagnitude(value) : formatFixed(value, 3));
  return `Lowest ${format(lowest)}, mean ${format(sum / (last - first))}, highest ${format(highest)}.`;
}
