import type { LabelValues } from '../scores/labelValues.ts';
import type { LabelGroup } from './ablationReport.ts';

/** Groups with fewer predictions are not reported. */
export const LEAST_GROUP = 5;

/**
 * Mean change of the loss by the label of the character just read: where a binary label is off and on; for a numeric
 * label, in its lowest, middle and highest third (equal numbers stay together, so thirds may differ in size).
 *
 * @param change bits, one per prediction; the prediction of timestep t is made after the character at t
 * @param from the first timestep that counts
 * @param label [T], T ≥ the number of predictions
 * @returns null if fewer than two groups have at least `LEAST_GROUP` predictions
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

/** A function that tells in which third of the given numbers a number lies. */
function thirds(values: ArrayLike<number>): (value: number) => number {
  const sorted = Float32Array.from(values).sort();
  const low = sorted[Math.floor((sorted.length - 1) / 3)]!;
  const high = sorted[Math.ceil((2 * (sorted.length - 1)) / 3)]!;
  return (value) => (value <= low ? 0 : value < high ? 1 : 2);
}
