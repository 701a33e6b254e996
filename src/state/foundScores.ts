import type { LabelFinding } from '../analysis/scores/findings.ts';
import { strength } from '../analysis/scores/ranks.ts';
import { type UnitRef, unitAt, unitCount, unitRow } from '../analysis/scores/units.ts';
import { type Verdict, verdictOf } from '../analysis/scores/verdict.ts';
import type { Search } from './findState.ts';

/**
 * The search whose findings are shown. Until the verdicts of a new one stand, this is the one before it: a table that is filled anew
 * would first lose rows and then get them back.
 */
export function foundSearch(search: Search | null): Search | null {
  if (!search?.earlier) return search;
  const isOpen = !search.findings || (search.status === 'running' && !search.untrained);
  return isOpen ? search.earlier : search;
}

/** One row of the table: a label and a unit. */
export interface ScoreRow {
  readonly finding: LabelFinding;
  /** Index among the labels found. */
  readonly index: number;
  readonly position: UnitRef;
  /** Whether it is the unit that was chosen for the label. */
  readonly isBest: boolean;
  readonly direction: 1 | -1;
  readonly score: number;
  readonly mark: number | null;
  readonly untrained: number | null;
  readonly probe: number | null;
  readonly verdict: Verdict;
}

/**
 * The rows of a search.
 *
 * @param one the unit that is shown for every label; null shows each label's best
 */
export function scoreRows(search: Search, one: UnitRef | null): readonly ScoreRow[] {
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
        position: unitAt(spec, row),
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
    return { ...shared, position: one, isBest, direction: isRising ? 1 : -1, score, verdict };
  });
}
