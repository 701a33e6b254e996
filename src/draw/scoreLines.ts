/** Geometry of scores over training: steps on a logarithmic axis, scores on a linear one. */
import { scaleLinear } from 'd3';
import { linePath, trainingAxis } from './lineChart.ts';

/** The axes of scores over training. */
export interface ScoreAxis {
  readonly x: (step: number) => number;
  readonly y: (score: number) => number;
  readonly xTicks: readonly number[];
  readonly yTicks: readonly number[];
  /** A line through scores at ascending steps. */
  readonly path: (steps: readonly number[], scores: readonly number[]) => string;
}

/**
 * Makes the axes.
 *
 * @param last the last training step of the axis
 * @param least the score of chance: 0.5 for an AUC, 0 for a correlation
 * @param scores all scores; the axis extends below `least` if one of them is lower
 */
export function scoreAxis(
  last: number,
  least: number,
  scores: Iterable<number>,
  width: number,
  height: number,
): ScoreAxis {
  let low = least;
  for (const score of scores) if (score < low) low = score;
  low = low < least ? Math.floor(low * 10 + 1e-9) / 10 : least;
  const { x, ticks } = trainingAxis(last, width);
  const y = scaleLinear([low, 1], [height, 0]);
  return {
    x,
    y: (score) => y(score),
    xTicks: ticks,
    yTicks: y.ticks(Math.max(2, Math.floor(height / 32))),
    path: (steps, values) => linePath(steps.map((step, k) => ({ x: x(step), y: y(values[k]) }))),
  };
}

/** The first step at which a score is half-way to its last value; null if it has gained less than `least`. */
export function halfWay(steps: readonly number[], scores: readonly number[], least: number): number | null {
  const first = scores[0];
  const gain = scores[scores.length - 1] - first;
  if (!(gain >= least)) return null;
  return steps[scores.findIndex((score) => score - first >= gain / 2)];
}
