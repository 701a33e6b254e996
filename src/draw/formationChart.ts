/** Geometry of scores over training: steps on a logarithmic axis, scores on a linear one. */
import { scaleLinear } from 'd3';
import { logScale, logTicks } from './lineChart.ts';

/** Where step 0 stands on the logarithmic axis. */
const ZERO_AT = 0.5;

export interface ScoreAxis {
  readonly x: (step: number) => number;
  readonly y: (score: number) => number;
  readonly xTicks: readonly number[];
  readonly yTicks: readonly number[];
  /** Line through scores at ascending steps. */
  readonly path: (steps: readonly number[], scores: readonly number[]) => string;
}

/**
 * @param last the last training step of the axis
 * @param least the score that says nothing: 0.5 of an AUC, 0 of a correlation
 * @param scores everything that is drawn; the axis goes below `least` where one does
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
  const steps = logScale([ZERO_AT, Math.max(2, last)], [0, width]);
  const y = scaleLinear([low, 1], [height, 0]);
  const x = (step: number): number => steps(Math.max(ZERO_AT, step));
  return {
    x,
    y: (score) => y(score),
    xTicks: [0, ...logTicks(1, Math.max(2, last), Math.max(2, Math.floor(width / 52) - 1))],
    yTicks: y.ticks(Math.max(2, Math.floor(height / 32))),
    path(at, values) {
      const points = at.map((step, k) => `${x(step).toFixed(1)} ${y(values[k]).toFixed(1)}`);
      // One point alone is a line of no length, which a round cap makes a dot.
      return points.length === 0 ? '' : `M${points.join('L')}${points.length === 1 ? 'h0' : ''}`;
    },
  };
}

/**
 * The first of ascending steps at which a score has made half of its way from the first to the last; null where it has not
 * gained at least `least`.
 */
export function halfWay(steps: readonly number[], scores: readonly number[], least: number): number | null {
  const first = scores[0];
  const gain = scores[scores.length - 1] - first;
  if (!(gain >= least)) return null;
  return steps[scores.findIndex((score) => score - first >= gain / 2)];
}
