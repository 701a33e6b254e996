import { memo, useMemo } from 'react';
import { valueAt, type ChannelValues } from '../../draw/channelValues.ts';
import { stepLine } from '../../draw/stepLine.ts';

export interface UnitLineProps {
  readonly of: ChannelValues;
  readonly unit: number;
  readonly start: number;
  readonly columns: number;
  readonly columnWidth: number;
  readonly height: number;
  /** gate: 0 at the bottom, the limit at the top. signed: 0 in the middle, ±limit at the edges. */
  readonly kind: 'gate' | 'signed';
  readonly limit: number;
}

/** One unit's values through the window, under its map. */
export const UnitLine = memo(function UnitLine(props: UnitLineProps) {
  const { of, unit, start, columns, columnWidth, height, kind, limit } = props;
  const width = columns * columnWidth;
  const top = 2;
  const bottom = height - 2;
  const middle = (top + bottom) / 2;
  const paths = useMemo(() => {
    const y =
      kind === 'gate'
        ? (value: number) => bottom - Math.min(1, value / limit) * (bottom - top)
        : (value: number) => middle - Math.max(-1, Math.min(1, value / limit)) * ((bottom - top) / 2);
    return stepLine({ value: (column) => valueAt(of, start + column, unit), columns, columnWidth, y }, 0);
  }, [of, unit, start, columns, columnWidth, kind, limit, bottom, middle]);
  return (
    <svg className="picture-svg unit-line" width={width} height={height} aria-hidden="true">
      {kind === 'gate' ? (
        <>
          <path d={paths.above} fill="var(--ink3)" opacity="0.28" />
          <path className="picture-grid" d={`M0 ${bottom + 0.5}H${width}`} />
          <path d={paths.line} fill="none" stroke="var(--ink)" strokeWidth="1.25" />
        </>
      ) : (
        <>
          <path d={paths.above} fill="var(--pos)" opacity="0.8" />
          <path d={paths.below} fill="var(--neg)" opacity="0.8" />
          <path className="picture-axis" d={`M0 ${Math.round(middle) + 0.5}H${width}`} />
        </>
      )}
    </svg>
  );
});
