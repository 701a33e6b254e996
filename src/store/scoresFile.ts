import type { UnitPlace } from '../analysis/scores/units.ts';
import { type CsvCell, writeCsv } from '../formats/csv.ts';
import { aboutSearch } from './aboutSearch.ts';
import { scoreRows } from './scoreRows.ts';
import type { SavedFile } from './savedFiles.ts';
import type { AppState } from './state.ts';

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
 * The table that Find shows of the selected model, with all that is needed to repeat it: text, stretch, seed, model and
 * settings first, then one row for each label.
 *
 * @param one the unit that is shown for every label; null shows each label's best
 * @returns null where nothing has been found yet
 */
export function scoresFileOf(state: AppState, one: UnitPlace | null): SavedFile | null {
  const { cursor, searches } = state;
  const search = searches[cursor.slot];
  const about = aboutSearch(state);
  if (!search?.findings || !about) return null;
  const rows = scoreRows(search, one).map((row): CsvCell[] => {
    const { finding, place, isBest } = row;
    return [
      finding.name,
      finding.definition,
      finding.kind === 'binary' ? 'AUC' : 'Spearman rho',
      place.layer + 1,
      place.channel,
      place.unit,
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
    name: `unrolled-${cursor.slot}-step${search.step}-${which}.csv`,
    bytes: writeCsv([...about, [], COLUMNS, ...rows]),
  };
}
