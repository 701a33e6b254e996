import { memo, useMemo } from 'react';
import type { AblationReport, LabelAblation } from '../../analysis/ablation/ablationReport.ts';
import { formatCount } from '../../draw/format.ts';
import type { LossUnit } from '../../state/lossUnit.ts';
import { positionOf, reachOf } from './ablationNumbers.ts';
import { CHANGE_IN_FULL, formatChange, fromBits, useLossUnit } from '../lossUnits.ts';
import { type Column, Table } from '../ui/Table.tsx';
import { CellPart } from '../ui/CellPart.tsx';
import { TableBehind } from '../ui/TableBehind.tsx';
import { PictureTitle } from '../picture/PictureTitle.tsx';
import { pictureMark } from '../picture/pictureMark.ts';
import { Term } from '../glossary/Term.tsx';
import pictureStyles from '../ui/picture.module.css';
import plotStyles from '../chart/plot.module.css';
import scoresStyles from './scores.module.css';
import styles from './AblationLabels.module.css';

const WIDTH = 150;
const HEIGHT = 16;
/** Labels that are shown at first. The table behind them has all. */
const SHOWN = 8;

/** The difference between a label's groups with the largest and the smallest change, in bits. */
const spread = ({ groups }: LabelAblation): number => {
  const bits = groups.map((group) => group.bits);
  return Math.max(...bits) - Math.min(...bits);
};

/** The change of the loss by label: where the clamp makes predictions worse or better. */
export const AblationLabels = memo(function AblationLabels({ report }: { readonly report: AblationReport }) {
  const sorted = useMemo(() => report.labels.toSorted((a, b) => spread(b) - spread(a)), [report]);
  const reach = reachOf(sorted.slice(0, SHOWN).flatMap(({ groups }) => groups.map(({ bits }) => bits)));
  const unit = useLossUnit();
  if (sorted.length === 0) return null;
  return (
    <section aria-label="Change of the loss by label" {...pictureMark('ablatedLabels')}>
      <div className={pictureStyles.pictureHead}>
        <PictureTitle of="ablatedLabels" level={3}>
          Where it costs something
        </PictureTitle>
        <span className={pictureStyles.pictureNote}>
          change in {CHANGE_IN_FULL[unit]}, by the <Term id="label">label</Term> of the character before
        </span>
      </div>
      <Rows labels={sorted.slice(0, SHOWN)} reach={reach} />
      {sorted.length > SHOWN ? (
        <TableBehind summary={`All ${sorted.length} labels`}>
          <Rows labels={sorted} reach={reach} />
        </TableBehind>
      ) : null}
    </section>
  );
});

function Rows({ labels, reach }: { readonly labels: readonly LabelAblation[]; readonly reach: number }) {
  const unit = useLossUnit();
  return (
    <Table
      className={`${scoresStyles.scoreTable} ${styles.ablationLabels}`}
      rows={labels}
      rowKey={({ id }) => id}
      columns={[
        { head: 'Label', cellProps: ({ definition }) => ({ title: definition }), cell: ({ name }) => name },
        {
          head: `${formatChange(fromBits(-reach), unit, 2)} to ${formatChange(fromBits(reach), unit, 2)}`,
          className: `${scoresStyles.scoreAxis} ${styles.ablationAxis}`,
          cell: ({ groups }) => <Dots groups={groups} reach={reach} />,
        },
        { head: `${CHANGE_IN_FULL[unit]}, number of predictions`, headProps: { colSpan: 3 }, ...groupColumn(0, unit) },
        groupColumn(1, unit),
        groupColumn(2, unit),
      ]}
    />
  );
}

type Groups = LabelAblation['groups'];

/** The column of the k-th group of characters, counted from the last one. Groups: label off and on, or ranges of its value. */
function groupColumn(k: number, unit: LossUnit): Column<LabelAblation> {
  const groupOf = ({ groups }: LabelAblation): Groups[number] | undefined => groups.toReversed()[k];
  return {
    key: `group ${k}`,
    cellProps: (label) => {
      const group = groupOf(label);
      return group ? { title: `${formatCount(group.count)} predictions` } : { 'aria-hidden': true };
    },
    cell: (label) => {
      const group = groupOf(label);
      if (!group) return null;
      return (
        <>
          <CellPart name="group">{group.name}</CellPart>{' '}
          <CellPart name="change">
            <b>{formatChange(fromBits(group.bits), unit, 3)}</b>
          </CellPart>{' '}
          <CellPart name="predictions">
            <span className={pictureStyles.pictureNote}>{formatCount(group.count)}</span>
          </CellPart>
        </>
      );
    },
  };
}

/** The change of each group, on one axis for all labels. */
function Dots({ groups, reach }: { readonly groups: Groups; readonly reach: number }) {
  return (
    <svg className={plotStyles.pictureSvg} width={WIDTH} height={HEIGHT} aria-hidden="true">
      <path className={plotStyles.pictureGrid} d={`M0 ${HEIGHT / 2}H${WIDTH}M${WIDTH / 2} 2V${HEIGHT - 2}`} />
      {groups.map((group, k) => {
        const position = positionOf(group.bits, reach);
        return position === null ? null : (
          <circle
            key={group.name}
            className={k === groups.length - 1 ? `${styles.ablationDot} ${styles.on}` : styles.ablationDot}
            cx={(WIDTH / 2) * (1 + position * 0.95)}
            cy={HEIGHT / 2}
            r={4}
          />
        );
      })}
    </svg>
  );
}
