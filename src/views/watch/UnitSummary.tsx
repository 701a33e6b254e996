import { lengthOf } from '../../engine/range.ts';
import { memo, useMemo } from 'react';
import { endShares, moments, unitSeries } from '../../analysis/unitOverTime.ts';
import { channelValues } from '../../draw/channelValues.ts';
import { formatCount, formatFixed, formatSigned } from '../../draw/format.ts';
import { CELLS, channelRange } from '../../engine/spec.ts';
import type { Trace } from '../../engine/trace.ts';
import { Table } from '../ui/Table.tsx';
import { shownRange } from '../chart/shownRange.ts';
import { PictureTitle } from '../picture/PictureTitle.tsx';
import { pictureMark } from '../picture/pictureMark.ts';
import { Term } from '../glossary/Term.tsx';
import pictureStyles from '../ui/picture.module.css';

interface UnitSummaryProps {
  readonly trace: Trace;
  readonly layer: number;
  readonly unit: number;
  readonly model: string;
}

/** Mean, variance, range and saturation of every channel of one unit over the trace. */
export const UnitSummary = memo(function UnitSummary({ trace, layer, unit, model }: UnitSummaryProps) {
  const rows = useMemo(
    () =>
      CELLS[trace.spec.cell].channels.map((channel) => {
        const { values, hidden } = channelValues(trace, channel, layer);
        const series = unitSeries(values, hidden, unit);
        const range = channelRange(trace.spec, channel);
        const shown = shownRange(trace.spec, channel);
        const format = shown === 'gate' || shown === 'positive' ? formatFixed : formatSigned;
        return { channel, format, ...moments(series), ends: endShares(series, range) };
      }),
    [trace, layer, unit],
  );
  return (
    <section aria-label="One unit over the trace" {...pictureMark('unitSummary')}>
      <div className={pictureStyles.pictureHead}>
        <PictureTitle of="unitSummary">
          <Term id="unit">Unit</Term> {unit}, <Term id="layer">layer</Term> {layer + 1} of the {model}
        </PictureTitle>
        <span className={pictureStyles.pictureNote}>
          {formatCount(lengthOf(trace.rows))} <Term id="timestep">timesteps</Term>
        </span>
      </div>
      <Table
        rows={rows}
        rowKey={({ channel }) => channel}
        columns={[
          { head: 'channel', term: 'channel', cellClass: pictureStyles.pictureMono, cell: ({ channel }) => channel },
          { head: 'mean', cell: ({ format, mean }) => format(mean, 2) },
          { head: 'variance', term: 'variance', cell: ({ variance }) => formatFixed(variance, 3) },
          { head: 'lowest', cell: ({ format, lowest }) => format(lowest, 2) },
          { head: 'highest', cell: ({ format, highest }) => format(highest, 2) },
          {
            head: 'low end',
            term: 'saturation',
            cell: ({ ends }) => (ends ? formatFixed(ends.low, 2) : { colSpan: 2, content: 'no bounds' }),
          },
          { head: 'high end', term: 'saturation', cell: ({ ends }) => (ends ? formatFixed(ends.high, 2) : null) },
        ]}
      />
      <p className={pictureStyles.pictureNote}>
        Variance: mean of the squared distance from the mean. Ends: share of timesteps below 0.1 and above 0.9 of a
        gate, below −0.9 and above +0.9 of a signed channel; both together are its saturation.
      </p>
    </section>
  );
});
