import { useState } from 'react';
import type { LabelShare, OccurrenceLabels } from '../../analysis/matching/occurrenceLabels.ts';
import { formatCount, formatFixed } from '../../draw/format.ts';
import { Table } from '../ui/Table.tsx';
import { formatPercent } from './describeMatch.ts';
import { ShowAll } from './ShowAll.tsx';
import pictureStyles from '../ui/picture.module.css';
import plotStyles from '../chart/plot.module.css';
import scoresStyles from './scores.module.css';
import styles from './OccurrenceLabelTable.module.css';

/** Labels that are listed at first. */
const FEW = 8;

/**
 * How often each label is on at the occurrences and in the whole text that was read. The largest difference comes first.
 *
 * @param count characters that were read
 */
export function OccurrenceLabelTable({
  labels: found,
  count,
}: {
  readonly labels: OccurrenceLabels;
  readonly count: number;
}) {
  const [isAll, setAll] = useState(false);
  const { labels, characters } = found;
  if (characters === 0 || labels.length === 0) return null;
  const here = (label: LabelShare): number => label.inOccurrences / characters;
  const all = (label: LabelShare): number => label.inText / count;
  return (
    <>
      <Table
        className={`${scoresStyles.listTable} ${styles.labelShares}`}
        aria-label="Labels at these places"
        rows={labels.slice(0, isAll ? labels.length : FEW)}
        rowKey={({ id }) => id}
        columns={[
          {
            head: 'label',
            term: 'label',
            cellProps: ({ definition }) => ({ title: definition }),
            cell: ({ name }) => name,
          },
          {
            key: 'bar',
            head: (
              <span className={styles.labelEnds}>
                <span>0</span>
                <span>100 %</span>
              </span>
            ),
            headProps: { 'aria-label': 'bar' },
            className: styles.labelAxis,
            cell: (label) => <ShareBar here={here(label)} all={all(label)} />,
          },
          { head: 'at the places', term: 'places', cell: (label) => formatPercent(here(label)) },
          { head: 'characters', className: styles.labelCount, cell: ({ inOccurrences }) => inOccurrences },
          { head: 'in the text', cell: (label) => formatPercent(all(label)) },
          { head: 'ratio', term: 'ratio', cell: (label) => `×${formatRatio(here(label) / all(label))}` },
        ]}
      />
      <ShowAll few={FEW} count={labels.length} isAll={isAll} noun="labels" onChange={setAll} />
      <p className={pictureStyles.pictureNote}>
        Bar: share of the {formatCount(characters)} characters of all places at which the label is on. Tick: share of
        the {formatCount(count)} characters that were read. A label that is on nearly everywhere is on here too: look
        for bars far from their tick.
      </p>
    </>
  );
}

/** The share at the occurrences as a bar, the share in the text as a tick. */
function ShareBar({ here, all }: { readonly here: number; readonly all: number }) {
  return (
    <svg className={scoresStyles.scoreBar} aria-hidden="true">
      <line className={plotStyles.pictureAxis} x2="100%" y1={12.5} y2={12.5} />
      <rect className={scoresStyles.scoreFill} y={4} width={`${100 * here}%`} height={6} />
      <line className={styles.labelTick} x1={`${100 * all}%`} x2={`${100 * all}%`} y1={1} y2={13} />
    </svg>
  );
}

/** "0.04", "2.2", "14" */
function formatRatio(ratio: number): string {
  return formatFixed(ratio, ratio >= 9.95 ? 0 : ratio >= 0.095 || ratio === 0 ? 1 : 2);
}
