import { useMemo } from 'react';
import { LEAST_CHARACTERS, type SearchStage } from '../../analysis/scores/findings.ts';
import { formatCount } from '../../draw/format.ts';
import { scoresFileOf } from '../../exports/scoresFile.ts';
import type { Search } from '../../state/findState.ts';
import { ChoiceButtons } from '../ui/ChoiceButtons.tsx';
import { useSelectedModel } from '../useModels.ts';
import { useApp, useAppStore, useUi } from '../StoreContext.tsx';
import { ChosenLabel } from './ChosenLabel.tsx';
import { LabelNotes } from './LabelNotes.tsx';
import { selectedUnit, useSelectedUnit } from './selectedUnit.ts';
import { useWeightsNote } from './shownWeights.ts';
import { OwnLabels } from './OwnLabels.tsx';
import { QuestionControls } from './QuestionControls.tsx';
import { SavePicture } from './SavePicture.tsx';
import { probedState } from './scoreFacts.ts';
import { foundSearch, scoreRows } from '../../state/foundScores.ts';
import { shownRows } from './scoreRows.ts';
import { ScoreTable } from './ScoreTable.tsx';
import { PictureMenu } from '../picture/PictureMenu.tsx';
import { pictureMark } from '../picture/pictureMark.ts';
import { Term } from '../glossary/Term.tsx';
import pictureStyles from '../ui/picture.module.css';
import questionStyles from './question.module.css';
import styles from './SearchPanel.module.css';

const STAGES: Readonly<Record<SearchStage, string>> = {
  labels: 'Computing the labels',
  reading: 'Reading the text and scoring every unit',
  chance: 'Shifting the labels',
  untrained: 'Searching the untrained network',
  probe: 'Fitting a probe for each label',
};

/** Starts a search of the selected model, and shows its progress and its findings. */
export function SearchPanel() {
  const search = useSelectedModel(({ results }) => results.search);
  const model = useSelectedModel(({ is }) => is);
  const found = foundSearch(search);
  return (
    <section className={questionStyles.findQuestion} aria-label="What each unit has learned">
      <h2 className={pictureStyles.pictureTitle}>What has each unit of the {model.name} learned?</h2>
      <SearchControls search={search} />
      {found?.findings ? <Found search={found} isOutdated={found !== search} /> : <Explanation />}
      <OwnLabels />
    </section>
  );
}

function SearchControls({ search }: { readonly search: Search | null }) {
  const store = useAppStore();
  const [units] = useUi('scoredUnits');
  const characters = useApp((state) => state.text?.tokens.length ?? 0);
  const isReady = useSelectedModel(({ run }) => run !== null);
  const weights = useWeightsNote(search);
  const isRunning = search?.status === 'running';
  const isShort = characters < LEAST_CHARACTERS;
  return (
    <QuestionControls
      progress={search}
      progressLabel={search ? STAGES[search.stage] : ''}
      start={{
        name: search ? 'Search again' : 'Search',
        isPrimary: true,
        isDisabled: isShort || !isReady,
        act: () => void store.getState().search(),
      }}
      onStop={() => store.getState().stopSearch()}
      save={
        search?.findings
          ? {
              name: 'Save table (CSV)',
              fileOf: (state) => scoresFileOf(state, units === 'selected' ? selectedUnit(state) : null),
            }
          : null
      }
      status={
        isShort
          ? `The text has ${formatCount(characters)} characters; a search needs ${formatCount(LEAST_CHARACTERS)}, half to choose the units and half to score them.`
          : isRunning
            ? `${STAGES[search.stage]}${search.stage === 'chance' && search.chance ? `: ${search.chance.shifts} of 100` : '…'}`
            : search
              ? search.findings
                ? `${search.status === 'stopped' ? 'Stopped before its end. ' : ''}Searched at ${weights}.`
                : 'Stopped before anything was found.'
              : ''
      }
    >
      <SavePicture />
    </QuestionControls>
  );
}

