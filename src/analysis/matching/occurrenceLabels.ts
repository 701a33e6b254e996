import { lengthOf, type Range } from '../../engine/range.ts';
import type { AskedLabel } from '../scores/findings.ts';

/** A binary label on the range that was read. */
export interface ReadLabel extends Pick<AskedLabel, 'id' | 'name' | 'definition'> {
  /** [count] */
  readonly values: ArrayLike<number>;
}

/** Shares of characters at which a label is on. */
export interface LabelShare extends Pick<AskedLabel, 'id' | 'name' | 'definition'> {
  /** Share of the characters of the occurrences. */
  readonly inOccurrences: number;
  /** Share of all characters that were read. */
  readonly inText: number;
}

/** The labels of the characters at which the same units are on. */
export interface OccurrenceLabels {
  /** Number of characters in all occurrences. */
  readonly characters: number;
  /** Labels that are on somewhere in the range, ordered by the difference of the shares, largest first. */
  readonly labels: readonly LabelShare[];
  /**
   * For each listed occurrence, the indices in `labels` of the labels that are on at half of its characters or more,
   * rare labels first.
   */
  readonly at: readonly (readonly number[])[];
}

/**
 * Compares the labels where the same units are on with those of the whole range.
 *
 * @param runs ends of every occurrence in the whole text, [2 · occurrences]
 * @param best the occurrences that are listed
 * @param from first character of the range
 */
export function occurrenceLabels(
  read: readonly ReadLabel[],
  runs: ArrayLike<number>,
  best: readonly Range[],
  from: number,
): OccurrenceLabels {
  let characters = 0;
  for (let k = 0; k < runs.length; k += 2) characters += runs[k + 1]! - runs[k]!;
  const count = read[0]?.values.length ?? 0;
  const shares = read
    .map(({ values, ...label }) => {
      let inOccurrences = 0;
      for (let k = 0; k < runs.length; k += 2) inOccurrences += sum(values, runs[k]! - from, runs[k + 1]! - from);
      return { values, label: { ...label, inOccurrences, inText: sum(values, 0, values.length) } };
    })
    .filter(({ label }) => label.inText > 0)
    .sort((a, b) => difference(b.label, characters, count) - difference(a.label, characters, count));
  const at = best.map((one) =>
    shares
      .map(({ values }, k) => ({ k, isOn: 2 * sum(values, one.from - from, one.to - from) >= lengthOf(one) }))
      .filter(({ isOn }) => isOn)
      .map(({ k }) => k)
      .sort((a, b) => shares[a]!.label.inText - shares[b]!.label.inText),
  );
  return { characters, labels: shares.map(({ label }) => label), at };
}

/** Absolute difference between the share in the occurrences and the share in the range. */
function difference({ inOccurrences, inText }: LabelShare, characters: number, count: number): number {
  return characters > 0 ? Math.abs(inOccurrences / characters - inText / count) : 0;
}

function sum(values: ArrayLike<number>, from: number, to: number): number {
  let total = 0;
  for (let t = from; t < to; t++) total += values[t]!;
  return total;
}
