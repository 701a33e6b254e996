import { formatCount, formatFixed } from '../../draw/format.ts';
import { bestRow } from '../../state/bestFinding.ts';
import { isSameUnit } from '../../state/clampChoice.ts';
import type { Search } from '../../state/findState.ts';
import { foundSearch, type ScoreRow, scoreRows } from '../../state/foundScores.ts';
import { useMemo } from 'react';
import { useApp, useAppStore } from '../StoreContext.tsx';
import { Button } from '../ui/Button.tsx';
import { useNarrow } from '../ui/useNarrow.ts';
import { useLossUnit } from '../lossUnits.ts';
import { useSelectedModel } from '../useModels.ts';
import { describeFinding, scoreText, unitName } from './describeFinding.ts';
import { type LabelMarks, useLabelMarks } from './labelMarks.ts';
import { useSelectedUnit } from './selectedUnit.ts';
import { useSelectedCosts } from './useSelectedCosts.ts';
import { rowOf } from './useUnitReport.ts';
import pictureStyles from '../ui/picture.module.css';
import styles from './FirstLine.module.css';

/** What was found, as one sentence that follows the numbers, and on what it rests. */
export function FirstLine() {
  const search = useSelectedModel(({ results }) => results.search);
  const found = foundSearch(search);
  return (
    <div className={styles.firstLine} data-part="first-line" aria-busy={found !== search}>
      {found?.findings ? <Found search={found} /> : <NothingYet isRunning={search?.status === 'running'} />}
    </div>
  );
}

function NothingYet({ isRunning }: { readonly isRunning: boolean }) {
  const isTraining = useApp(({ status }) => status === 'training' || status === 'pausing');
  const model = useSelectedModel(({ is }) => is.name);
  return (
    <>
      <p className={styles.finding} role="status">
        {isRunning
          ? `The units of the ${model} are being scored on every label…`
          : isTraining
            ? `What the units of the ${model} have learned is searched as soon as training pauses.`
            : `What has each unit of the ${model} learned?`}
      </p>
      <p className={pictureStyles.pictureNote} />
    </>
  );
}

function Found({ search }: { readonly search: Search }) {
  const label = useApp((state) => state.ui.label);
  const selected = useSelectedUnit();
  const lossUnit = useLossUnit();
  const model = useSelectedModel(({ is }) => is.name);
  const untrained = useSelectedModel(({ is, run }) => is.opened?.untrained ?? run?.checkpoints[0]?.params);
  const newest = useSelectedModel(({ run }) => run?.step ?? 0);
  const marks = useLabelMarks();
  const costs = useSelectedCosts(marks);
  const rows = useMemo(() => scoreRows(search, null), [search]);
  const chosen = useMemo(() => (label === null ? null : rowOf(search, label, selected)), [search, label, selected]);
  const row = chosen ?? bestRow(rows);
  const isShown = row !== null && isSameUnit(row.position, selected) && chosen !== null;
  const sentence = describeFinding(
    row,
    isShown && costs?.isOfUnit && marks ? { ...costs.sides, there: thereOf(chosen, marks) } : null,
    {
      model,
      layers: search.spec.layers,
      isUntrained: search.params === untrained,
      isTrainedSince: newest > search.step,
      isChosen: chosen !== null,
      lossUnit,
    },
  );
  const better = chosen && !chosen.isBest ? rows.find(({ finding }) => finding.id === chosen.finding.id) : undefined;
  return (
    <>
      <p className={styles.finding} role="status">
        {sentence}
        {better ? <Show row={better} search={search} text="Its best unit is " /> : null}
        {row && chosen === null && row.verdict === 'tracks' ? <Show row={row} search={search} text="Show " /> : null}
      </p>
      <Basis>
        {row && sentence.includes(unitName(row.position, search.spec.layers))
          ? basisOf(row, search)
          : 'What chance finds, what the last characters say and what an untrained network has do not count as learned.'}
      </Basis>
    </>
  );
}

/** On what the sentence rests. On a narrow page it is folded, so that the picture below stands high up. */
function Basis({ children }: { readonly children: string }) {
  const narrow = useNarrow();
  if (!narrow) return <p className={pictureStyles.pictureNote}>{children}</p>;
  return (
    <details className={pictureStyles.pictureDetails}>
      <summary>What this rests on</summary>
      <p className={pictureStyles.pictureNote}>{children}</p>
    </details>
  );
}

/** Where the costs on the label's side are paid. A number has no "there" before one says from which value on. */
function thereOf({ finding }: ScoreRow, { side }: LabelMarks): string {
  return finding.kind === 'binary' ? 'there' : `where it is ${side.replace('label ', '')}`;
}

/** A button that selects a row's unit and label. */
function Show(props: { readonly row: ScoreRow; readonly search: Search; readonly text: string }) {
  const { row, search, text } = props;
  const store = useAppStore();
  const { finding, position, score } = row;
  return (
    <>
      {' '}
      <Button
        kind="text"
        className={styles.show}
        onClick={() => {
          store.getState().setUi({ label: finding.id });
          store.getState().select(position);
        }}
      >
        {text}
        {unitName(position, search.spec.layers)} ({scoreText(score)})
      </Button>
    </>
  );
}

/** On what the score rests, and what it does not show. */
function basisOf({ finding, score, mark, untrained }: ScoreRow, { findings }: Search): string {
  const known = (name: string, value: number | null): string =>
    value === null ? '' : `, ${name} ${formatFixed(value, 2)}`;
  const name = finding.kind === 'binary' ? 'AUC' : 'Spearman’s ρ';
  return `${name} ${formatFixed(score, 4)} on ${formatCount(findings!.stretch.half)} characters that did not choose the unit; chance alone reaches ${mark === null ? '…' : formatFixed(mark, 2)}${known('the last three characters', finding.last3)}${known('the untrained network', untrained)}. This is correlation: the network need not use the unit for it.`;
}
