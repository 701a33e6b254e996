import { memo, useRef } from 'react';
import type { LabelFinding } from '../../analysis/scores/findings.ts';
import { BINS, type UnitReport } from '../../analysis/scores/unitReport.ts';
import type { ColourScale } from '../../draw/channelScale.ts';
import { formatCount, formatFixed, formatSigned } from '../../draw/format.ts';
import { barsPath } from '../../draw/reportPaths.ts';
import { pictureWidth } from '../../draw/pictureSizes.ts';
import { useElementSize } from '../ui/useElementSize.ts';
import { ColourStrip, ValueMark } from './ColourStrip.tsx';
import { sideNames } from './useUnitReport.ts';
import { PictureTitle } from '../picture/PictureTitle.tsx';
import { pictureMark } from '../picture/pictureMark.ts';
import { Term } from '../glossary/Term.tsx';
import pictureStyles from '../ui/picture.module.css';
import plotStyles from '../chart/plot.module.css';
import distributionStyles from './Distribution.module.css';
import styles from './UnitReportDistribution.module.css';

const TOP = 18;
const BARS = 42;
const STRIP = 7;
/** Where the upper bars begin upwards, and where the lower bars begin downwards. */
const BASE = TOP + BARS;
const UNDER = BASE + STRIP;
const HEIGHT = UNDER + BARS + 18;

interface UnitReportDistributionProps {
  readonly finding: LabelFinding;
  readonly report: UnitReport | null;
  readonly isStale: boolean;
  /** Says how much of the text has been read, or which unit the report is about. */
  readonly status: string;
  /** Null while there is no trace. */
  readonly scale: ColourScale | null;
  /** The unit's values in the trace, [T]; null while there are none. */
  readonly series: Float32Array | null;
}

/** Histograms of the unit's values, upwards where the label is on and downwards where it is off, with the text's colours between them. */
export const UnitReportDistribution = memo(function UnitReportDistribution(props: UnitReportDistributionProps) {
  const { finding, report, isStale, status, scale, series } = props;
  const frame = useRef<HTMLElement>(null);
  const width = pictureWidth(useElementSize(frame).width, 160);
  const isBinary = finding.kind === 'binary';
  return (
    <section
      ref={frame}
      aria-label={`Values with “${finding.name}” ${isBinary ? 'on and off' : 'high and low'}`}
      {...pictureMark('labelValues')}
    >
      <div className={pictureStyles.pictureHead}>
        <PictureTitle of="labelValues">
          <Term id="label">Label</Term> {isBinary ? 'on and off' : 'high and low'}
        </PictureTitle>
        <span className={pictureStyles.pictureNote} role="status">
          {status}
        </span>
      </div>
      {report ? (
        <Bars {...{ finding, report, width, scale }} series={isStale ? null : series} />
      ) : (
        <svg
          className={`${plotStyles.pictureSvg} ${distributionStyles.distribution}`}
          width={width}
          height={HEIGHT}
          aria-hidden="true"
        >
          <path d={`M0 ${BASE + 0.5}H${width}M0 ${UNDER + 0.5}H${width}`} className={plotStyles.pictureGrid} />
        </svg>
      )}
      <p className={pictureStyles.pictureNote}>
        Look for two separate humps. Do not compare the heights of the two sides: each has a scale of its own.
      </p>
    </section>
  );
});

function Bars(props: {
  readonly finding: LabelFinding;
  readonly report: UnitReport;
  readonly width: number;
  readonly scale: ColourScale | null;
  readonly series: Float32Array | null;
}) {
  const { finding, report, width, scale, series } = props;
  const { distribution, onCount, scored } = report;
  const { low, high, on, off } = distribution;
  const names = sideNames(finding, report);
  const value = (number: number): string => (low < 0 ? formatSigned(number, 2) : formatFixed(number, 2));
  const x = (number: number): number => (high > low ? ((number - low) / (high - low)) * width : width / 2);
  const offCount = scored - onCount;
  return (
    <svg
      className={`${plotStyles.pictureSvg} ${distributionStyles.distribution}`}
      width={width}
      height={HEIGHT}
      role="img"
      aria-label={`${names.on}, ${formatCount(onCount)} characters: most often about ${value(mode(on, low, high))}. ${names.off}, ${formatCount(offCount)}: most often about ${value(mode(off, low, high))}. Values from ${value(low)} to ${value(high)}.`}
    >
      <text x={0} y={11}>
        <tspan className={plotStyles.ink}>{names.on}</tspan>, {formatCount(onCount)} characters
      </text>
      <path d={barsPath(on, width, BASE, BARS)} className={styles.barsOn} />
      {scale ? (
        <ColourStrip {...{ low, high, scale, width }} bins={BINS} unit={report.unit.unit} y={BASE} height={STRIP} />
      ) : null}
      <path d={barsPath(off, width, UNDER, -BARS)} className={styles.barsOff} />
      {series ? <ValueMark {...{ series, low, high, x }} top={BASE - 5} bottom={UNDER + 5} /> : null}
      <text x={0} y={HEIGHT - 4}>
        <tspan className={plotStyles.ink}>{names.off}</tspan>, {formatCount(offCount)}
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
