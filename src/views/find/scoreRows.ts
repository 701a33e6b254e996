import type { LabelFinding } from '../../analysis/scores/findings.ts';
import type { Verdict } from '../../analysis/scores/verdict.ts';
import type { ScoreRow } from '../../state/foundScores.ts';

export type RowOrder = 'verdict' | 'score' | 'name';

const VERDICT_ORDER: readonly Verdict[] = [
  'tracks',
  'open',
  'untrained',
  'echo of the last three',
  'echo of the last character',
  'chance',
];

/** The sorted rows of one kind whose label has every word of the filter in its name or definition. */
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
      const byVerdict = order === 'verdict' ? VERDICT_ORDER.indexOf(a.verdict) - VERDICT_ORDER.indexOf(b.verdict) : 0;
      return byVerdict || b.score - a.score || a.index - b.index;
    });
}

/** Verdicts in the table. They have the names of the columns that decide them. */
export const VERDICT_TEXT: Readonly<Record<Verdict, string>> = {
  open: '…',
  chance: 'chance',
  'echo of the last character': 'echo of last 1',
  'echo of the last three': 'echo of last 3',
  untrained: 'as untrained',
  tracks: 'tracks it',
};

/** Verdicts as sentences about a unit. */
export const VERDICT_MESSAGES: Readonly<Record<Verdict, string>> = {
  open: 'What chance alone would find is not known yet.',
  chance: 'It does not track the label clearly better than chance.',
  'echo of the last character': 'It is an echo: the last character alone says as much.',
  'echo of the last three': 'It is an echo: the last three characters alone say as much.',
  untrained: 'A unit of the untrained network does as well.',
  tracks: 'It tracks the label, beyond chance, the last three characters and the untrained network.',
};
