import { lengthOf } from '../engine/range.ts';
import { MOST_OCCURRENCES } from '../analysis/matching/occurrences.ts';
import { streamsFor, WARM_UP } from '../analysis/scores/scan.ts';
import { type CsvCell, writeCsv } from '../formats/csv.ts';
import { aboutModel, aboutText } from './aboutModel.ts';
import type { AppState } from '../state/state.ts';
import type { SavedFile } from '../state/givenFiles.ts';

/**
 * The units of the selection, the occurrences and their labels, after everything that is needed to repeat it: text, selection,
 * thresholds, model and settings.
 *
 * @returns null if nothing has been found yet
 */
export function matchesFileOf(state: AppState): SavedFile | null {
  const { match, text } = state;
  const answer = match?.answer;
  if (!answer || !text) return null;
  const { sample } = match;
  const { question, occurrences, labels } = answer;
  const { rule, units, least } = question;
  const characters = lengthOf(occurrences.read);
  const { spec, source, at, rows, span, tokens } = sample;
  const symbols = (from: number, to: number, of: Int32Array): string =>
    Array.from(of.subarray(Math.max(0, from), to), (token) => text.symbols[token] ?? '\ufffd').join('');
  const about: (readonly CsvCell[])[] = [
    ...aboutText({ text }),
    ['first character read', occurrences.read.from],
    ['characters read', characters],
    ['streams side by side', streamsFor(characters)],
    ['warm-up of a stream, characters', WARM_UP],
    ['selected, first character of the text', at],
    ['selected, first timestep', span.from],
    ['selected, characters', rows.length],
    ['selected text', symbols(rows.before, rows.before + rows.length, tokens)],
    ['layer', source.layer + 1],
    ['channel', source.channel],
    ['direction', rule.side],
    ['on at or above', rule.on],
    ['off below', rule.off],
    ['share of the selection', rule.share],
    ['off before, characters', rule.before],
    ['off after, characters', rule.after],
    ['share of the units together', rule.together],
    ['units together at least', least],
    ['places', occurrences.runs.length / 2],
    ['of them listed, at most', MOST_OCCURRENCES],
    ['characters with so many on together', occurrences.together],
    ['share expected if the units were independent', occurrences.expected],
    ...aboutModel(state, sample.model, spec, sample),
  ];
  const unitRows = units.map(({ unit, sign, mean, share }): CsvCell[] => [
    unit,
    sign === 1 ? 'high' : 'low',
    mean,
    share,
  ]);
  const occurrenceRows = occurrences.best.map((one, k): CsvCell[] => [
    k + 1,
    one.from,
    lengthOf(one),
    one.on,
    one.others,
    symbols(one.from, one.to, text.tokens),
    labels?.at[k]?.map((label) => labels.labels[label].name).join('; ') ?? null,
  ]);
  const labelRows = labels?.labels.map((one): CsvCell[] => [
    one.name,
    one.definition,
    one.inOccurrences,
    one.inOccurrences / labels.characters,
    one.inText,
    one.inText / characters,
  ]);
  return {
    name: `unrolled-${sample.model}-step${sample.step}-places.csv`,
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
      ...occurrenceRows,
      [],
      ['label', 'definition', 'on at the places', 'share of their characters', 'on in what was read', 'share of it'],
      ...(labelRows ?? []),
    ]),
  };
}
