import { lengthOf, type Range } from '../../engine/range.ts';
import { memo, useMemo } from 'react';
import { binExtent } from '../../draw/bins.ts';
import { valueAt, type ChannelValues } from '../../draw/channelValues.ts';
import { extentPath } from '../../draw/envelope.ts';
import { stepLine } from '../../draw/stepLine.ts';
import plotStyles from '../chart/plot.module.css';

interface UnitLineProps {
  readonly of: ChannelValues;
  readonly unit: number;
  /** The timesteps in view. The same object while they stay the same. */
  readonly range: Range;
  readonly columnWidth: number;
  readonly stepsPerColumn: number;
  /** Pixels. */
  readonly width: number;
  readonly height: number;
  /** gate: from 0 at the bottom to the limit at the top. signed: from −limit to the limit, with 0 in the middle. */
  readonly kind: 'gate' | 'signed';
  readonly limit: number;
}

/** The line of one unit's values in the time window. Where timesteps share a pixel, it covers the range of their values. */
export const UnitLine = memo(function UnitLine(props: UnitLineProps) {
  const { of, unit, range, columnWidth, stepsPerColumn, width, height, kind, limit } = props;
  const top = 2;
  const bottom = height - 2;
  const middle = (top + bottom) / 2;
  const paths = useMemo(() => {
    const y =
      kind === 'gate'
        ? (value: number) => bottom - Math.min(1, value / limit) * (bottom - top)
        : (value: number) => middle - Math.max(-1, Math.min(1, value / limit)) * ((bottom - top) / 2);
    const value = (t: number) => valueAt(of, t, unit);
    if (stepsPerColumn === 1) {
      return stepLine({ value: (column) => value(range.from + column), columns: lengthOf(range), columnWidth, y }, 0);
    }
    const { low, high } = binExtent(value, range, stepsPerColumn);
    const ends = { columns: low.length, columnWidth: 1, y };
    return {
      line: kind === 'gate' ? extentPath(low, high, y) : '',
      above: stepLine({ ...ends, value: (k) => high[k] }, 0).above,
      below: stepLine({ ...ends, value: (k) => low[k] }, 0).below,
    };
  }, [of, unit, range, columnWidth, stepsPerColumn, kind, limit, bottom, middle]);
  return (
    <svg className={plotStyles.pictureSvg} width={width} height={height} aria-hidden="true">
      {kind === 'gate' ? (
        <>
          <path d={paths.above} fill="var(--ink3)" opacity="0.28" />
          <path className={plotStyles.pictureGrid} d={`M0 ${bottom + 0.5}H${width}`} />
          <path d={paths.line} fill="none" stroke="var(--ink)" strokeWidth={columnWidth < 2 ? 1 : 1.25} />
        </>
      ) : (
        <>
          <path d={paths.above} fill="var(--pos)" opacity="0.8" />
          <path d={paths.below} fill="var(--neg)" opacity="0.8" />
          <path className={plotStyles.pictureAxis} d={`M0 ${Math.round(middle) + 0.5}H${width}`} />
        </>
      )}
    </svg>
  );
});
