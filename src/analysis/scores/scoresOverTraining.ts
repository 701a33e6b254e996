/** Scores over training: the search repeated with the weights of every checkpoint. */
import { askableLabels } from './askedLabels.ts';
import { type ChosenUnit, directed, scoreAroundMiddle } from './aroundMiddle.ts';
import type { LabelledText } from './findings.ts';
import { searchStretch } from './search.ts';
import type { SearchTools } from './tools.ts';
import { unitCount } from './units.ts';
import type { ModelSpec } from '../../engine/spec.ts';

/** A unit to follow through training: the one that a search found for a label. */
interface FollowedUnit {
  /** Id of the label. */
  readonly label: string;
  readonly row: number;
  readonly direction: 1 | -1;
}

/** A question for the scores at every checkpoint. */
export interface ScoresOverTrainingRequest extends LabelledText {
  readonly spec: ModelSpec;
  /** Checkpoints, oldest first. */
  readonly weights: readonly { readonly step: number; readonly params: Float32Array }[];
  readonly followed: readonly FollowedUnit[];
}

/** The scores of one checkpoint. Arrays have one entry per followed unit's label. */
export interface CheckpointScores {
  readonly step: number;
  /** The best unit at this step. */
  readonly best: readonly ChosenUnit[];
  /**
   * Score of the followed unit, in the direction in which it was found. Below 0.5 (AUC) or 0 (ρ) the direction is
   * reversed.
   */
  readonly followed: readonly number[];
}

export type ScoresOverTrainingReport =
  | { readonly kind: 'share'; readonly share: number }
  | { readonly kind: 'metrics'; readonly metrics: CheckpointScores };

/**
 * Scores every label with the weights of each checkpoint, on the same characters as the untrained network. The first
 * and the last checkpoint come first, then the middle one, then the rest, so that a curve appears early.
 *
 * @throws RangeError if a label does not exist
 */
export async function overTraining(
  request: ScoresOverTrainingRequest,
  tools: SearchTools,
  report: (report: ScoresOverTrainingReport) => void,
): Promise<void> {
  const { spec, tokens, weights, followed } = request;
  const U = unitCount(spec);
  const stretch = searchStretch(tokens.length, U);
  const askable = new Map(askableLabels(request, stretch).map((one) => [one.id, one]));
  const labels = followed.map(({ label }) => {
    const found = askable.get(label);
    if (!found) throw new RangeError(`there is no label ${label}`);
    return found.compute();
  });
  let done = 0;
  for (const index of coarseToFine(weights.length)) {
    const { step, params } = weights[index]!;
    const { best, scores } = await scoreAroundMiddle(request, params, stretch, labels, tools, (share) =>
      report({ kind: 'share', share: (done + share) / weights.length }),
    );
    const along = followed.map(({ row, direction }, k) => directed(labels[k]!.kind, scores[k * U + row]!, direction));
    report({ kind: 'metrics', metrics: { step, best, followed: along } });
    done++;
  }
}

/** 0 … count − 1: both ends first, then repeatedly the middles of the gaps. */
export function coarseToFine(count: number): number[] {
  const order = count > 1 ? [count - 1, 0] : count === 1 ? [0] : [];
  for (let gaps: [number, number][] = [[0, count - 1]]; gaps.length > 0; ) {
    gaps = gaps.flatMap(([low, high]): [number, number][] => {
      if (high - low < 2) return [];
      const middle = (low + high) >> 1;
      order.push(middle);
      return [
        [low, middle],
        [middle, high],
      ];
    });
  }
  return order;
}
