import { lengthOf } from '../../engine/range.ts';
import { useMemo } from 'react';
import { LEAST_CHARACTERS } from '../../analysis/scores/findings.ts';
import { unitAt } from '../../analysis/scores/units.ts';
import { formatCount } from '../../draw/format.ts';
import { scoresOverTrainingFileOf } from '../../exports/scoresOverTrainingFile.ts';
import { stillRetained, weightsOf } from '../../state/scoredWeights.ts';
import type { KnownCheckpointScores, Search, ScoresOverTraining } from '../../state/findState.ts';
import { useSelectedModel } from '../useModels.ts';
import { useApp, useAppStore } from '../StoreContext.tsx';
import { QuestionControls } from './QuestionControls.tsx';
import { ScoresOverTrainingChart } from './ScoresOverTrainingChart.tsx';
import { ScoresOverTrainingList } from './ScoresOverTrainingList.tsx';
import { type ScoreOverTrainingRow, scoreOverTrainingRows } from './scoreOverTrainingRows.ts';
import { foundSearch } from '../../state/foundScores.ts';
import { PictureTitle } from '../picture/PictureTitle.tsx';
import { pictureMark } from '../picture/pictureMark.ts';
import { Button } from '../ui/Button.tsx';
import { Term } from '../glossary/Term.tsx';
import pictureStyles from '../ui/picture.module.css';
import questionStyles from './question.module.css';

/** The labels of a search, scored with the weights of every saved training step. */
export function ScoresOverTrainingPage() {
  const model = useSelectedModel(({ is }) => is);
  const search = useSelectedModel(({ results }) => foundSearch(results.search));
  const overTraining = useSelectedModel(({ results }) => results.scoresOverTraining);
  const own = overTraining && overTraining.of === search?.findings ? overTraining : undefined;
  return (
    <section className={questionStyles.findQuestion} aria-label="When units formed">
      <h2 className={pictureStyles.pictureTitle}>When did the units of the {model.name} form?</h2>
      {search?.findings ? <Known search={search} overTraining={own} /> : <SearchFirst />}
    </section>
  );
}

function SearchFirst() {
  const store = useAppStore();
  const isShort = useApp((state) => (state.text?.tokens.length ?? 0) < LEAST_CHARACTERS);
  return (
    <>
      <p className={`${pictureStyles.pictureNote} ${questionStyles.searchExplanation}`}>
        Here the labels of a search are scored with the weights of every{' '}
        <Term id="checkpoint">saved training step</Term>, from the first on. You see at which step the best unit of a
        label appears, and whether it is always the same unit. First search the network as it is now.
      </p>
      <div className={questionStyles.questionControls}>
        <Button kind="primary" disabled={isShort} onClick={() => store.getState().setUi({ findPage: 'labels' })}>
          Go to the search
        </Button>
        {isShort ? (
          <span className={pictureStyles.pictureNote}>
            A search needs a text of {formatCount(LEAST_CHARACTERS)} characters.
          </span>
        ) : null}
      </div>
    </>
  );
}

interface KnownProps {
  readonly search: Search;
  readonly overTraining: ScoresOverTraining | undefined;
}

function Known({ search, overTraining }: KnownProps) {
  const store = useAppStore();
  const label = useApp((state) => state.ui.label);
  const checkpoints = useSelectedModel(({ run }) => run?.checkpoints);
  const saved = useMemo(() => (checkpoints ? weightsOf({ checkpoints }, search) : []), [checkpoints, search]);
  const checkpointMetrics = useMemo(
    () => stillRetained(overTraining?.checkpointMetrics ?? [], saved),
    [overTraining, saved],
  );
  const rows = useMemo(() => scoreOverTrainingRows(search, checkpointMetrics), [search, checkpointMetrics]);
  const { stretch } = search.findings!;
  const { untrained } = stretch;
  const readsMore = lengthOf(stretch) > untrained;
  const chosen = rows.find(({ finding }) => finding.id === label) ?? rows[0];
  const choose = ({ finding }: ScoreOverTrainingRow): void => {
    store.getState().setUi({ label: finding.id });
    store.getState().select(unitAt(search.spec, finding.row));
  };
  return (
    <>
      <Controls overTraining={overTraining} saved={saved.length} checkpointMetrics={checkpointMetrics} />
      {chosen ? (
        <>
          <ScoresOverTrainingChart row={chosen} checkpointMetrics={checkpointMetrics} search={search} />
          <section aria-label="All labels over training" {...pictureMark('scoresOverTraining')}>
            <PictureTitle of="scoresOverTraining" level={3}>
              <Term id="scores-over-training">All labels over training</Term>
            </PictureTitle>
            <ScoresOverTrainingList rows={rows} chosen={chosen.finding.id} onChoose={choose} />
          </section>
          <p className={pictureStyles.pictureNote}>
            Each saved step is searched on the same {formatCount(untrained)} characters, half to choose the unit and
            half to score it{readsMore ? '; the search itself reads more, so its scores differ a little' : ''}. Do not
            conclude from a late rise that nothing was learned before: the whole state may have held the label before
            any single unit did.
          </p>
        </>
      ) : (
        <p className={`${pictureStyles.pictureNote} ${questionStyles.searchExplanation}`}>
          Scores the labels of the search with the weights of each saved training step, on {formatCount(untrained)}{' '}
          characters.
        </p>
      )}
    </>
  );
}

interface ControlsProps {
  readonly overTraining: ScoresOverTraining | undefined;
  /** Number of training steps whose weights are saved. */
  readonly saved: number;
  readonly checkpointMetrics: readonly KnownCheckpointScores[];
}

function Controls({ overTraining, saved, checkpointMetrics }: ControlsProps) {
  const store = useAppStore();
  const scored = checkpointMetrics.length;
  const isRunning = overTraining?.status === 'running';
  return (
    <QuestionControls
      progress={overTraining}
      progressLabel="Scoring saved steps"
      start={{
        name:
          scored === 0
            ? `Score ${saved} saved steps`
            : scored === saved
              ? 'All scored'
              : `Score ${saved - scored} more`,
        isPrimary: true,
        isDisabled: scored === saved,
        act: () => void store.getState().scoreOverTraining(),
      }}
      onStop={() => store.getState().stopScoringOverTraining()}
      save={scored > 0 ? { name: 'Save scores (CSV)', fileOf: scoresOverTrainingFileOf } : null}
      status={
        isRunning
          ? 'The last and the first step come first, then the steps between them.'
          : overTraining?.status === 'stopped'
            ? `Stopped: ${scored} of ${saved} saved steps are scored.`
            : scored > 0
              ? `${scored} steps from ${formatCount(checkpointMetrics[0].step)} to ${formatCount(checkpointMetrics[scored - 1].step)}.`
              : ''
      }
    />
  );
}
