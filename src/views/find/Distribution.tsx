import { memo, useMemo, useRef } from 'react';
import { histogram, moments, type Moments } from '../../analysis/unitOverTime.ts';
import type { ColourScale } from '../../draw/channelScale.ts';
import { formatCount, formatFixed, formatReading, formatSigned } from '../../draw/format.ts';
import { pictureWidth } from '../../draw/pictureSizes.ts';
import { useElementSize } from '../ui/useElementSize.ts';
import { Table } from '../ui/Table.tsx';
import { ColourStrip, ValueMark } from './ColourStrip.tsx';
import { PictureTitle } from '../picture/PictureTitle.tsx';
import { pictureMark } from '../picture/pictureMark.ts';
import { Term } from '../glossary/Term.tsx';
import pictureStyles from '../ui/picture.module.css';
import plotStyles from '../chart/plot.module.css';
import styles from './Distribution.module.css';

const BINS = 32;
const HEIGHT = 64;
const STRIP = 8;

/** One below the other: beside each other, four numbers with all their digits are wider than the column. */
const STATISTICS = ['mean', 'variance', 'lowest', 'highest'] as const;

interface DistributionProps {
  /** [T] */
  readonly series: Float32Array;
  readonly unit: number;
  readonly scale: ColourScale;
}

/** A histogram of the unit's values, above the colours that the text has for them. */
export const Distribution = memo(function Distribution({ series, unit, scale }: DistributionProps) {
  const frame = useRef<HTMLElement>(null);
  const width = pictureWidth(useElementSize(frame).width, 160);
  const stats = useMemo(() => moments(series), [series]);
  const [low, high] = extent(stats, scale);
  const counts = useMemo(() => histogram(series, low, high, BINS), [series, low, high]);
  const most = Math.max(1, ...counts);
  const bin = width / BINS;
  const x = (value: number) => ((value - low) / (high - low)) * width;
  const signed = scale.signed ? formatSigned : formatFixed;
  return (
    <section ref={frame} aria-label={`Distribution of unit ${unit}`} {...pictureMark('values')}>
      <div className={pictureStyles.pictureHead}>
        <PictureTitle of="values">
          <Term id="distribution">How often it takes each value</Term>
        </PictureTitle>
        <span className={pictureStyles.pictureNote}>{formatCount(stats.count)} timesteps</span>
      </div>
      <svg
        className={`${plotStyles.pictureSvg} ${styles.distribution}`}
        width={width}
        height={HEIGHT + STRIP + 18}
        role="img"
        aria-label={`Histogram of ${stats.count} values between ${formatFixed(stats.lowest, 3)} and ${formatFixed(stats.highest, 3)}`}
      >
        {Array.from(counts, (count, k) => {
          const height = (count / most) * (HEIGHT - 12);
          return (
            <rect key={k} x={k * bin + 0.5} width={bin - 1} y={HEIGHT - height} height={height} fill="var(--ink3)" />
          );
        })}
        <text x={0} y={9}>
          most: {formatCount(most)} in one of {BINS} bars
        </text>
        <ColourStrip {...{ low, high, unit, scale, width }} bins={BINS} y={HEIGHT + 1} height={STRIP} />
        <text x={0} y={HEIGHT + STRIP + 15}>
          {signed(low, 2)}
        </text>
        {scale.signed ? (
          <text x={x(0)} y={HEIGHT + STRIP + 15} textAnchor="middle">
            0
          </text>
        ) : null}
        <text x={width} y={HEIGHT + STRIP + 15} textAnchor="end">
          {signed(high, 2)}
        </text>
        <ValueMark {...{ series, low, high, x }} top={14} bottom={HEIGHT + STRIP + 2} />
      </svg>
      <Table
        className={styles.distributionTable}
        rows={STATISTICS}
        rowKey={(name) => name}
        columns={[
          { head: 'of all values', cell: (name) => (name === 'variance' ? <Term id="variance">{name}</Term> : name) },
          { head: 'number', className: styles.statistic, cell: (name) => formatReading(stats[name]) },
        ]}
      />
    </section>
  );
});

/** The range of the histogram: 0 to 1 for gates; symmetric about zero, up to the unit's largest size, for signed values. */
function extent(stats: Moments, scale: ColourScale): readonly [number, number] {
  if (!scale.signed) return [0, 1];
  const largest = Math.max(Math.abs(stats.lowest), Math.abs(stats.highest)) || 1;
  return [-largest, largest];
}
