/**
 * Moves labels apart so that neighbours are at least `distance` pixels from one another and none leaves `low`…`high`,
 * as near to their wanted places as a pass down and a pass up can hold them. Order of places is kept.
 *
 * @returns one place per label, in the order given.
 */
export function spreadLabels(wanted: readonly number[], distance: number, low: number, high: number): number[] {
  const byPlace = wanted.map((_, index) => index).sort((a, b) => wanted[a] - wanted[b] || a - b);
  const placed = new Array<number>(wanted.length);
  let limit = low;
  for (const index of byPlace) {
    placed[index] = Math.max(limit, wanted[index]);
    limit = placed[index] + distance;
  }
  limit = high;
  for (const index of byPlace.toReversed()) {
    placed[index] = Math.min(limit, placed[index]);
    limit = placed[index] - distance;
  }
  return placed;
}
