/** What Find does by itself: which weights it searches, and what it shows of what was found. Pure. */
import { LEAST_CHARACTERS } from '../analysis/scores/findings.ts';
import { CELLS } from '../engine/spec.ts';
import { bestRow } from './bestFinding.ts';
import { scoreRows } from './foundScores.ts';
import { selectedModel } from './models.ts';
import type { AppState } from './state.ts';
import { type Ui, withUi } from './ui.ts';

/** Whether the newest weights of the selected model are to be searched: Find is open, nothing trains, and they never were. */
export function isSearchDue(state: AppState): boolean {
  const { status, text, ui } = state;
  if (ui.workspace !== 'find' || (status !== 'idle' && status !== 'paused')) return false;
  if (!text || text.tokens.length < LEAST_CHARACTERS) return false;
  const { run, shown, results } = selectedModel(state);
  // Weights of an earlier step are shown for a moment; they are searched when a person asks for it.
  if (!run?.checkpoints[0] || !shown || shown.params !== run.params) return false;
  const { search } = results;
  // The other pages measure what an earlier search found. A newer one would take that away while it is looked at.
  if (search && ui.findPage !== 'labels') return false;
  return search?.params !== run.params && search?.passedOver !== run.params;
}

/** Selects the best label of a model's search, and its unit, unless something was chosen before. */
export function selectFound(state: AppState, model: string): Pick<AppState, 'ui'> {
  const { ui } = state;
  const { is, results } = selectedModel(state);
  const row = is.id === model && results.search ? bestRow(scoreRows(results.search, null)) : null;
  if (row?.verdict !== 'tracks' || hasChosen(ui, CELLS[is.cell].channels.includes('c') ? 'c' : 'h')) return { ui };
  return withUi(state, { label: row.finding.id, cursor: row.position });
}

function hasChosen({ workspace, label, cursor }: Ui, first: string): boolean {
  return workspace !== 'find' || label !== null || cursor.unit !== 0 || cursor.layer !== 0 || cursor.channel !== first;
}
