import { CODES } from './codes.ts';

/** The receiver operating characteristic of a threshold on a unit's value. */
export interface Roc {
  /** Area under the curve for "larger values go with the label". 0.5 if there is no curve. */
  readonly auc: number;
  /** False positive rate at each threshold, from the highest threshold to the lowest. */
  readonly off: Float32Array;
  /** True positive rate at the same thresholds. */
  readonly on: Float32Array;
}

/** The path length (the sum of both rates) between two retained points, which leaves at most about 200 points. */
const APART = 0.02;

/**
 * The receiver operating characteristic of a unit. There is a threshold between every two distinct codes, so the area
 * is the AUC with ties counting half. The curve is thinned to points about a fiftieth of its length apart, and both
 * ends of every longer straight piece stay.
 *
 * @param codes [n]
 * @param label 0 or 1, [n]
 */
export function rocOf(codes: Uint16Array, label: Uint8Array): Roc {
  const counts = [new Uint32Array(CODES), new Uint32Array(CODES)] as const;
  for (let t = 0; t < codes.length; t++) counts[label[t]! ? 1 : 0][codes[t]!]!++;
  const on = counts[1].reduce((sum, count) => sum + count, 0);
  const off = codes.length - on;
  if (on === 0 || off === 0) return { auc: 0.5, off: Float32Array.of(0, 1), on: Float32Array.of(0, 1) };
  const points: [number, number][] = [[0, 0]];
  let [x, y] = [0, 0];
  let area = 0;
  for (let code = CODES - 1; code >= 0; code--) {
    const dx = counts[0][code]! / off;
    const dy = counts[1][code]! / on;
    if (dx + dy === 0) continue;
    area += dx * (y + dy / 2);
    const [lastX, lastY] = points.at(-1)!;
    if (dx + dy >= APART && x + y > lastX + lastY) points.push([x, y]);
    x += dx;
    y += dy;
    if (x + y - lastX - lastY >= APART) points.push([x, y]);
  }
  const [endX, endY] = points.at(-1)!;
  if (endX < 1 || endY < 1) points.push([1, 1]);
  return {
    auc: Math.min(1, area),
    off: Float32Array.from(points, ([at]) => at),
    on: Float32Array.from(points, ([, at]) => at),
  };
}
