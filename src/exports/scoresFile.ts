import type { UnitRef } from '../analysis/scores/units.ts';
import { type CsvCell, writeCsv } from '../formats/csv.ts';
import { aboutSearch } from './aboutSearch.ts';
import { selectedModel } from '../state/models.ts';
import { scoreRows } from '../state/foundScores.ts';
import type { AppState } from '../state/state.ts';
import type { SavedFile } from '../state/givenFiles.ts';

const COLUMNS = [
  'label',
  'definition',
  'score is',
  'layer',
  'channel',
  'unit',
  'direction',
  'score',
  'score where chosen',
  'Pearson r',
  'chance, 95th percentile',
  'last character',
  'last three characters',
  'untrained',
  'probe',
  'share on, or mean',
  'Cohen d',
  'verdict',
] as const;

/**
 * Find's table of the selected model: first everything that is needed to repeat it, then one row per label.
 *
 * @param one the unit that is shown for every label; null shows each label's best
 * @returns null if nothing has been found yet
 */
export function scoresFileOf(state: AppState, one: UnitRef | null): SavedFile | null {
  const { cursor } = state.ui;
  const { search } = selectedModel(state).results;
  const about = aboutSearch(state);
  if (!search?.findings || !about) return null;
  const rows = scoreRows(search, one).map((row): CsvCell[] => {
    const { finding, position, isBest } = row;
    return [
      finding.name,
      finding.definition,
      finding.kind === 'binary' ? 'AUC' : 'Spearman rho',
      position.layer + 1,
      position.channel,
      position.unit,
      row.direction,
      row.score,
      isBest ? finding.chosen : null,
      isBest ? finding.linear : null,
      row.mark,
      finding.last1,
      finding.last3,
      row.untrained,
      row.probe,
      finding.frequency,
      isBest ? finding.effect : null,
      row.verdict,
    ];
  });
  const which = one ? `${one.channel}${one.unit}-layer${one.layer + 1}` : 'units';
  return {
    name: `unrolled-${cursor.model}-step${search.step}-${which}.csv`,
    bytes: writeCsv([...about, [], COLUMNS, ...rows]),
  };
}