/** Says what a search does, where its tables will be. */
function Explanation() {
  return (
    <p className={`${pictureStyles.pictureNote} ${questionStyles.searchExplanation}`}>
      A <Term id="search">search</Term> reads up to the last 100,000 characters of the text with this model as it is
      shown. For each of about thirty <Term id="label">labels</Term>, such as “inside double quotes” or “position in
      line”, it chooses the best of all units and channels on the first half of what it reads and scores it on the
      second. Beside the score are what chance alone finds, what the last character and the last three characters alone
      score, what the untrained network scores, and what a probe on the whole state scores. “Not better than chance” is
      a possible answer.
    </p>
  );
}

/** @param isOutdated whether the findings are those of the search before, because the new one has none yet */
function Found({ search, isOutdated }: { readonly search: Search; readonly isOutdated: boolean }) {
  const [filter, setFilter] = useUi('labelFilter');
  const [order] = useUi('labelOrder');
  const [units, setUnits] = useUi('scoredUnits');
  const chosen = useApp((state) => state.ui.label);
  const selected = useSelectedUnit();
  const rows = useMemo(() => scoreRows(search, units === 'selected' ? selected : null), [search, units, selected]);
  const binary = useMemo(() => shownRows(rows, 'binary', filter, order), [rows, filter, order]);
  const numeric = useMemo(() => shownRows(rows, 'numeric', filter, order), [rows, filter, order]);
  const row = rows.find(({ finding }) => finding.id === chosen);
  const { stretch } = search.findings!;
  return (
    <div className={`${questionStyles.findQuestion} ${styles.found}`} aria-busy={isOutdated} {...pictureMark('scores')}>
      <div className={`${pictureStyles.pictureControls} ${styles.scoreFilter}`}>
        <label>
          Filter
          <input type="search" value={filter} placeholder="label" onChange={(event) => setFilter(event.target.value)} />
        </label>
        <ChoiceButtons
          label="Units in the table"
          choices={[
            ['best', 'Best unit of each label'],
            ['selected', `${selected.channel}, unit ${selected.unit} on each`],
          ]}
          chosen={units}
          onChoose={setUnits}
        />
        <PictureMenu of="scores" />
      </div>
      {row ? <ChosenLabel row={row} search={search} /> : null}
      <ScoreTable kind="binary" rows={binary} units={units} />
      <ScoreTable kind="numeric" rows={numeric} units={units} />
      {binary.length + numeric.length === 0 ? (
        <p className={pictureStyles.pictureNote}>No label matches the filter.</p>
      ) : null}
      <p className={pictureStyles.pictureNote}>
        Bar: <Term id="search">score</Term>, <Term id="auc">AUC</Term> or <Term id="spearman">ρ</Term>, on{' '}
        {formatCount(stretch.half)} characters that did not choose the unit. Dashed:{' '}
        <Term id="chance">what the best of all units reaches</Term> when the label is shifted along the text, in 95 of
        100 shifts. Ring: a <Term id="probe">linear probe</Term> on {probedState(search.spec)}. Tick below: what the
        last three characters alone score. A unit has <Term id="verdict">found something</Term>
        only if its bar ends at least 0.02 beyond the dashes and the tick. ↑ larger values go with the label, ↓ smaller
        ones.
      </p>
      <p className={pictureStyles.pictureNote}>
        Do not conclude that the network uses this unit for the <Term id="label">label</Term>: a score is correlation.
        Characters {formatCount(stretch.from)} to {formatCount(stretch.to - 1)} were read, each half in{' '}
        {stretch.streams === 1 ? 'one stream' : `${stretch.streams} streams side by side`} after a{' '}
        <Term id="warm-up">warm-up</Term> of {stretch.warmUp} characters where the text has so many before it; chance
        and probe on {formatCount(stretch.sampled)} of them, the untrained network on {formatCount(stretch.untrained)}.
      </p>
      <LabelNotes search={search} />
    </div>
  );
}
