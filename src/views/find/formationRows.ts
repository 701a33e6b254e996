import { halfWay } from '../../draw/formationChart.ts';
import type { LabelFinding } from '../../analysis/scores/findings.ts';
import type { FormationMoment } from '../../analysis/scores/formation.ts';
import type { Search } from '../../store/findState.ts';

/** Least gain of a score for which it is said when it came. */
export const LEAST_GAIN = 0.05;

/** One label over training. */
export interface FormationRow {
  readonly finding: LabelFinding;
  /** Place among the labels found. */
  readonly index: number;
  readonly steps: readonly number[];
  /** Score of the unit that is best at each step. */
  readonly best: readonly number[];
  /** Score of the unit that the search found. */
  readonly followed: readonly number[];
  /** What the best unit gained from the first step to the last. */
  readonly gain: number;
  /** The step at which half of that was there; null where it gained next to nothing. */
  readonly half: number | null;
}

/** Labels over training, those first that gained most. */
export function formationRows({ findings }: Search, moments: readonly FormationMoment[]): readonly FormationRow[] {
  if (!findings || moments.length === 0) return [];
  const steps = moments.map(({ step }) => step);
  return findings.found
    .map((finding, index): FormationRow => {
      const best = moments.map((moment) => moment.best[index].score);
      return {
        finding,
        index,
        steps,
        best,
        followed: moments.map((moment) => moment.followed[index]),
        gain: best[best.length - 1] - best[0],
        half: halfWay(steps, best, LEAST_GAIN),
      };
    })
    .toSorted((a, b) => b.gain - a.gain || a.index - b.index);
}
