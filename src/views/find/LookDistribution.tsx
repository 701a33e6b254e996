import { memo, useRef } from 'react';
import type { LabelFinding } from '../../analysis/scores/findings.ts';
import { BINS, type UnitLook } from '../../analysis/scores/unitLook.ts';
import type { ColourScale } from '../../draw/channelScale.ts';
import { formatCount, formatFixed, formatSigned } from '../../draw/format.ts';
import { barsPath } from '../../draw/lookPaths.ts';
import { rampColour, type Theme } from '../../draw/ramps.ts';
import { useElementSize } from '../picture/useElementSize.ts';
import { useTimestep } from '../picture/selectedTrace.ts';
import { sideNames } from './useLook.ts';

const TOP = 18;
const BARS = 42;
const STRIP = 7;
/** Where the upper bars stand, and from where the lower ones hang. */
const BASE = TOP + BARS;
const UNDER = BASE + STRIP;
const HEIGHT = UNDER + BARS + 18;

export interface LookDistributionProps {
  readonly finding: LabelFinding;
  readonly look: UnitLook | null;
  readonly isStale: boolean;
  /** How far the text is read, in words; empty when it is. */
  readonly status: string;
  /** Null while the text is not traced. */
  readonly scale: ColourScale | null;
  /** The traced values, [T]; null while there are none. */
  readonly series: Float32Array | null;
  readonly theme: Theme;
}

/** How often the unit takes each value where the label is on, upwards, and where it is off, downwards, over the text's colours. */
export const LookDistribution = memo(function LookDistribution(props: LookDistributionProps) {
  const { finding, look, isStale, status, scale, series, theme } = props;
  const frame = useRef<HTMLElement>(null);
  const width = Math.max(160, useElementSize(frame).width);
  const isBinary = finding.kind === 'binary';
  return (
    <section ref={frame} aria-label={`Values with “${finding.name}” ${isBinary ? 'on and off' : 'high and low'}`}>
      <div className="picture-head">
        <h2 className="picture-title">Label {isBinary ? 'on and off' : 'high and low'}</h2>
        <span className="picture-note" role="status">
          {status}
        </span>
      </div>
      {look ? (
        <Bars {...{ finding, look, width, scale, theme }} series={isStale ? null : series} />
      ) : (
        <svg className="picture-svg distribution" width={width} height={HEIGHT} aria-hidden="true">
          <path d={`M0 ${BASE + 0.5}H${width}M0 ${UNDER + 0.5}H${width}`} className="picture-grid" />
        </svg>
      )}
      <p className="picture-note">
        Look for two humps apart. Heights of the two sides do not compare: each has a scale of its own.
      </p>
    </section>
  );
});

function Bars(props: {
  readonly finding: LabelFinding;
  readonly look: UnitLook;
  readonly width: number;
  readonly scale: ColourScale | null;
  readonly series: Float32Array | null;
  readonly theme: Theme;
}) {
  const { finding, look, width, scale, series, theme } = props;
  const { distribution, onCount, scored } = look;
  const { low, high, on, off } = distribution;
  const names = sideNames(finding, look);
  const value = (number: number): string => (low < 0 ? formatSigned(number, 2) : formatFixed(number, 2));
  const x = (number: number): number => (high > low ? ((number - low) / (high - low)) * width : width / 2);
  const offCount = scored - onCount;
  return (
    <svg
      className="picture-svg distribution"
      width={width}
      height={HEIGHT}
      role="img"
      aria-label={`${names.on}, ${formatCount(onCount)} characters: most often about ${value(mode(on, low, high))}. ${names.off}, ${formatCount(offCount)}: most often about ${value(mode(off, low, high))}. Values from ${value(low)} to ${value(high)}.`}
    >
      <text x={0} y={11}>
        <tspan className="ink">{names.on}</tspan>, {formatCount(onCount)} characters
      </text>
      <path d={barsPath(on, width, BASE, BARS)} className="bars-on" />
      {scale
        ? Array.from({ length: BINS }, (_, k) => (
            <rect
              key={k}
              x={(k / BINS) * width}
              width={width / BINS + 0.5}
              y={BASE}
              height={STRIP}
              fill={rampColour(
                scale.ramp,
                theme,
                scale.place(low + ((k + 0.5) / BINS) * (high - low), look.place.unit),
              )}
            />
          ))
        : null}
      <path d={barsPath(off, width, UNDER, -BARS)} className="bars-off" />
      {series ? <ValueNow series={series} x={x} low={low} high={high} /> : null}
      <text x={0} y={HEIGHT - 4}>
        <tspan className="ink">{names.off}</tspan>, {formatCount(offCount)}
      </text>
      <text x={width} y={HEIGHT - 4} textAnchor="end">
        {value(low)} to {value(high)}
      </text>
    </svg>
  );
}

/** Middle of the fullest bin. */
function mode(counts: Uint32Array, low: number, high: number): number {
  const fullest = counts.reduce((best, count, k) => (count > counts[best] ? k : best), 0);
  return low + ((fullest + 0.5) / counts.length) * (high - low);
}

/** Where the value at t stands; nothing where it lies outside of all that was counted. */
function ValueNow(props: {
  readonly series: Float32Array;
  readonly x: (value: number) => number;
  readonly low: number;
  readonly high: number;
}) {
  const { series, x, low, high } = props;
  const value = series[useTimestep(series.length)];
  if (!(value >= low && value <= high)) return null;
  return <path d={`M${x(value).toFixed(1)} ${BASE - 5}V${UNDER + 5}`} className="value-now" />;
}
