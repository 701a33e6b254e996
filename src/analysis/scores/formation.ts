/** When each label's unit formed: the search again with the weights of every kept training step. */
import { askableLabels } from './askedLabels.ts';
import { type ChosenUnit, directed, scoreAroundMiddle } from './aroundMiddle.ts';
import type { LabelledText } from './findings.ts';
import { searchStretch } from './search.ts';
import type { SearchTools } from './tools.ts';
import { unitCount } from './units.ts';
import type { ModelSpec } from '../../engine/spec.ts';

/** A unit to follow through training: the one that a search found for a label. */
export interface FollowedUnit {
  /** Id of the label. */
  readonly label: string;
  readonly row: number;
  readonly direction: 1 | -1;
}

export interface FormationRequest extends LabelledText {
  readonly spec: ModelSpec;
  /** Kept weights, oldest first. */
  readonly weights: readonly { readonly step: number; readonly params: Float32Array }[];
  readonly followed: readonly FollowedUnit[];
}

/** What the weights of one training step score. Arrays have one entry for each followed unit's label. */
export interface FormationMoment {
  readonly step: number;
  /** The unit that is best at this step. */
  readonly best: readonly ChosenUnit[];
  /** Score of the followed unit, in the direction in which it was found: below 0.5 or 0 it points the other way. */
  readonly followed: readonly number[];
}

export type FormationReport =
  | { readonly kind: 'share'; readonly share: number }
  | { readonly kind: 'moment'; readonly moment: FormationMoment };

/**
 * Scores every label with the weights of each kept step, on the same characters as the untrained network is searched on. The
 * ends come first, then the middle, then what lies between, so that a curve is seen early.
 *
 * @throws RangeError if a label is asked for that does not exist
 */
export async function formation(
  request: FormationRequest,
  tools: SearchTools,
  report: (report: FormationReport) => void,
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
    report({ kind: 'moment', moment: { step, best, followed: along } });
    done++;
  }
}

/** 0 … count − 1 with both ends first and then always the middles of what lies between. */
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
