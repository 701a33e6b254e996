import { unitAt } from '../analysis/scores/units.ts';
import { PENALTY } from '../analysis/scores/probe.ts';
import { LEAST_SHIFT } from '../analysis/scores/shifts.ts';
import { verdictOf } from '../analysis/scores/verdict.ts';
import type { ModelSpec } from '../engine/spec.ts';
import { type CsvCell, writeCsv } from '../formats/csv.ts';
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
export function scoresFileOf({ cursor, searches, text, runs, slots }: AppState): SavedFile | null {
  const search = searches[cursor.slot];
  const findings = search?.findings;
  const run = runs[cursor.slot];
  if (!search || !findings || !text || !run) return null;
  const { stretch, found } = findings;
  const { spec } = search;
  const name = slots.find(({ id }) => id === cursor.slot)?.name ?? cursor.slot;
  const about: CsvCell[][] = [
    ['made by', 'Unrolled'],
    ['text', text.name],
    ['characters of the text', text.tokens.length],
    ['first character read', stretch.from],
    ['characters read', stretch.count],
    ['of them to choose the unit', stretch.half],
    ['streams side by side', stretch.streams],
    ['warm-up of a stream, characters', stretch.warmUp],
    ['positions sampled for chance and probe', stretch.sampled],
    ['characters for the untrained network', stretch.untrained],
    ['shifts', search.chance?.shifts ?? 0],
    ['least shift, share of what is read', LEAST_SHIFT],
    ['probe penalty', PENALTY],
    ['seed', search.seed],
    ['model', name],
    ['training step', search.step],
    ['weights changed by hand', search.changes.join('; ')],
    ...(Object.keys(spec) as (keyof ModelSpec)[]).map((key): CsvCell[] => [`model ${key}`, spec[key]]),
    ...Object.entries(run.settings).map(([key, value]): CsvCell[] => [`setting ${key}`, String(value)]),
    ['labels not in the text', findings.absent.join('; ')],
    [],
  ];
  const rows = found.map((one, k): CsvCell[] => {
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
    bytes: writeCsv([...about, COLUMNS, ...rows]),
  };
}
