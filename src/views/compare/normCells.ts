/** Values of curves by lag in tables: bounds for norms out of range, and only accurate digits. */
import { formatCount } from '../../draw/format.ts';
import type { LagCurve, LagCurves } from '../../analysis/lagCurves.ts';
import {
  digitsThatHold,
  formatNorm,
  formatNormReading,
  type NormDigits,
  READING_DIGITS,
  TABLE_DIGITS,
} from '../../draw/normText.ts';

/** The lags that tables show, up to K. */
export function tableLags(K: number): readonly number[] {
  return [0, 10, 20, 50, 100, 200].filter((k) => k <= K);
}

/** The geometric mean at a lag, with at most so many digits. */
export function meanCell(curves: LagCurves, curve: LagCurve, k: number, most = TABLE_DIGITS): string {
  return formatNorm(curve.mean[k]!, digitsAt(curves, curve, k, most));
}

/** First quartile, geometric mean and third quartile at a lag, with up to six digits. */
export function readingCells(curves: LagCurves, curve: LagCurve, k: number): readonly [string, string, string] {
  const { digits, isBound } = digitsAt(curves, curve, k, READING_DIGITS);
  const quartile = (value: number): string => formatNormReading(value, { digits });
  return [quartile(curve.low[k]!), formatNormReading(curve.mean[k]!, { digits, isBound }), quartile(curve.high[k]!)];
}

function digitsAt({ error }: LagCurves, { below }: LagCurve, k: number, most: number): Required<NormDigits> {
  return { digits: digitsThatHold(error?.[k] ?? 0, most), isBound: below[k]! > 0 };
}

/** How the numbers were computed, and which of their digits are shown. */
export function describePrecision(compared: readonly (number | null)[]): string {
  const losses = Math.min(...compared.map((count) => count ?? Infinity));
  if (losses === Infinity) return 'Computed in float64.';
  const some = compared.includes(null) ? 'Larger models are computed in float32' : 'Computed in float32';
  return `${some}: the tables show the digits that agree with float64 in ${formatCount(losses)} of the losses.`;
}
