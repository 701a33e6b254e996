import { CODES } from './codes.ts';

/** How well a threshold on a unit's value tells where a label is on. */
export interface Roc {
  /** Area under the curve, by every threshold: the AUC of "larger values go with the label". 0.5 where there is no curve. */
  readonly auc: number;
  /** Share of the characters with the label off that lie above a threshold, from the highest threshold to the lowest. */
  readonly off: Float32Array;
  /** Share of those with the label on, at the same thresholds. */
  readonly on: Float32Array;
}

/** Length of path (the sum of both shares) after which a point is kept: at most about 200 of them. */
const APART = 0.02;

/**
 * The receiver operating characteristic of a unit: thresholds between all codes that occur, equal ones together, so that the
 * area is the AUC with ties counting half. Of the curve about every fiftieth of its length is kept, and both ends of
 * every longer straight piece.
 *
 * @param codes [n]  @param label 0 or 1, [n]
 */
export function rocOf(codes: Uint16Array, label: Uint8Array): Roc {
  const counts = [new Uint32Array(CODES), new Uint32Array(CODES)] as const;
  for (let t = 0; t < codes.length; t++) counts[label[t]! ? 1 : 0][codes[t]!]!++;
  const on = counts[1].reduce((sum, count) => sum + count, 0);
  const off = codes.length - on;
  if (on === 0 || off === 0) return { auc: 0.5, off: Float32Array.of(0, 1), on: Float32Array.of(0, 1) };
  const kept: [number, number][] = [[0, 0]];
  let [x, y] = [0, 0];
  let area = 0;
  for (let code = CODES - 1; code >= 0; code--) {
    const dx = counts[0][code]! / off;
    const dy = counts[1][code]! / on;
    if (dx + dy === 0) continue;
    area += dx * (y + dy / 2);
    const [keptX, keptY] = kept.at(-1)!;
    if (dx + dy >= APART && x + y > keptX + keptY) kept.push([x, y]);
    x += dx;
    y += dy;
    if (x + y - keptX - keptY >= APART) kept.push([x, y]);
  }
  const [endX, endY] = kept.at(-1)!;
  if (endX < 1 || endY < 1) kept.push([1, 1]);
  return { auc: area, off: Float32Array.from(kept, ([at]) => at), on: Float32Array.from(kept, ([, at]) => at) };
}
