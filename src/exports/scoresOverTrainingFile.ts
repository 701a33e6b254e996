import { type UnitRef, unitAt } from '../analysis/scores/units.ts';
import { writeCsv } from '../formats/csv.ts';
import { aboutSearch } from './aboutSearch.ts';
import { changesOfSettings } from '../state/inForce.ts';
import { selectedModel } from '../state/models.ts';
import type { AppState } from '../state/state.ts';
import type { SavedFile } from '../state/givenFiles.ts';

/**
 * Every label's best unit and the unit of the search at every scored step, with everything that is needed to repeat it.
 *
 * @returns null if nothing has been scored yet
 */
export function scoresOverTrainingFileOf(state: AppState): SavedFile | null {
  const { model } = state.ui.cursor;
  const { run, results } = selectedModel(state);
  const { search, scoresOverTraining: overTraining } = results;
  const findings = search?.findings;
  const about = aboutSearch(state);
  if (!search || !findings || !about || overTraining?.of !== findings) return null;
  const changes = run ? changesOfSettings(run, overTraining.checkpointMetrics.at(-1)?.step ?? 0) : [];
  const named = ({ channel, unit, layer }: UnitRef): string => `${channel} ${unit}, layer ${layer + 1}`;
  return {
    name: `unrolled-${model}-step${search.step}-over-training.csv`,
    bytes: writeCsv([
      ...about,
      ['settings changed during training, up to the last row', changes.join('; ')],
      [],
      ['label', 'score is', 'training step', 'best unit', 'its score', 'unit of the search', 'its score'],
      ...findings.found.flatMap(({ name, kind, row }, k) =>
        overTraining.checkpointMetrics.map(({ step, best, followed }) => [
          name,
          kind === 'binary' ? 'AUC' : 'Spearman rho',
          step,
          named(unitAt(search.spec, best[k]!.row)),
          best[k]!.score,
          named(unitAt(search.spec, row)),
          followed[k]!,
        ]),
      ),
    ]),
  };
}
