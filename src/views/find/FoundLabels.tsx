import { useMemo, useState } from 'react';
import { formatCount } from '../../draw/format.ts';
import type { Channel } from '../../engine/cells/channels.ts';
import { CELLS } from '../../engine/spec.ts';
import type { Search } from '../../state/findState.ts';
import { type ScoreRow, scoreRows } from '../../state/foundScores.ts';
import { useUi } from '../StoreContext.tsx';
import { Button } from '../ui/Button.tsx';
import { ChoiceButtons } from '../ui/ChoiceButtons.tsx';
import { Term } from '../glossary/Term.tsx';
import { Select } from '../ui/Select.tsx';
import { LabelNotes } from './LabelNotes.tsx';
import { isEcho, shownRows } from './scoreRows.ts';
import { probedState } from './scoreFacts.ts';
import { ScoreTable } from './ScoreTable.tsx';
import { useSelectedUnit } from './selectedUnit.ts';
import { PictureMenu } from '../picture/PictureMenu.tsx';
import { pictureMark } from '../picture/pictureMark.ts';
import pictureStyles from '../ui/picture.module.css';
import questionStyles from './question.module.css';
import styles from './FoundLabels.module.css';

/**
 * The labels of a search: those with something to say in tables, those that repeat the last characters folded.
 *
 * @param isOutdated whether the findings are those of the search before, because the new one has none yet
 */
export function FoundLabels({ search, isOutdated }: { readonly search: Search; readonly isOutdated: boolean }) {
  const [filter] = useUi('labelFilter');
  const [order] = useUi('labelOrder');
  const [units] = useUi('scoredUnits');
  const [wanted] = useUi('labelChannel');
  const [showsEchoes, setShowsEchoes] = useUi('showsEchoes');
  const [opened, setOpened] = useState<ReadonlySet<string>>(new Set());
  const selected = useSelectedUnit();
  const channel = channelFilter(search, wanted, units);
  const rows = useMemo(() => {
    const all = scoreRows(search, units === 'selected' ? selected : null);
    return shownRows(all, filter, channel, order);
  }, [search, units, selected, filter, channel, order]);
  // Who looks for something by its name sees all of it.
  const isFolding = filter.trim() === '';
  const echoes = isFolding ? rows.filter(isEcho) : [];
  const others = isFolding ? rows.filter((row) => !isEcho(row)) : rows;
  const open = (label: string): void => {
    const next = new Set(opened);
    if (!next.delete(label)) next.add(label);
    setOpened(next);
  };
  const tables = (some: readonly ScoreRow[], names: readonly [binary: string, numeric: string]) =>
    (['binary', 'numeric'] as const).map((kind, k) => (
      <ScoreTable
        key={kind}
        kind={kind}
        name={names[k]}
        rows={some.filter(({ finding }) => finding.kind === kind)}
        search={search}
        units={units}
        opened={opened}
        onOpen={open}
      />
    ));
  return (
    <div className={`${questionStyles.findQuestion} ${styles.found}`} aria-busy={isOutdated} {...pictureMark('scores')}>
      <Filters search={search} />
      {tables(others, ['Labels that are on or off', 'Labels with a number'])}
      {rows.length === 0 ? <p className={pictureStyles.pictureNote}>No label matches the filters.</p> : null}
      {echoes.length > 0 ? (
        <>
          <Button
            kind="quiet"
            className={styles.echoes}
            aria-expanded={showsEchoes}
            onClick={() => setShowsEchoes(!showsEchoes)}
          >
            <span aria-hidden="true">{showsEchoes ? '▾' : '▸'}</span>{' '}
            {echoes.length === 1
              ? '1 label that repeats the last characters'
              : `${echoes.length} labels that repeat the last characters`}
          </Button>
          {showsEchoes ? tables(echoes, ['Echoes that are on or off', 'Echoes with a number']) : null}
        </>
      ) : null}
      <p className={pictureStyles.pictureNote}>
        Bar: <Term id="search">score</Term>, <Term id="auc">AUC</Term> or <Term id="spearman">ρ</Term>. Dashes:{' '}
        <Term id="chance">chance</Term>. Tick: the last three characters alone. Ring: a <Term id="probe">probe</Term> on
        all units. A unit has <Term id="verdict">found something</Term> only if its bar ends 0.02 beyond dashes and
        tick.
      </p>
      <Method search={search} />
      <LabelNotes search={search} />
    </div>
  );
}

/** The channel to whose units the table is confined; null for none. A unit that is shown on every label has its own. */
function channelFilter(search: Search, wanted: Channel | null, units: 'best' | 'selected'): Channel | null {
  return units === 'best' && wanted !== null && CELLS[search.spec.cell].channels.includes(wanted) ? wanted : null;
}

function Filters({ search }: { readonly search: Search }) {
  const [filter, setFilter] = useUi('labelFilter');
  const [units, setUnits] = useUi('scoredUnits');
  const [channel, setChannel] = useUi('labelChannel');
  const selected = useSelectedUnit();
  return (
    <div className={`${pictureStyles.pictureControls} ${styles.filters}`}>
      <label>
        Filter
        <input type="search" value={filter} placeholder="label" onChange={(event) => setFilter(event.target.value)} />
      </label>
      <Select
        label="Channel"
        value={channelFilter(search, channel, units) ?? ''}
        disabled={units === 'selected'}
        options={[['', 'all'], ...CELLS[search.spec.cell].channels.map((one) => [one, one] as const)]}
        onChoose={(one) => setChannel(one === '' ? null : one)}
      />
      <ChoiceButtons
        label="Units in the table"
        choices={[
          ['best', 'best units'],
          ['selected', `${selected.channel} ${selected.unit} on each`],
        ]}
        chosen={units}
        onChoose={setUnits}
      />
      <PictureMenu of="scores" />
    </div>
  );
}

/** How the scores were measured. */
function Method({ search }: { readonly search: Search }) {
  const { stretch } = search.findings!;
  return (
    <details className={pictureStyles.pictureDetails}>
      <summary>How this was measured</summary>
      <p className={pictureStyles.pictureNote}>
        Score on {formatCount(stretch.half)} characters that did not choose the unit. Chance: what the best of all units
        reaches when the label is shifted along the text, in 95 of 100 shifts. Probe: a linear one on{' '}
        {probedState(search.spec)}. ↑ larger values go with the label, ↓ smaller ones. Characters{' '}
        {formatCount(stretch.from)} to {formatCount(stretch.to - 1)} were read, each half in{' '}
        {stretch.streams === 1 ? 'one stream' : `${stretch.streams} streams side by side`} after a{' '}
        <Term id="warm-up">warm-up</Term> of {stretch.warmUp} characters where the text has so many before it; chance
        and probe on {formatCount(stretch.sampled)} of them, the untrained network on {formatCount(stretch.untrained)}.
      </p>
    </details>
  );
}
