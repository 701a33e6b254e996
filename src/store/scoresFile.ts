import { unitAt } from '../analysis/scores/units.ts';
import { verdictOf } from '../analysis/scores/verdict.ts';
import { type CsvCell, writeCsv } from '../formats/csv.ts';
import { aboutSearch } from './aboutSearch.ts';
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
 * @returns null where nothing has been found yet
 */
export function scoresFileOf(state: AppState): SavedFile | null {
  const { cursor, searches } = state;
  const search = searches[cursor.slot];
  const findings = search?.findings;
  const about = aboutSearch(state);
  if (!search || !findings || !about) return null;
  const { spec } = search;
  const rows = findings.found.map((one, k): CsvCell[] => {
    const place = unitAt(spec, one.row);
    const mark = search.chance?.marks[k] ?? null;
    const untrained = search.untrained?.[k] ?? null;
    return [
      one.name,
      one.definition,
      one.kind === 'binary' ? 'AUC' : 'Spearman rho',
      place.layer + 1,
      place.channel,
      place.unit,
      one.direction,
      one.score,
      one.chosen,
      one.linear,
      mark,
      one.last1,
      one.last3,
      untrained,
      search.probes[k]?.score ?? null,
      one.frequency,
      one.effect,
      verdictOf(one, mark, untrained),
    ];
  });
  return {
    name: `unrolled-${cursor.slot}-step${search.step}-units.csv`,
    bytes: writeCsv([...about, [], COLUMNS, ...rows]),
  };
}
