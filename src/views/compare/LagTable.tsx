import type { ReactNode } from 'react';
import { type DecayFit, isFit } from '../../analysis/decayFit.ts';
import { Scroller } from '../ui/Scroller.tsx';
import { formatCount, formatFixed } from '../../draw/format.ts';
import { type Column, Table } from '../ui/Table.tsx';
import { CellPart } from '../ui/CellPart.tsx';
import { TableBehind } from '../ui/TableBehind.tsx';
import { type ComparedFits, fitOf } from './comparedFits.ts';
import type { LagLine } from './lagLines.ts';
import { meanCell, readingCells, tableLags } from './normCells.ts';
import { NO_FIT_TEXT, paceCell, describeRange, spreadCell } from './describePace.ts';
import pictureStyles from '../ui/picture.module.css';
import tableBehindStyles from '../ui/TableBehind.module.css';
import styles from './LagTable.module.css';

interface LagTableProps {
  readonly lines: readonly LagLine[];
  readonly fits: ComparedFits;
}

/** Values of the curves at a few lags, and their fitted decay over the common lags and over their own. */
export function LagTable({ lines, fits }: LagTableProps) {
  const K = lines[0].curve.mean.length - 1;
  const shown = tableLags(K);
  return (
    <>
      <Scroller className={tableBehindStyles.tableScroller} label="Gradient norms by lag">
        <Table
          className={styles.lagTable}
          rows={lines}
          rowKey={({ name }) => name}
          modelOf={({ model }) => model}
          columns={[
            {
              head: 'geometric mean',
              term: 'geometric-mean',
              cellClass: pictureStyles.plotCellName,
              cell: ({ name }) => name,
            },
            ...shown.map((k) => ({
              head: `k = ${formatCount(k)}`,
              cell: ({ part, curve, curves }: LagLine) =>
                part === 'rest' && k === 0 ? NOTHING_YET : meanCell(curves, curve, k),
            })),
            ...fitColumns(fits),
          ]}
        />
      </Scroller>
      <TableBehind summary="Every lag in numbers: first quartile, geometric mean, third quartile">
        <EveryLag lines={lines} />
      </TableBehind>
    </>
  );
}

/** By definition: at lag 0 the whole gradient is along c. */
const NOTHING_YET = '0';

/** Columns of a line's fitted decay, over the lags that all lines have and over its own. */
function fitColumns(fits: ComparedFits): readonly Column<LagLine>[] {
  const compared = fits.range ? `fitted over lags ${describeRange(fits.range)}` : 'fitted';
  const fitted = ({ model, part }: LagLine) => fitOf(fits, model.id, part);
  /** A number of the common fit. Without a fit, the first cell spans all three. */
  const common = (of: (fit: DecayFit) => ReactNode) => (line: LagLine) => {
    const fit = fitted(line).common;
    return fit ? of(fit) : { colSpan: 3, content: '–' };
  };
  const own = (of: (fit: DecayFit) => string) => (line: LagLine) => {
    const fit = fitted(line).own;
    return isFit(fit) ? of(fit) : null;
  };
  return [
    {
      group: compared,
      head: 'per step',
      term: 'per-step',
      cell: (line) => {
        const fit = fitted(line).own;
        if (!isFit(fit)) return { colSpan: 5, content: NO_FIT_TEXT[fit] };
        return common(({ slope }) => `×${formatFixed(Math.exp(slope), 3)}`)(line);
      },
    },
    {
      group: compared,
      head: 'half-life, steps',
      term: 'half-life',
      cell: common(({ slope }) => <b>{paceCell(slope)}</b>),
    },
    { group: compared, head: 'middle half', term: 'middle-half', cell: common(({ slopes }) => spreadCell(slopes)) },
    { group: 'over its own lags', head: 'lags', cell: own(describeRange) },
    { group: 'over its own lags', head: 'half-life', term: 'half-life', cell: own(({ slope }) => paceCell(slope)) },
  ];
}

function EveryLag({ lines }: { readonly lines: readonly LagLine[] }) {
  const K = lines[0].curve.mean.length - 1;
  return (
    <Table
      className={styles.lagTable}
      rows={Array.from({ length: K + 1 }, (_, k) => k)}
      rowKey={(k) => k}
      columns={[
        { head: 'lag k', term: 'lag', cell: (k) => k },
        ...lines.map(({ name, part, curve, curves }) => ({
          head: name,
          cell: (k: number) => {
            if (part === 'rest' && k === 0) return NOTHING_YET;
            const [low, mean, high] = readingCells(curves, curve, k);
            return (
              <>
                <CellPart name="first quartile">{low}</CellPart> ·{' '}
                <CellPart name="geometric mean">
                  <b>{mean}</b>
                </CellPart>{' '}
                · <CellPart name="third quartile">{high}</CellPart>
              </>
            );
          },
        })),
      ]}
    />
  );
}
