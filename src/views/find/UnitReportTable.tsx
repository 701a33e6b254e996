import { BINS, type UnitReport } from '../../analysis/scores/unitReport.ts';
import { formatReading } from '../../draw/format.ts';
import type { LabelFinding } from '../../analysis/scores/findings.ts';
import { Table } from '../ui/Table.tsx';
import { TableBehind } from '../ui/TableBehind.tsx';
import { sideNames } from './useUnitReport.ts';

/** The numbers of a unit's report. */
export function UnitReportTable({ finding, report }: { readonly finding: LabelFinding; readonly report: UnitReport }) {
  const { low, high, on, off } = report.distribution;
  const names = sideNames(finding, report);
  return (
    <TableBehind summary="These numbers as a table" of="labelValues">
      <Table
        captionClass="visually-hidden"
        caption="Characters by the unit’s value"
        rows={Array.from(on, (count, k) => ({ from: low + (k / BINS) * (high - low), on: count, off: off[k] }))}
        rowKey={({ from }) => from}
        columns={[
          { head: 'value from', cell: ({ from }) => formatReading(from) },
          { key: 'on', head: names.on, cell: (bin) => bin.on },
          { key: 'off', head: names.off, cell: (bin) => bin.off },
        ]}
      />
      {report.levels ? (
        <Table
          captionClass="visually-hidden"
          caption="Quantiles of the unit by the label’s value"
          rows={report.levels}
          rowKey={(level) => level.low}
          columns={[
            {
              head: 'label',
              cell: (level) => (level.low === level.high ? String(level.low) : `${level.low} to ${level.high}`),
            },
            { head: 'count', cell: ({ count }) => count },
            { head: '25 %', cell: ({ quantiles }) => formatReading(quantiles[1]) },
            { head: 'median', term: 'median', cell: ({ quantiles }) => formatReading(quantiles[2]) },
            { head: '75 %', cell: ({ quantiles }) => formatReading(quantiles[3]) },
          ]}
        />
      ) : null}
      {report.roc ? (
        <Table
          captionClass="visually-hidden"
          caption="Shares above each threshold"
          rows={rocRows(report.roc)}
          rowKey={(_, k) => k}
          columns={[
            { head: 'label off, above', cell: (share) => formatReading(share.off) },
            { head: 'label on, above', cell: (share) => formatReading(share.on) },
          ]}
        />
      ) : null}
    </TableBehind>
  );
}

function rocRows({
  on,
  off,
}: NonNullable<UnitReport['roc']>): readonly { readonly on: number; readonly off: number }[] {
  return Array.from(off, (share, k) => ({ off: share, on: on[k] }));
}
