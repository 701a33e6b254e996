import { halfWay } from '../../draw/scoreLines.ts';
import type { LabelFinding } from '../../analysis/scores/findings.ts';
import type { CheckpointScores } from '../../analysis/scores/scoresOverTraining.ts';
import type { Search } from '../../state/findState.ts';

/** The smallest gain for which the table says when half of it was reached. */
export const LEAST_GAIN = 0.05;

/** One label over training. */
export interface ScoreOverTrainingRow {
  readonly finding: LabelFinding;
  /** Index among the search's findings. */
  readonly index: number;
  readonly steps: readonly number[];
  /** The score of the unit that is best at each step. */
  readonly best: readonly number[];
  /** The score of the unit that the search found, at each step. */
  readonly followed: readonly number[];
  /** The gain of the best score from the first step to the last. */
  readonly gain: number;
  /** The step at which half of the gain was reached; null if the gain is less than `LEAST_GAIN`. */
  readonly half: number | null;
}

/** One row for each label. The label with the largest gain comes first. */
export function scoreOverTrainingRows(
  { findings }: Search,
  checkpointMetrics: readonly CheckpointScores[],
): readonly ScoreOverTrainingRow[] {
  if (!findings || checkpointMetrics.length === 0) return [];
  const steps = checkpointMetrics.map(({ step }) => step);
  return findings.found
    .map((finding, index): ScoreOverTrainingRow => {
      const best = checkpointMetrics.map((metrics) => metrics.best[index].score);
      return {
        finding,
        index,
        steps,
        best,
        followed: checkpointMetrics.map((metrics) => metrics.followed[index]),
        gain: best[best.length - 1] - best[0],
        half: halfWay(steps, best, LEAST_GAIN),
      };
    })
    .toSorted((a, b) => b.gain - a.gain || a.index - b.index);
}
