import type { LabelFinding } from '../../analysis/scores/findings.ts';
import type { Verdict } from '../../analysis/scores/verdict.ts';
import type { ScoreRow } from '../../store/scoreRows.ts';

export type RowOrder = 'verdict' | 'score' | 'name';

const SCEPTIC: readonly Verdict[] = [
  'tracks',
  'open',
  'untrained',
  'echo of the last three',
  'echo of the last character',
  'chance',
];

/** Rows of one kind whose label's name or definition holds every word of the filter, in order. */
export function shownRows(
  rows: readonly ScoreRow[],
  kind: LabelFinding['kind'],
  filter: string,
  order: RowOrder,
): readonly ScoreRow[] {
  const words = filter.toLowerCase().split(/\s+/);
  const text = ({ finding }: ScoreRow): string => `${finding.name} ${finding.definition}`.toLowerCase();
  return rows
    .filter((row) => row.finding.kind === kind && words.every((word) => text(row).includes(word)))
    .sort((a, b) => {
      if (order === 'name') return a.finding.name.localeCompare(b.finding.name, 'en');
      const byVerdict = order === 'verdict' ? SCEPTIC.indexOf(a.verdict) - SCEPTIC.indexOf(b.verdict) : 0;
      return byVerdict || b.score - a.score || a.index - b.index;
    });
}

/** A verdict as it stands in the table, where columns of the same names say what it rests on. */
export const VERDICT_WORDS: Readonly<Record<Verdict, string>> = {
  open: '…',
  chance: 'chance',
  'echo of the last character': 'echo of last 1',
  'echo of the last three': 'echo of last 3',
  untrained: 'as untrained',
  tracks: 'tracks it',
};

/** The same as a sentence about a unit. */
export const VERDICT_SENTENCES: Readonly<Record<Verdict, string>> = {
  open: 'What chance alone would find is not known yet.',
  chance: 'It does not track the label clearly better than chance.',
  'echo of the last character': 'It is an echo: the last character alone says as much.',
  'echo of the last three': 'It is an echo: the last three characters alone say as much.',
  untrained: 'A unit of the untrained network does as well.',
  tracks: 'It tracks the label, beyond chance, the last three characters and the untrained network.',
};
