import type { LabelValues } from '../scores/labelValues.ts';
import type { LabelGroup } from './causeLook.ts';

/** A group of fewer predictions is not spoken of. */
export const LEAST_GROUP = 5;

/**
 * Mean change of the loss by what a label says of the character just read: where a binary one is off and on; for a number, in
 * its lowest, middle and highest third (equal numbers stay together, so that thirds may be uneven).
 *
 * @param change bits, one for each prediction; that of timestep t is made after the character of t
 * @param from timestep of the first that counts
 * @param label [T], T ≥ predictions
 * @returns null if it has fewer than two groups of at least `LEAST_GROUP`
 */
export function lossByLabel(
  change: ArrayLike<number>,
  from: number,
  { kind, values }: LabelValues,
): readonly LabelGroup[] | null {
  const names = kind === 'binary' ? ['off', 'on'] : ['low', 'middle', 'high'];
  const groupOf = kind === 'binary' ? (value: number): number => value : thirds(values.subarray(from, change.length));
  const count = names.map(() => 0);
  const sum = names.map(() => 0);
  for (let t = from; t < change.length; t++) {
    const group = groupOf(values[t]!);
    count[group]!++;
    sum[group]! += change[t]!;
  }
  const groups = names.flatMap((name, k): LabelGroup[] =>
    count[k]! < LEAST_GROUP ? [] : [{ name, count: count[k]!, bits: sum[k]! / count[k]! }],
  );
  return groups.length < 2 ? null : groups;
}

/** Which third of some numbers one of them lies in. */
function thirds(values: ArrayLike<number>): (value: number) => number {
  const sorted = Float32Array.from(values).sort();
  const low = sorted[Math.floor((sorted.length - 1) / 3)]!;
  const high = sorted[Math.ceil((2 * (sorted.length - 1)) / 3)]!;
  return (value) => (value <= low ? 0 : value < high ? 1 : 2);
}
