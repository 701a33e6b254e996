import type { FindSubject, LabelFinding, SearchRange } from './findings.ts';
import { type LabelValues, partOf } from './labelValues.ts';
import { scanStates, streamsFor } from './scan.ts';
import type { SearchTools } from './tools.ts';
import { unitCount } from './units.ts';
import { bestUnit, scoreUnits, type UnitScores } from './unitScores.ts';

/** A label's best unit: chosen on one part of the text, scored on the other part in the same direction. */
export type ChosenUnit = Pick<LabelFinding, 'row' | 'direction' | 'chosen' | 'score'>;

/** The scores of one set of weights. */
export interface ScoresAroundMiddle {
  /** The best unit of each label. */
  readonly best: readonly ChosenUnit[];
  /** Scores of every unit on the second part, [K, U]: AUC or ρ with its sign. */
  readonly scores: Float32Array;
}

/**
 * Runs the search with other weights, on `stretch.untrained` characters around the middle of the range: the first
 * half chooses the units, the second half scores them. It reads fewer characters than the search, because it runs for
 * many sets of weights.
 *
 * @param labels on all characters of the range
 * @param report receives the share that is done
 */
export async function scoreAroundMiddle(
  { spec, tokens }: Pick<FindSubject, 'spec' | 'tokens'>,
  params: Float32Array,
  { from, half, untrained }: SearchRange,
  labels: readonly LabelValues[],
  tools: SearchTools,
  report: (share: number) => void = () => undefined,
): Promise<ScoresAroundMiddle> {
  const n = untrained / 2;
  const reader = await tools.openReader(spec, params, streamsFor(n));
  const codes = new Uint16Array(unitCount(spec) * n);
  const scored: UnitScores[] = [];
  for (const part of [0, 1] as const) {
    const at = half + (part - 1) * n;
    scanStates(reader, tokens, from + at, n, codes, (within) => report((part + 0.8 * within) / 2));
    const cut = labels.map((label) => partOf(label, at, at + n));
    scored.push(await scoreUnits(spec, codes, cut, tools.openProducts));
    report((part + 1) / 2);
  }
  const U = unitCount(spec);
  const [first, second] = [scored[0]!.ranked, scored[1]!.ranked];
  return { best: labels.map(({ kind }, k) => chosenUnit(kind, first, second, k, U)), scores: second };
}

/** The unit that is best on one part, and its score on the other part in the same direction. */
export function chosenUnit(
  kind: 'binary' | 'numeric',
  first: Float32Array,
  second: Float32Array,
  k: number,
  U: number,
): ChosenUnit {
  const row = bestUnit(kind, first.subarray(k * U, (k + 1) * U));
  const chosen = first[k * U + row]!;
  const direction = (kind === 'binary' ? chosen < 0.5 : chosen < 0) ? -1 : 1;
  const onOther = second[k * U + row]!;
  return { row, direction, chosen: directed(kind, chosen, direction), score: directed(kind, onOther, direction) };
}

/** A score in a direction: 1 − AUC or −ρ if smaller values go with the label. */
export function directed(kind: 'binary' | 'numeric', score: number, direction: 1 | -1): number {
  if (direction === 1) return score;
  return kind === 'binary' ? 1 - score : -score;
}
