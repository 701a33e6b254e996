import { linePath, type Point } from '../../draw/lineChart.ts';
import chartFrameStyles from './ChartFrame.module.css';

/** A line through points. A single point is drawn as a dot, because a line of one point is invisible. */
export function Curve({ points, className = '' }: { readonly points: readonly Point[]; readonly className?: string }) {
  if (points.length === 1) return <circle className={chartFrameStyles.dot} cx={points[0].x} cy={points[0].y} r={2.6} />;
  return <path className={`${chartFrameStyles.curve} ${className}`} data-part="curve" d={linePath(points)} />;
}
