import { type Verdict, verdictOf } from '../../analysis/scores/verdict.ts';
import { VERDICT_ORDER } from '../../state/bestFinding.ts';
import type { Channel } from '../../engine/cells/channels.ts';
import type { ScoreRow } from '../../state/foundScores.ts';

export type RowOrder = 'verdict' | 'score' | 'name';

/**
 * The sorted rows whose label has every word of the filter in its name or definition.
 *
 * @param channel the channel of the units that are listed; null for all
 */
export function shownRows(
  rows: readonly ScoreRow[],
  filter: string,
  channel: Channel | null,
  order: RowOrder,
): readonly ScoreRow[] {
  const words = filter.toLowerCase().split(/\s+/);
  const text = ({ finding }: ScoreRow): string => `${finding.name} ${finding.definition}`.toLowerCase();
  return rows
    .filter((row) => channel === null || row.position.channel === channel)
    .filter((row) => words.every((word) => text(row).includes(word)))
    .sort((a, b) => {
      if (order === 'name') return a.finding.name.localeCompare(b.finding.name, 'en');
      const byVerdict = order === 'verdict' ? VERDICT_ORDER.indexOf(a.verdict) - VERDICT_ORDER.indexOf(b.verdict) : 0;
      return byVerdict || b.score - a.score || a.index - b.index;
    });
}

/**
 * Whether the last characters alone say as much as the unit. Before chance is known, those count that will be echoes unless they
 * turn out to be chance, so that a row keeps its place while the search goes on.
 */
export function isEcho({ verdict, finding, score }: ScoreRow): boolean {
  const open = verdict === 'open' ? verdictOf({ ...finding, score }, -Infinity, null) : verdict;
  return open === 'echo of the last character' || open === 'echo of the last three';
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
