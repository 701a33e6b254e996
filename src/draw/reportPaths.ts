/** Outlines for a unit beside a label: two histograms, an ROC curve, and quantiles by the label's value. */
import { scaleLinear } from 'd3';
import { lagBand, lagLine } from './lagPaths.ts';
import { pixel } from './stepLine.ts';

/** Bars as one outline, upwards from the base, or downwards for a negative height. The highest has this height. */
export function barsPath(counts: ArrayLike<number>, width: number, base: number, height: number): string {
  let most = 0;
  for (let k = 0; k < counts.length; k++) most = Math.max(most, counts[k]);
  const bar = width / counts.length;
  const gap = Math.min(1, bar / 4);
  let path = '';
  for (let k = 0; k < counts.length; k++) {
    if (counts[k] === 0) continue;
    // A non-empty bin is visible, however rare.
    const size = Math.sign(height) * Math.max(0.75, (counts[k] / most) * Math.abs(height));
    path += `M${pixel(k * bar)} ${pixel(base)}V${pixel(base - size)}H${pixel((k + 1) * bar - gap)}V${pixel(base)}Z`;
  }
  return path;
}

/**
 * The ROC curve in a square, with (0, 0) at its lower left.
 *
 * @param off shares of the positions with the label off beyond a threshold, [n]
 * @param on shares of the positions with the label on beyond a threshold, [n]
 * @param isFalling whether smaller values go with the label; then values below a threshold count
 */
export function rocPath(off: ArrayLike<number>, on: ArrayLike<number>, size: number, isFalling: boolean): string {
  const last = off.length - 1;
  const share = (of: ArrayLike<number>, k: number): number => (isFalling ? 1 - of[last - k] : of[k]);
  const shares = Array.from({ length: off.length }, (_, k) => share(on, k));
  return lagLine(
    shares,
    (k) => share(off, k) * size,
    (y) => (1 - y) * size,
  );
}

/** A unit's values at one level of a label: the label's mean, and the unit's quantiles 5, 25, 50, 75 and 95 %. */
export interface LevelShape {
  readonly mean: number;
  readonly quantiles: readonly number[];
}

export interface LevelChart {
  /** Filled areas from the 5th to the 95th percentile, and from the 25th to the 75th. */
  readonly outer: string;
  readonly inner: string;
  readonly median: string;
  readonly x: (label: number) => number;
  readonly y: (value: number) => number;
  readonly labelTicks: readonly number[];
  readonly valueTicks: readonly number[];
}

/** Bands and line of the levels in `width` × `height` pixels. A single level is drawn as a narrow column. */
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
  const at = (k: number): number => x(shown[k].level.mean) + shown[k].shift;
  const quantile = (q: number): readonly number[] => shown.map(({ level }) => level.quantiles[q]);
  const band = (low: number, high: number): string => lagBand(quantile(low), quantile(high), at, y);
  return {
    outer: band(0, 4),
    inner: band(1, 3),
    median: lagLine(quantile(2), at, y),
    x,
    y,
    // Labels are counts, so there is nothing between two of them.
    labelTicks: x.ticks(4).filter(Number.isInteger),
    valueTicks: y.ticks(3),
  };
}
