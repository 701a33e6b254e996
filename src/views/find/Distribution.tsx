import { memo, useMemo, useRef } from 'react';
import { histogram, moments, type Moments } from '../../analysis/unitOverTime.ts';
import type { ColourScale } from '../../draw/channelScale.ts';
import { formatCount, formatFixed, formatReading, formatSigned } from '../../draw/format.ts';
import { rampColour, type Theme } from '../../draw/ramps.ts';
import { useElementSize } from '../picture/useElementSize.ts';
import { useTimestep } from '../picture/selectedTrace.ts';

const BINS = 32;
const HEIGHT = 64;
const STRIP = 8;

export interface DistributionProps {
  /** [T] */
  readonly series: Float32Array;
  readonly unit: number;
  readonly scale: ColourScale;
  readonly theme: Theme;
}

/** How often the unit takes each value, over the colours in which the text shows them. */
export const Distribution = memo(function Distribution({ series, unit, scale, theme }: DistributionProps) {
  const frame = useRef<HTMLElement>(null);
  const width = Math.max(160, useElementSize(frame).width);
  const stats = useMemo(() => moments(series), [series]);
  const [low, high] = extent(stats, scale);
  const counts = useMemo(() => histogram(series, low, high, BINS), [series, low, high]);
  const most = Math.max(1, ...counts);
  const bin = width / BINS;
  const x = (value: number) => ((value - low) / (high - low)) * width;
  const signed = scale.signed ? formatSigned : formatFixed;
  return (
    <section ref={frame} aria-label={`Distribution of unit ${unit}`}>
      <div className="picture-head">
        <h2 className="picture-title">How often it takes each value</h2>
        <span className="picture-note">{formatCount(stats.count)} timesteps</span>
      </div>
      <svg
        className="picture-svg distribution"
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
        {Array.from(counts, (_, k) => (
          <rect
            key={k}
            x={k * bin}
            width={bin + 0.5}
            y={HEIGHT + 1}
            height={STRIP}
            fill={rampColour(scale.ramp, theme, scale.place(low + ((k + 0.5) / BINS) * (high - low), unit))}
          />
        ))}
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
        <Marker series={series} x={x} />
      </svg>
      <table className="picture-table distribution-table">
        <thead>
          <tr>
            <th scope="col">mean</th>
            <th scope="col">variance</th>
            <th scope="col">lowest</th>
            <th scope="col">highest</th>
          </tr>
        </thead>
        <tbody>
          <tr>
            <td>{formatReading(stats.mean)}</td>
            <td>{formatReading(stats.variance)}</td>
            <td>{formatReading(stats.lowest)}</td>
            <td>{formatReading(stats.highest)}</td>
          </tr>
        </tbody>
      </table>
    </section>
  );
});

/** Gates from 0 to 1; signed values symmetric about zero, as far as the unit goes. */
function extent(stats: Moments, scale: ColourScale): readonly [number, number] {
  if (!scale.signed) return [0, 1];
  const largest = Math.max(Math.abs(stats.lowest), Math.abs(stats.highest)) || 1;
  return [-largest, largest];
}

/** Where the value at t stands. */
function Marker({ series, x }: { readonly series: Float32Array; readonly x: (value: number) => number }) {
  const value = series[useTimestep(series.length)];
  if (!Number.isFinite(value)) return null;
  return <path d={`M${x(value).toFixed(1)} 14V${HEIGHT + STRIP + 2}`} stroke="var(--ink)" strokeWidth="1.5" />;
}
