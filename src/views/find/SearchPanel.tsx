import { LEAST_CHARACTERS, type SearchStage } from '../../analysis/scores/findings.ts';
import { formatCount } from '../../draw/format.ts';
import { scoresFileOf } from '../../exports/scoresFile.ts';
import type { Search } from '../../state/findState.ts';
import { useSelectedModel } from '../useModels.ts';
import { useApp, useAppStore, useUi } from '../StoreContext.tsx';
import { FoundLabels } from './FoundLabels.tsx';
import { selectedUnit } from './selectedUnit.ts';
import { useWeightsNote } from './shownWeights.ts';
import { OwnLabels } from './OwnLabels.tsx';
import { QuestionControls } from './QuestionControls.tsx';
import { SavePicture } from './SavePicture.tsx';
import { Term } from '../glossary/Term.tsx';
import { foundSearch } from '../../state/foundScores.ts';
import pictureStyles from '../ui/picture.module.css';
import questionStyles from './question.module.css';

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
      <h2 className="visually-hidden">What has each unit of the {model.name} learned?</h2>
      <SearchControls search={search} />
      {found?.findings ? <FoundLabels search={found} isOutdated={found !== search} /> : <Explanation />}
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
        isPrimary: !search,
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
      Find <Term id="search">searches</Term> by itself while nothing trains. It reads up to the last 100,000 characters
      of the text with this model as it is shown. For each of about thirty <Term id="label">labels</Term>, such as
      “inside double quotes” or “position in line”, it chooses the best of all units and channels on the first half of
      what it reads and scores it on the second. Beside the score are what chance alone finds, what the last character
      and the last three characters alone score, what the untrained network scores, and what a probe on the whole state
      scores. “Not better than chance” is a possible answer.
    </p>
  );
}
