import type { LabelFinding } from '../../analysis/scores/findings.ts';
import { strength } from '../../analysis/scores/ranks.ts';
import { type UnitPlace, unitAt, unitCount, unitRow } from '../../analysis/scores/units.ts';
import { type Verdict, verdictOf } from '../../analysis/scores/verdict.ts';
import type { Search } from '../../store/findState.ts';

/** What the table shows of one label. */
export interface ScoreRow {
  readonly finding: LabelFinding;
  /** Place among the labels found. */
  readonly index: number;
  readonly place: UnitPlace;
  /** Whether it is the unit that was chosen for the label. */
  readonly isBest: boolean;
  readonly direction: 1 | -1;
  readonly score: number;
  readonly mark: number | null;
  readonly untrained: number | null;
  readonly probe: number | null;
  readonly verdict: Verdict;
}

export type RowOrder = 'verdict' | 'score' | 'name';

const SCEPTIC: readonly Verdict[] = [
  'tracks',
  'open',
  'untrained',
  'echo of the last three',
  'echo of the last character',
  'chance',
];

/**
 * The rows of a search.
 *
 * @param one the unit that is shown for every label; null shows each label's best
 */
export function scoreRows(search: Search, one: UnitPlace | null): readonly ScoreRow[] {
  const { findings, spec, chance, untrained, probes } = search;
  if (!findings) return [];
  const U = unitCount(spec);
  return findings.found.map((finding, index) => {
    const mark = chance?.marks[index] ?? null;
    const before = untrained?.[index] ?? null;
    const shared = { finding, index, mark, untrained: before, probe: probes[index]?.score ?? null };
    if (!one) {
      const { score, direction, row } = finding;
      return {
        ...shared,
        place: unitAt(spec, row),
        isBest: true,
        direction,
        score,
        verdict: verdictOf(finding, mark, before),
      };
    }
    const signed = findings.scores[index * U + unitRow(spec, one)]!;
    const score = strength(finding.kind, signed);
    const isRising = finding.kind === 'binary' ? signed >= 0.5 : signed >= 0;
    const verdict = verdictOf({ ...finding, score }, mark, before);
    const isBest = unitRow(spec, one) === finding.row;
    return { ...shared, place: one, isBest, direction: isRising ? 1 : -1, score, verdict };
  });
}

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
  chance: 'It does not track the label better than chance.',
  'echo of the last character': 'It is an echo: the last character alone says as much.',
  'echo of the last three': 'It is an echo: the last three characters alone say as much.',
  untrained: 'A unit of the untrained network does as well.',
  tracks: 'It tracks the label, beyond chance, the last three characters and the untrained network.',
};
