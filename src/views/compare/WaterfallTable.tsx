import { Fragment } from 'react';
import type { BlockSpectrum } from '../../analysis/spectra.ts';
import { formatCount, formatMagnitude } from '../../draw/format.ts';
import { cellMark } from '../chart/cellMark.ts';
import { Table } from '../ui/Table.tsx';
import { CellPart } from '../ui/CellPart.tsx';
import { TableBehind } from '../ui/TableBehind.tsx';
import { meanCell, tableLags } from './normCells.ts';
import { reachCell } from './describeReach.ts';
import type { FallingModel } from './waterfallRows.ts';
import pictureStyles from '../ui/picture.module.css';
import lagTableStyles from './LagTable.module.css';
import styles from './WaterfallTable.module.css';

interface WaterfallTableProps {
  readonly steps: readonly number[];
  readonly models: readonly FallingModel[];
  readonly lags: number;
}

/** The numbers of the pictures, below them. The page scrolls to the table when it opens. */
export function WaterfallTable(props: WaterfallTableProps) {
  return (
    <TableBehind
      summary="Every kept step in numbers: gradients by lag, singular values by block"
      comesIntoView="middle"
    >
      <Tables {...props} />
    </TableBehind>
  );
}

/** One table per model: gradients at a few lags, and every block of the layer's W_hh. */
function Tables({ steps, models, lags }: WaterfallTableProps) {
  const shown = tableLags(lags);
  return (
    <>
      {models.map(({ model, layer, rows, curves, checkpointMetrics }) => {
        const gates = checkpointMetrics
          .find((metrics) => metrics !== null)
          ?.blocks.filter((block) => block.layer === layer)
          .map(({ gate }) => gate);
        if (!gates) return null;
        const measured = steps.flatMap((step, k) => {
          const [row, fall, metrics] = [rows[k], curves[k], checkpointMetrics[k]];
          if (!row || !fall || !metrics) return [];
          return [{ step, fall, blocks: metrics.blocks.filter((block) => block.layer === layer) }];
        });
        type Measured = (typeof measured)[number];
        return (
          <div key={model.id} {...cellMark(model)}>
            <Table
              className={lagTableStyles.lagTable}
              captionClass={`${pictureStyles.plotCellName} ${styles.fallCaption}`}
              caption={model.name}
              rows={measured}
              rowKey={({ step }) => step}
              columns={[
                { head: 'step', term: 'step', cell: ({ step }) => step },
                ...shown.map((lag) => ({
                  head: `k = ${formatCount(lag)}`,
                  cell: ({ fall }: Measured) => meanCell(fall.all, fall.curve, lag),
                })),
                { head: '1 % from lag', term: 'reach', cell: ({ fall }) => reachCell(fall.all) },
                ...gates.map((gate, k) => ({
                  key: `block ${gate}`,
                  head: (
                    <>
                      W<sub>h{gate}</sub> σ<sub>max</sub> · quartiles · ρ
                    </>
                  ),
                  cell: ({ blocks }: Measured) => <Block block={blocks[k]} />,
                })),
              ]}
            />
          </div>
        );
      })}
    </>
  );
}

const QUARTILES = ['first quartile', 'median', 'third quartile'] as const;

/** "3.21 · 1.13, 0.80, 0.41 · 1.40" */
function Block({ block: { sigma, quartiles, radius } }: { readonly block: BlockSpectrum }) {
  return (
    <>
      <CellPart name="largest singular value">
        <b>{formatMagnitude(sigma)}</b>
      </CellPart>{' '}
      ·{' '}
      {quartiles
        ? quartiles.map((value, k) => (
            <Fragment key={QUARTILES[k]}>
              {k === 0 ? '' : ', '}
              <CellPart name={QUARTILES[k]}>{formatMagnitude(value)}</CellPart>
            </Fragment>
          ))
        : 'not computed'}{' '}
      · <CellPart name="spectral radius">{radius === null ? 'not computed' : formatMagnitude(radius)}</CellPart>
    </>
  );
}
