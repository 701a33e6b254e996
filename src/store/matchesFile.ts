import { MOST_PLACES } from '../analysis/matching/places.ts';
import { streamsFor, WARM_UP } from '../analysis/scores/scan.ts';
import { type CsvCell, writeCsv } from '../formats/csv.ts';
import { aboutModel, aboutText } from './aboutModel.ts';
import type { SavedFile } from './savedFiles.ts';
import type { AppState } from './state.ts';

/**
 * The units of the selection, the places that were found and the labels there, with all that is needed to repeat it: text,
 * selection, thresholds, model and settings first.
 *
 * @returns null where nothing has been found yet
 */
export function matchesFileOf({ match, text, runs, slots }: AppState): SavedFile | null {
  const answer = match?.answer;
  if (!answer || !text) return null;
  const { sample } = match;
  const { question, places, labels } = answer;
  const { rule, units, least } = question;
  const { spec, place, at, rows, span, tokens } = sample;
  const symbols = (from: number, to: number, of: Int32Array): string =>
    Array.from(of.subarray(Math.max(0, from), to), (token) => text.symbols[token] ?? '\ufffd').join('');
  const about: (readonly CsvCell[])[] = [
    ...aboutText({ text }),
    ['first character read', places.from],
    ['characters read', places.count],
    ['streams side by side', streamsFor(places.count)],
    ['warm-up of a stream, characters', WARM_UP],
    ['selected, first character of the text', at],
    ['selected, first timestep', span.from],
    ['selected, characters', rows.length],
    ['selected text', symbols(rows.before, rows.before + rows.length, tokens)],
    ['layer', place.layer + 1],
    ['channel', place.channel],
    ['direction', rule.side],
    ['on at or above', rule.on],
    ['off below', rule.off],
    ['share of the selection', rule.share],
    ['off before, characters', rule.before],
    ['off after, characters', rule.after],
    ['share of the units together', rule.together],
    ['units together at least', least],
    ['places', places.runs.length / 2],
    ['of them listed, at most', MOST_PLACES],
    ['characters with so many on together', places.together],
    ['share expected if the units were independent', places.expected],
    ...aboutModel({ slots, runs }, sample.slot, spec, sample),
  ];
  const unitRows = units.map(({ unit, sign, mean, share }): CsvCell[] => [
    unit,
    sign === 1 ? 'high' : 'low',
    mean,
    share,
  ]);
  const placeRows = places.best.map((one, k): CsvCell[] => [
    k + 1,
    one.from,
    one.length,
    one.on,
    one.others,
    symbols(one.from, one.from + one.length, text.tokens),
    labels?.at[k]?.map((label) => labels.labels[label].name).join('; ') ?? null,
  ]);
  const labelRows = labels?.labels.map((one): CsvCell[] => [
    one.name,
    one.definition,
    one.inPlaces,
    one.inPlaces / labels.characters,
    one.inText,
    one.inText / places.count,
  ]);
  return {
    name: `unrolled-${sample.slot}-step${sample.step}-places.csv`,
    bytes: writeCsv([
      ...about,
      [],
      ['unit', 'direction', 'mean over the selection', 'share of it on'],
      ...unitRows,
      [],
      [
        'rank',
        'first character',
        'length',
        'most units on',
        'other units on, mean',
        'characters',
        'labels on half of it',
      ],
      ...placeRows,
      [],
      ['label', 'definition', 'on at the places', 'share of their characters', 'on in what was read', 'share of it'],
      ...(labelRows ?? []),
    ]),
  };
}
