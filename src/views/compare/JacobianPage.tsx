import { hasC } from '../../engine/spec.ts';
import { Scroller } from '../ui/Scroller.tsx';
import { Subscripts } from '../ui/Subscripts.tsx';
import { useMemo, type ReactNode } from 'react';
import type { JacobianBlock, StateJacobian } from '../../analysis/jacobian.ts';
import { formatCount, formatFixed } from '../../draw/format.ts';
import { ErrorBoundary } from '../ui/ErrorBoundary.tsx';
import { Table } from '../ui/Table.tsx';
import { GateBlocks } from './GateBlocks.tsx';
import { boundRoom, jacobianLines } from './jacobianLines.ts';
import { formatSigma, jacobianFinding } from './describeJacobian.ts';
import { PageLagChart } from './LagChart.tsx';
import { describeSteps, nameAtStep } from './comparedSteps.ts';
import { useMeasured, type MeasuredModel } from './measured.ts';
import { NotMeasured } from './NotMeasured.tsx';
import { Spectrum } from './Spectrum.tsx';
import { PictureTitle } from '../picture/PictureTitle.tsx';
import { pictureMark } from '../picture/pictureMark.ts';
import { Term } from '../glossary/Term.tsx';
import pictureStyles from '../ui/picture.module.css';
import tableBehindStyles from '../ui/TableBehind.module.css';
import comparePageStyles from './comparePage.module.css';
import whatWasFoundStyles from './WhatWasFound.module.css';
import lagTableStyles from './LagTable.module.css';

/** How far a change of the state reaches, independently of the loss. */
export function JacobianPage() {
  const models = useMeasured('jacobian');
  return models.length === 0 ? <NotMeasured byLag={false} /> : <Jacobians models={models} />;
}

const BLOCK_LETTERS: Readonly<Record<JacobianBlock, string>> = { h: 'h', c: 'c', state: '(h, c)' };

function BlockName({ block }: { readonly block: JacobianBlock }) {
  const letters = BLOCK_LETTERS[block];
  return (
    <>
      ∂{letters}
      <sub>t</sub>/∂{letters}
      <sub>t−k</sub>
    </>
  );
}

function Jacobians({ models }: { readonly models: readonly MeasuredModel<StateJacobian>[] }) {
  const lines = useMemo(() => jacobianLines(models), [models]);
  const { t, layer } = models[0].of;
  const lags = Math.max(...models.map(({ of }) => of.lags));
  const hasLstm = models.some(({ of }) => hasC(of.spec));
  return (
    <div className={comparePageStyles.columns}>
      <Scroller
        role="region"
        className={`${comparePageStyles.stackedPage} ${comparePageStyles.scrolls}`}
        label="Jacobian of the state"
        {...pictureMark('jacobian')}
      >
        <PictureTitle of="jacobian">
          <Term id="jacobian">How far does a change of the state reach?</Term>{' '}
          <span className={pictureStyles.pictureNote}>
            <Term id="sigma-max">
              σ<sub>max</sub>
            </Term>{' '}
            of ∂s<sub>t</sub>/∂s<sub>t−k</sub>, t = {formatCount(t)}, layer {layer + 1}, {describeSteps(models)}
          </span>
        </PictureTitle>
        <p className={pictureStyles.pictureNote}>
          The <Term id="sigma-max">largest singular value</Term>: the factor by which the most favourable small change
          of the state s, made k steps earlier, has grown at t.{' '}
          {hasLstm ? 'The LSTM’s state is (h, c), that of other cells is h.' : 'The state is h.'} Look for lines above
          1, where a change grows. It involves no loss, and it is about one direction only: the other singular values
          show the others.
          {hasLstm ? (
            <>
              {' '}
              LSTM: solid the whole (h, c); dashed its block ∂h<sub>t</sub>/∂h<sub>t−k</sub> with c<sub>t−k</sub> fixed,
              dotted ∂c<sub>t</sub>/∂c<sub>t−k</sub> with h<sub>t−k</sub> fixed. A block may shrink while the whole
              grows.
            </>
          ) : null}
        </p>
        <PageLagChart
          lines={lines}
          lags={lags}
          upTo={boundRoom(models)}
          xTitle="lag k, characters back from t"
          whenEmpty="There is no curve to draw: no singular value is a finite number above 10⁻³⁰."
          label={`Largest singular value of the state's Jacobian at lags 0 to ${lags} for ${lines.map(({ name }) => name).join(', ')}, on a log axis. The table gives numbers.`}
        />
        <SigmaTable models={models} />
      </Scroller>
      <Scroller role="region" className={comparePageStyles.side} label="Singular values">
        <ul className={whatWasFoundStyles.lagFindings}>
          {models.map((compared) => (
            <li key={compared.model.id}>
              <Subscripts>{jacobianFinding(nameAtStep(compared.model.name, compared), compared.of)}</Subscripts>
            </li>
          ))}
        </ul>
        <ErrorBoundary of={models}>
          <Spectrum models={models} />
        </ErrorBoundary>
        <ErrorBoundary of={models}>
          <GateBlocks models={models} />
        </ErrorBoundary>
      </Scroller>
    </div>
  );
}

interface SigmaRow {
  readonly key: string;
  readonly compared: MeasuredModel<StateJacobian>;
  readonly name: ReactNode;
  /** σ_max at lag k; null if it was not measured. */
  readonly at: (k: number) => string | null;
}

/** A row for each block of one model's Jacobian, and one for its upper bound. */
function sigmaRows(compared: MeasuredModel<StateJacobian>): readonly SigmaRow[] {
  const { model, of } = compared;
  const bound = of.boundPerStep;
  return [
    ...of.curves.map(({ block, largest, noise }) => ({
      key: `${model.id} ${block}`,
      compared,
      name: <BlockName block={block} />,
      at: (k: number) => (k < largest.length ? formatSigma(largest[k], noise[k]) : null),
    })),
    ...(bound === null
      ? []
      : [
          {
            key: `${model.id} bound`,
            compared,
            name: (
              <>
                bound, {formatFixed(bound, 3)}
                <sup>k</sup>
              </>
            ),
            at: (k: number) => (k <= of.lags ? formatSigma(bound ** k, 0) : null),
          },
        ]),
  ];
}

function SigmaTable({ models }: { readonly models: readonly MeasuredModel<StateJacobian>[] }) {
  const lags = Math.max(...models.map(({ of }) => of.lags));
  const shown = [1, 2, 5, 10, 20, 50, 100].filter((k) => k <= lags);
  const rows = models.flatMap(sigmaRows);
  return (
    <Scroller className={tableBehindStyles.tableScroller} label="Largest singular values by lag">
      <Table
        className={lagTableStyles.lagTable}
        rows={rows}
        rowKey={({ key }) => key}
        modelOf={({ compared }) => compared.model}
        columns={[
          {
            key: 'name',
            head: (
              <>
                σ<sub>max</sub>
              </>
            ),
            cellClass: pictureStyles.plotCellName,
            cell: ({ compared, name }) => (
              <>
                {nameAtStep(compared.model.name, compared)} {name}
              </>
            ),
          },
          ...shown.map((k) => ({ head: `k = ${formatCount(k)}`, cell: (row: SigmaRow) => row.at(k) ?? '–' })),
        ]}
      />
    </Scroller>
  );
}
