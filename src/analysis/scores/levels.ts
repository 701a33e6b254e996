/** A unit's values at one level of a numeric label. Quantiles also show nonlinear or noisy relations. */
export interface Level {
  /** Lowest and highest label value in the level, and their mean. */
  readonly low: number;
  readonly high: number;
  readonly mean: number;
  /** Number of characters. */
  readonly count: number;
  /** The 5th, 25th, 50th, 75th and 95th percentile of the unit's values (interpolated linearly). */
  readonly quantiles: readonly [number, number, number, number, number];
}

/**
 * The smallest size of a level, as a share of all characters and in characters. Rarer values are merged with the next
 * higher ones.
 */
const LEAST_SHARE = 1 / 40;
const LEAST = 20;

const SHARES = [0.05, 0.25, 0.5, 0.75, 0.95] as const;

/**
 * Groups a unit's values by the label.
 *
 * @param values of the unit, [n]
 * @param label [n]
 * @returns levels in ascending order of the label, at most 40
 */
export function levelsOf(values: Float32Array, label: ArrayLike<number>): Level[] {
  const n = values.length;
  const order = Uint32Array.from({ length: n }, (_, t) => t).sort((a, b) => label[a]! - label[b]!);
  const least = Math.max(LEAST, Math.ceil(n * LEAST_SHARE));
  const levels: Level[] = [];
  let start = 0;
  for (let k = 0; k < n; k++) {
    const isLastOfValue = k + 1 === n || label[order[k + 1]!] !== label[order[k]!];
    if (!isLastOfValue || k + 1 - start < least) continue;
    // The remaining values must form a level of their own, or are merged with this one.
    const end = n - (k + 1) < least ? n : k + 1;
    levels.push(levelOf(order.subarray(start, end), values, label));
    start = end;
    k = end - 1;
  }
  if (start < n) levels.push(levelOf(order.subarray(start), values, label));
  return levels;
}

function levelOf(positions: Uint32Array, values: Float32Array, label: ArrayLike<number>): Level {
  const sorted = Float32Array.from(positions, (t) => values[t]!).sort();
  let sum = 0;
  for (const t of positions) sum += label[t]!;
  const [p5, p25, p50, p75, p95] = SHARES.map((share) => quantile(sorted, share));
  return {
    low: label[positions[0]!]!,
    high: label[positions.at(-1)!]!,
    mean: sum / positions.length,
    count: positions.length,
    quantiles: [p5!, p25!, p50!, p75!, p95!],
  };
}

/** @param sorted ascending, not empty */
function quantile(sorted: Float32Array, share: number): number {
  const position = share * (sorted.length - 1);
  const below = Math.floor(position);
  const above = Math.min(sorted.length - 1, below + 1);
  return sorted[below]! + (position - below) * (sorted[above]! - sorted[below]!);
}
