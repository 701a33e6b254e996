/** The report on a unit that the page needs, and whether a known one is it. Pure. */
import type { UnitReportRequest } from '../analysis/scores/unitReport.ts';
import { foundSearch } from './foundScores.ts';
import { selectedModel } from './models.ts';
import type { AppState } from './state.ts';
import type { Search, UnitReportState } from './findState.ts';

/** The unit and label of a report, and the search to which they belong. */
export type WantedReport = UnitReportRequest & { readonly search: Search };

/** The report on the selected unit and the chosen label of the selected model's search; null if there is none. */
export function wantedReport(state: Pick<AppState, 'ui' | 'models'>): WantedReport | null {
  const { cursor, workspace, label } = state.ui;
  const search = foundSearch(selectedModel(state).results.search);
  if (workspace !== 'find' || label === null || !search?.findings?.found.some(({ id }) => id === label)) return null;
  const { layer, channel, unit } = cursor;
  return { layer, channel, unit, label, search };
}

/** Whether the known report is the wanted one. */
export function isAnswered(
  { report, of }: UnitReportState,
  { layer, channel, unit, label, search }: WantedReport,
): boolean {
  const position = report?.unit;
  return (
    isAbout(of, search) &&
    report?.label === label &&
    position?.layer === layer &&
    position.channel === channel &&
    position.unit === unit
  );
}

/** Whether a report belongs to a search. */
export function isAbout(of: UnitReportState['of'], { params, hypotheses }: Search): boolean {
  return of?.params === params && of.hypotheses === hypotheses;
}
