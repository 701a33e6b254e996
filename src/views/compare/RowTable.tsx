import type { ReactNode } from 'react';
import type { LagReport } from '../../analysis/lagCurves.ts';
import { formatCount } from '../../draw/format.ts';
import { digitsThatHold, formatNormReading, READING_DIGITS } from '../../draw/normText.ts';
import { normAt, type LagNorms } from '../../draw/trianglePixels.ts';
import { Table } from '../ui/Table.tsx';
import { TableBehind } from '../ui/TableBehind.tsx';
import { useTimestep } from '../ui/selectedTrace.ts';
import { cellMark } from '../chart/cellMark.ts';
import { nameAtStep } from './comparedSteps.ts';
import type { MeasuredModel } from './measured.ts';
import { PictureTitle } from '../picture/PictureTitle.tsx';
import { pictureMark } from '../picture/pictureMark.ts';
import pictureStyles from '../ui/picture.module.css';
import lagTableStyles from './LagTable.module.css';
import styles from './RowTable.module.css';

const SUMMARY = 'The framed row in numbers';
const SHOWN = [0, 1, 2, 3, 5, 10, 20, 30, 50, 100, 200];

interface RowTableProps {
  readonly models: readonly MeasuredModel<LagReport>[];
  readonly norms: readonly LagNorms[];
}

/** The numbers of the cursor's row of every triangle. */
export function RowTable(props: RowTableProps) {
  const { models, norms } = props;
  const { t, lags } = useRow(props);
  return (
    <TableBehind summary={SUMMARY}>
      <Table
        className={lagTableStyles.lagTable}
        rows={models.map((measured, index) => ({ measured, its: norms[index] }))}
        rowKey={({ measured }) => measured.model.id}
        modelOf={({ measured }) => measured.model}
        columns={[
          {
            key: 'model',
            head: rowTitle(t),
            cellClass: pictureStyles.plotCellName,
            cell: ({ measured }) => nameAtStep(measured.model.name, measured),
          },
          ...lags.map((k) => ({
            head: `k = ${formatCount(k)}`,
            cell: ({ measured, its }: { readonly measured: MeasuredModel<LagReport>; readonly its: LagNorms }) =>
              normText(measured, its, t, k),
          })),
        ]}
      />
    </TableBehind>
  );
}

/** The same numbers beside the triangles, if there is room: one row per lag. */
export function RowBeside(props: RowTableProps) {
  const { models, norms } = props;
  const { t, lags } = useRow(props);
  return (
    <section className={styles.rowBeside} aria-label={SUMMARY} {...pictureMark('triangleRow')}>
      <PictureTitle of="triangleRow" level={3}>
        {SUMMARY}
      </PictureTitle>
      <Table
        className={lagTableStyles.lagTable}
        rows={lags}
        rowKey={(k) => k}
        columns={[
          { key: 'lag', head: rowTitle(t), cell: (k) => `k = ${formatCount(k)}` },
          ...models.map((measured, index) => ({
            key: measured.model.id,
            head: nameAtStep(measured.model.name, measured),
            headProps: { className: pictureStyles.plotCellName, ...cellMark(measured.model) },
            cell: (k: number) => normText(measured, norms[index], t, k),
          })),
        ]}
      />
    </section>
  );
}

/** "loss at t = 147, ‖∂L_t/∂h_t−k‖" */
function rowTitle(t: number): ReactNode {
  return (
    <>
      loss at t = {formatCount(t)}, ‖∂L<sub>t</sub>/∂h<sub>t−k</sub>‖
    </>
  );
}

function useRow({ models, norms }: RowTableProps): { readonly t: number; readonly lags: readonly number[] } {
  const t = useTimestep(models[0].trace.tokens.length);
  return { t, lags: SHOWN.filter((k) => k <= t && k <= norms[0].lags) };
}

/** One norm with its accurate digits. */
function normText({ of, layer }: MeasuredModel<LagReport>, norms: LagNorms, t: number, k: number): string {
  const digits = digitsThatHold(of.errors?.layers[layer]?.h[k] ?? 0, READING_DIGITS);
  return formatNormReading(normAt(norms, t, t - k) ?? Number.NaN, { digits });
}
