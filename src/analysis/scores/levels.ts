/** What a unit does at each value of a numeric label: quantiles of the unit, so that a bent or a scattered relation is seen. */
export interface Level {
  /** Lowest and highest value of the label that fall in it, and the mean of all. */
  readonly low: number;
  readonly high: number;
  readonly mean: number;
  /** Characters. */
  readonly count: number;
  /** Of the unit's values there: 5th, 25th, 50th, 75th and 95th percentile (linear between neighbours). */
  readonly quantiles: readonly [number, number, number, number, number];
}

/** Fewest characters of a level, as a share of all and at least; rarer values are taken together with the next higher ones. */
const LEAST_SHARE = 1 / 40;
const LEAST = 20;

const SHARES = [0.05, 0.25, 0.5, 0.75, 0.95] as const;

/**
 * @param values of the unit, [n]
 * @param label [n]
 * @returns levels in rising order of the label, at most 40
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
    // What is left must be a level of its own, or goes with this one.
    const end = n - (k + 1) < least ? n : k + 1;
    levels.push(levelOf(order.subarray(start, end), values, label));
    start = end;
    k = end - 1;
  }
  if (start < n) levels.push(levelOf(order.subarray(start), values, label));
  return levels;
}

function levelOf(places: Uint32Array, values: Float32Array, label: ArrayLike<number>): Level {
  const sorted = Float32Array.from(places, (t) => values[t]!).sort();
  let sum = 0;
  for (const t of places) sum += label[t]!;
  const [p5, p25, p50, p75, p95] = SHARES.map((share) => quantile(sorted, share));
  return {
    low: label[places[0]!]!,
    high: label[places.at(-1)!]!,
    mean: sum / places.length,
    count: places.length,
    quantiles: [p5!, p25!, p50!, p75!, p95!],
  };
}

/** @param sorted ascending, not empty */
function quantile(sorted: Float32Array, share: number): number {
  const place = share * (sorted.length - 1);
  const below = Math.floor(place);
  const above = Math.min(sorted.length - 1, below + 1);
  return sorted[below]! + (place - below) * (sorted[above]! - sorted[below]!);
}
