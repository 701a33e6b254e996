import type { ColourScale } from '../../draw/channelScale.ts';
import type { ChannelValues } from '../../draw/channelValues.ts';
import { formatCount, formatFixed } from '../../draw/format.ts';
import { Contexts } from '../chart/Contexts.tsx';
import type { SelectedTrace } from '../ui/selectedTrace.ts';
import { Distribution } from './Distribution.tsx';
import { UnitReportContexts } from './UnitReportContexts.tsx';
import { UnitReportCurve } from './UnitReportCurve.tsx';
import { UnitReportDistribution } from './UnitReportDistribution.tsx';
import { UnitReportTable } from './UnitReportTable.tsx';
import { type ShownReport, useUnitReport } from './useUnitReport.ts';
import styles from './FoundUnitSide.module.css';

/** The selected unit over the traced text: its values and their colours. */
export interface TracedUnit {
  readonly selected: SelectedTrace;
  readonly of: ChannelValues;
  /** [T] */
  readonly series: Float32Array;
  readonly scale: ColourScale;
}

/** The selected unit in numbers: over the searched text once a label is chosen, over the traced text before. */
export function FoundUnitSide({ traced }: { readonly traced: TracedUnit | null }) {
  const shown = useUnitReport();
  if (shown) return <Report shown={shown} traced={traced} />;
  if (!traced) return null;
  const { selected, series, scale } = traced;
  return (
    <>
      <Distribution series={series} unit={selected.unit} scale={scale} />
      <Contexts trace={selected.trace} series={series} signed={scale.signed} />
    </>
  );
}

function Report(props: { readonly shown: ShownReport; readonly traced: TracedUnit | null }) {
  const { shown, traced } = props;
  const { finding, row, report, isStale, share } = shown;
  const { channel, unit } = row.position;
  const isReading = isStale || report === null;
  return (
    <div className={styles.report} data-stale={isStale} aria-busy={isReading}>
      <UnitReportDistribution
        finding={finding}
        report={report}
        isStale={isStale}
        status={
          !isReading
            ? `${channel}, unit ${unit}, step ${formatCount(shown.search.step)}`
            : share === null
              ? 'not read'
              : `reading the text, ${formatFixed(100 * share, 0)} %`
        }
        scale={traced?.scale ?? null}
        series={traced?.series ?? null}
      />
      <UnitReportCurve row={row} report={report} />
      <UnitReportContexts finding={finding} report={report} isRising={row.direction > 0} />
      {report ? <UnitReportTable finding={finding} report={report} /> : null}
    </div>
  );
}
