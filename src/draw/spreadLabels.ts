/**
 * Moves labels apart so that neighbours are at least `distance` pixels from one another and none is outside `low` …
 * `high`. They stay as near to their wanted positions as one pass down and one pass up allow. Their order does not
 * change.
 *
 * @returns one position per label, in the order given.
 */
export function spreadLabels(wanted: readonly number[], distance: number, low: number, high: number): number[] {
  const byPosition = wanted.map((_, index) => index).sort((a, b) => wanted[a] - wanted[b] || a - b);
  const positions = new Array<number>(wanted.length);
  let limit = low;
  for (const index of byPosition) {
    positions[index] = Math.max(limit, wanted[index]);
    limit = positions[index] + distance;
  }
  limit = high;
  for (const index of byPosition.toReversed()) {
    positions[index] = Math.min(limit, positions[index]);
    limit = positions[index] - distance;
  }
  return positions;
}
