import { useMemo } from 'react';
import type { LabelFinding } from '../../analysis/scores/findings.ts';
import type { UnitReport } from '../../analysis/scores/unitReport.ts';
import { formatFixed } from '../../draw/format.ts';
import { isAbout, isAnswered, wantedReport } from '../../state/wantedReport.ts';
import type { Search } from '../../state/findState.ts';
import type { AppState } from '../../state/state.ts';
import { useApp } from '../StoreContext.tsx';
import { useSelectedModel } from '../useModels.ts';
import { foundSearch, type ScoreRow, scoreRows } from '../../state/foundScores.ts';
import { useSelectedUnit } from './selectedUnit.ts';

/** What is known of the selected unit and the chosen label. */
export interface ShownReport {
  readonly search: Search;
  readonly finding: LabelFinding;
  /** The unit's scores for the label, as in the table. */
  readonly row: ScoreRow;
  /** Null while no report fits this label and search. */
  readonly report: UnitReport | null;
  /** Whether the report is about the unit that was selected before: its shapes may be shown, its numbers may not. */
  readonly isStale: boolean;
  /** Share of the text that has been read for the next report; null while no report is being made. */
  readonly share: number | null;
}

/** The selected unit's report on the chosen label; null while no label of a search is chosen. */
export function useUnitReport(): ShownReport | null {
  const search = useSelectedModel(({ results }) => foundSearch(results.search));
  const label = useApp((state) => state.ui.label);
  const selected = useSelectedUnit();
  const unitReport = useApp((state) => state.unitReport);
  const isCurrent = useApp(hasAnswer);
  const row = useMemo(
    () => (search && label !== null ? rowOf(search, label, selected) : null),
    [search, label, selected],
  );
  if (!search || !row) return null;
  const { report, of, share } = unitReport;
  const fits = report !== null && isAbout(of, search) && report.kind === row.finding.kind;
  return { search, finding: row.finding, row, report: fits ? report : null, isStale: fits && !isCurrent, share };
}

function hasAnswer(state: AppState): boolean {
  const wanted = wantedReport(state);
  return wanted !== null && isAnswered(state.unitReport, wanted);
}

/** A unit's scores for one label. The label's best unit keeps the direction in which it was chosen. */
export function rowOf(search: Search, label: string, position: ScoreRow['position']): ScoreRow | null {
  const find = (unit: ScoreRow['position'] | null): ScoreRow | undefined =>
    scoreRows(search, unit).find(({ finding }) => finding.id === label);
  const own = find(position);
  return (own?.isBest ? find(null) : own) ?? null;
}

/** Names of the two sides of a label: on and off, or above and below a number. */
export function sideNames(
  { kind }: Pick<LabelFinding, 'kind'>,
  { onFrom }: Pick<UnitReport, 'onFrom'>,
): { readonly on: string; readonly off: string } {
  if (kind === 'binary') return { on: 'label on', off: 'label off' };
  const from = formatFixed(onFrom, Number.isInteger(onFrom) ? 0 : 2);
  return { on: `label ≥ ${from}`, off: `label < ${from}` };
}
