import type { AskedLabel } from '../scores/findings.ts';

/** A label that is on or off, on the stretch that was read. */
export interface ReadLabel extends Pick<AskedLabel, 'id' | 'name' | 'definition'> {
  /** [count] */
  readonly values: ArrayLike<number>;
}

/** How often a label is on, in characters. */
export interface LabelShare extends Pick<AskedLabel, 'id' | 'name' | 'definition'> {
  /** Of those of the places. */
  readonly inPlaces: number;
  /** Of all that were read. */
  readonly inText: number;
}

export interface PlaceLabels {
  /** Characters of all places. */
  readonly characters: number;
  /** Labels that are on somewhere in the stretch, by the difference of the shares, largest first. */
  readonly labels: readonly LabelShare[];
  /** Of each listed place, the labels (by their place in `labels`) that are on at half of its characters or more; rare ones first. */
  readonly at: readonly (readonly number[])[];
}

/**
 * Which labels are on where the same units are on, beside the whole stretch.
 *
 * @param runs first character and length of every place, [2 · places], of the whole text
 * @param best the places that are listed, likewise
 * @param from first character of the stretch
 */
export function placeLabels(
  read: readonly ReadLabel[],
  runs: ArrayLike<number>,
  best: readonly { readonly from: number; readonly length: number }[],
  from: number,
): PlaceLabels {
  let characters = 0;
  for (let k = 1; k < runs.length; k += 2) characters += runs[k]!;
  const count = read[0]?.values.length ?? 0;
  const shares = read
    .map(({ values, ...label }) => {
      let inPlaces = 0;
      for (let k = 0; k < runs.length; k += 2) inPlaces += sum(values, runs[k]! - from, runs[k + 1]!);
      return { values, label: { ...label, inPlaces, inText: sum(values, 0, values.length) } };
    })
    .filter(({ label }) => label.inText > 0)
    .sort((a, b) => difference(b.label, characters, count) - difference(a.label, characters, count));
  const at = best.map(({ from: first, length }) =>
    shares
      .map(({ values }, k) => ({ k, isOn: 2 * sum(values, first - from, length) >= length }))
      .filter(({ isOn }) => isOn)
      .map(({ k }) => k)
      .sort((a, b) => shares[a]!.label.inText - shares[b]!.label.inText),
  );
  return { characters, labels: shares.map(({ label }) => label), at };
}

/** Share in the places less share in the stretch, without its sign. */
function difference({ inPlaces, inText }: LabelShare, characters: number, count: number): number {
  return characters > 0 ? Math.abs(inPlaces / characters - inText / count) : 0;
}

function sum(values: ArrayLike<number>, from: number, length: number): number {
  let total = 0;
  for (let t = from; t < from + length; t++) total += values[t]!;
  return total;
}
