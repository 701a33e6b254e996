/** Outlines of what one unit does beside a label: two histograms back to back, a curve of thresholds, quantiles by the label's value. */
import { scaleLinear } from 'd3';
import { pixel } from './stepLine.ts';

/**
 * Bars side by side over `width` as one outline, from the base upwards, or downwards for a negative height. The highest bar
 * takes the whole height.
 */
export function barsPath(counts: ArrayLike<number>, width: number, base: number, height: number): string {
  let most = 0;
  for (let k = 0; k < counts.length; k++) most = Math.max(most, counts[k]);
  const bar = width / counts.length;
  const gap = Math.min(1, bar / 4);
  let path = '';
  for (let k = 0; k < counts.length; k++) {
    if (counts[k] === 0) continue;
    // What is there is seen, however rare.
    const size = Math.sign(height) * Math.max(0.75, (counts[k] / most) * Math.abs(height));
    path += `M${pixel(k * bar)} ${pixel(base)}V${pixel(base - size)}H${pixel((k + 1) * bar - gap)}V${pixel(base)}Z`;
  }
  return path;
}

/**
 * The curve of thresholds in a square, (0, 0) at its lower left.
 *
 * @param off shares of the positions with the label off beyond a threshold, and `on` with it on, [n]
 * @param isFalling whether smaller values go with the label: then what lies below a threshold counts
 */
export function rocPath(off: ArrayLike<number>, on: ArrayLike<number>, size: number, isFalling: boolean): string {
  const n = off.length;
  let path = '';
  for (let k = 0; k < n; k++) {
    const x = isFalling ? 1 - off[n - 1 - k] : off[k];
    const y = isFalling ? 1 - on[n - 1 - k] : on[k];
    path += `${k === 0 ? 'M' : 'L'}${pixel(x * size)} ${pixel((1 - y) * size)}`;
  }
  return path;
}

/** A unit's values where a label has about the same value: its mean, and 5th, 25th, 50th, 75th and 95th percentile of the unit. */
export interface LevelShape {
  readonly mean: number;
  readonly quantiles: readonly number[];
}

export interface LevelChart {
  /** From the 5th to the 95th percentile, and from the 25th to the 75th: filled. */
  readonly outer: string;
  readonly inner: string;
  /** Line of the medians. */
  readonly median: string;
  readonly x: (label: number) => number;
  readonly y: (value: number) => number;
  readonly labelTicks: readonly number[];
  readonly valueTicks: readonly number[];
}

/** Bands and line of the levels in `width` × `height` pixels. One level alone is drawn as a short column. */
export function levelChart(levels: readonly LevelShape[], width: number, height: number): LevelChart {
  const lowest = Math.min(...levels.map(({ quantiles }) => quantiles[0]));
  const highest = Math.max(...levels.map(({ quantiles }) => quantiles[4]));
  const room = highest > lowest ? 0 : 0.5;
  const first = levels[0]?.mean ?? 0;
  const last = levels.at(-1)?.mean ?? 1;
  const x = scaleLinear([first, last > first ? last : first + 1], [0, width]);
  const y = scaleLinear([lowest - room, highest + room], [height, 0]);
  const points = levels.length === 1 ? [-4, 4] : levels.map(() => 0);
  const shown = points.map((shift, k) => ({ level: levels[Math.min(k, levels.length - 1)], shift }));
  const at = ({ level, shift }: (typeof shown)[number], q: number): string =>
    `${pixel(x(level.mean) + shift)} ${pixel(y(level.quantiles[q]))}`;
  const band = (low: number, high: number): string =>
    shown.length === 0
      ? ''
      : `M${[...shown.map((one) => at(one, high)), ...shown.toReversed().map((one) => at(one, low))].join('L')}Z`;
  return {
    outer: band(0, 4),
    inner: band(1, 3),
    median: shown.length === 0 ? '' : `M${shown.map((one) => at(one, 2)).join('L')}`,
    x,
    y,
    // Labels are counts: there is nothing between two of them.
    labelTicks: x.ticks(4).filter(Number.isInteger),
    valueTicks: y.ticks(3),
  };
}
