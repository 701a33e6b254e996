import { linePath, type Point } from '../../draw/lineChart.ts';

/** A line through points; a dot where there is only one, for a line of one point is not seen. */
export function Curve({ points, className }: { readonly points: readonly Point[]; readonly className: string }) {
  if (points.length === 1) return <circle className="dot" cx={points[0].x} cy={points[0].y} r={2.6} />;
  return <path className={`curve ${className}`} d={linePath(points)} />;
}
