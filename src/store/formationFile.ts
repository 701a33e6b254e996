import { type UnitPlace, unitAt } from '../analysis/scores/units.ts';
import { writeCsv } from '../formats/csv.ts';
import { aboutSearch } from './aboutSearch.ts';
import type { SavedFile } from './savedFiles.ts';
import type { AppState } from './state.ts';

/**
 * Every label's best unit, and the unit that the search found, at every scored training step, with all that is needed to repeat
 * it.
 *
 * @returns null where nothing has been scored yet
 */
export function formationFileOf(state: AppState): SavedFile | null {
  const { slot } = state.cursor;
  const search = state.searches[slot];
  const findings = search?.findings;
  const formation = state.formations[slot];
  const about = aboutSearch(state);
  if (!findings || !about || formation?.of !== findings) return null;
  const named = ({ channel, unit, layer }: UnitPlace): string => `${channel} ${unit}, layer ${layer + 1}`;
  return {
    name: `unrolled-${slot}-step${search!.step}-over-training.csv`,
    bytes: writeCsv([
      ...about,
      [],
      ['label', 'score is', 'training step', 'best unit', 'its score', 'unit of the search', 'its score'],
      ...findings.found.flatMap(({ name, kind, row }, k) =>
        formation.moments.map(({ step, best, followed }) => [
          name,
          kind === 'binary' ? 'AUC' : 'Spearman rho',
          step,
          named(unitAt(search!.spec, best[k]!.row)),
          best[k]!.score,
          named(unitAt(search!.spec, row)),
          followed[k]!,
        ]),
      ),
    ]),
  };
}
