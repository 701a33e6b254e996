import { useMemo } from 'react';
import { LEAST_CHARACTERS, type SearchStage } from '../../analysis/scores/findings.ts';
import { formatCount } from '../../draw/format.ts';
import { scoresFileOf } from '../../store/scoresFile.ts';
import type { Search } from '../../store/findState.ts';
import { selectedSlot } from '../picture/selectedTrace.ts';
import { download } from '../shell/files.ts';
import { useApp, useAppStore } from '../StoreContext.tsx';
import { ChosenLabel } from './ChosenLabel.tsx';
import { setFindOptions, useFindOption } from './findOptions.ts';
import { useWeightsNote } from './shownWeights.ts';
import { OwnLabels } from './OwnLabels.tsx';
import { SavePicture } from './SavePicture.tsx';
import { probedState } from './scoreFacts.ts';
import { scoreRows } from '../../store/scoreRows.ts';
import { shownRows } from './scoreRows.ts';
import { ScoreTable } from './ScoreTable.tsx';
import '../styles/scores.css';

const STAGES: Readonly<Record<SearchStage, string>> = {
  labels: 'Computing the labels',
  reading: 'Reading the text and scoring every unit',
  chance: 'Shifting the labels',
  untrained: 'Searching the untrained network',
  probe: 'Fitting a probe for each label',
};

/** The search of the selected model: how to start it, how far it is, and what it has found. */
export function SearchPanel() {
  const search = useApp((state) => state.searches[state.cursor.slot]);
  const slot = useApp(selectedSlot);
  return (
    <section className="find-question" aria-label="What each unit has learned">
      <h2 className="picture-title">What has each unit of the {slot.name} learned?</h2>
      <SearchControls search={search} />
      {search?.findings ? <Found search={search} /> : <Explanation />}
      <OwnLabels />
    </section>
  );
}

function SearchControls({ search }: { readonly search: Search | undefined }) {
  const store = useAppStore();
  const units = useFindOption('units');
  const characters = useApp((state) => state.text?.tokens.length ?? 0);
  const isReady = useApp((state) => state.runs[state.cursor.slot] !== undefined);
  const weights = useWeightsNote(
    search ?? null,
    useApp((state) => state.cursor.slot),
  );
  const isRunning = search?.status === 'running';
  const isShort = characters < LEAST_CHARACTERS;
  const save = (): void => {
    const { unit, channel, layer } = store.getState().cursor;
    const file = scoresFileOf(store.getState(), units === 'selected' ? { unit, channel, layer } : null);
    if (file) download(file.name, file.bytes);
  };
  return (
    <div className="search-controls">
      {isRunning ? (
        <button type="button" className="button" onClick={() => store.getState().stopSearch()}>
          Stop
        </button>
      ) : (
        <button
          type="button"
          className="button primary"
          disabled={isShort || !isReady}
          onClick={() => void store.getState().search()}
        >
          {search ? 'Search again' : 'Search'}
        </button>
      )}
      {search?.findings && !isRunning ? (
        <>
          <button type="button" className="button" onClick={save}>
            Save table (CSV)
          </button>
          <SavePicture />
        </>
      ) : null}
      {isRunning ? <progress value={search.share} max={1} aria-label={STAGES[search.stage]} /> : null}
      <span className="picture-note" role="status">
        {isShort
          ? `The text has ${formatCount(characters)} characters; a search needs ${formatCount(LEAST_CHARACTERS)}, half to choose the units and half to score them.`
          : isRunning
            ? `${STAGES[search.stage]}${search.stage === 'chance' && search.chance ? `: ${search.chance.shifts} of 100` : '…'}`
            : search
              ? search.findings
                ? `${search.status === 'stopped' ? 'Stopped before its end. ' : ''}Searched at ${weights}.`
                : 'Stopped before anything was found.'
              : ''}
      </span>
    </div>
  );
}

/** What stands in the table's place before the first search. */
function Explanation() {
  return (
    <p className="picture-note search-explanation">
      A search reads up to the last 100,000 characters of the text with this model as it is shown. For each of about
      thirty labels, such as “inside double quotes” or “position in line”, it chooses the best of all units and channels
      on the first half of what it reads and scores it on the second. Beside the score stand what chance alone would
      find, what the last one and three characters alone would score, what the untrained network scores, and a probe on
      the whole state. “Not better than chance” is a possible answer.
    </p>
  );
}

function Found({ search }: { readonly search: Search }) {
  const filter = useFindOption('filter');
  const order = useFindOption('order');
  const units = useFindOption('units');
  const chosen = useApp((state) => state.label);
  const unit = useApp((state) => state.cursor.unit);
  const channel = useApp((state) => state.cursor.channel);
  const layer = useApp((state) => state.cursor.layer);
  const rows = useMemo(
    () => scoreRows(search, units === 'selected' ? { unit, channel, layer } : null),
    [search, units, unit, channel, layer],
  );
  const binary = useMemo(() => shownRows(rows, 'binary', filter, order), [rows, filter, order]);
  const numeric = useMemo(() => shownRows(rows, 'numeric', filter, order), [rows, filter, order]);
  const row = rows.find(({ finding }) => finding.id === chosen);
  const { stretch, absent } = search.findings!;
  return (
    <>
      <div className="picture-controls score-filter">
        <label>
          Filter
          <input
            type="search"
            value={filter}
            placeholder="label"
            onChange={(event) => setFindOptions({ filter: event.target.value })}
          />
        </label>
        <span className="picture-choice" role="group" aria-label="Units in the table">
          {(['best', 'selected'] as const).map((key) => (
            <button key={key} type="button" aria-pressed={units === key} onClick={() => setFindOptions({ units: key })}>
              {key === 'best' ? 'Best unit of each label' : `${channel}, unit ${unit} on each`}
            </button>
          ))}
        </span>
      </div>
      {row ? <ChosenLabel row={row} search={search} /> : null}
      <ScoreTable kind="binary" rows={binary} units={units} />
      <ScoreTable kind="numeric" rows={numeric} units={units} />
      {binary.length + numeric.length === 0 ? <p className="picture-note">No label says this.</p> : null}
      <p className="picture-note">
        Bar: score on {formatCount(stretch.half)} characters that did not choose the unit. Dashed: what the best of all
        units reaches when the label is shifted along the text, in 95 of 100 shifts. Ring: a linear probe on{' '}
        {probedState(search.spec)}. Tick below: a table of the last three characters. A bar that ends before the dashes
        or the tick has found nothing of its own; less than 0.02 beyond them counts as nothing. ↑ larger values go with
        the label, ↓ smaller ones.
      </p>
      <p className="picture-note">
        Do not conclude that the network uses this unit for the label: a score is correlation. Characters{' '}
        {formatCount(stretch.from)} to {formatCount(stretch.from + stretch.count - 1)} were read, each half in{' '}
        {stretch.streams === 1 ? 'one stream' : `${stretch.streams} streams side by side`} after a warm-up of{' '}
        {stretch.warmUp} characters where the text has so many before it; chance and probe on{' '}
        {formatCount(stretch.sampled)} of them, the untrained network on {formatCount(stretch.untrained)}.
      </p>
      {absent.length > 0 ? <p className="picture-note">Too rare here to be scored: {absent.join(', ')}.</p> : null}
    </>
  );
}
