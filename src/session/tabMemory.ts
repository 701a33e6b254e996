/** What a tab remembers across a reload. It can be written at once, while the page is being left. */
import type { Experiment } from '../state/experiment.ts';
import { type Ui, uiFromRecord, uiToRecord } from '../state/ui.ts';

const EXPERIMENT_KEY = 'unrolled.experiment';
const VIEW_KEY = 'unrolled.view';

/** The id of the experiment that this tab had before a reload; null where there is none. */
export function experimentOfTab(): string | null {
  return read(EXPERIMENT_KEY);
}

/** Without it a reload takes the experiment that was saved last. */
export function rememberExperiment(id: string | null): void {
  write(EXPERIMENT_KEY, id);
}

/**
 * Remembers what is looked at while nobody sees the page: the database may be too slow for what was chosen just before the
 * page is left. Null forgets it.
 */
export function rememberView(ui: Ui | null): void {
  write(VIEW_KEY, ui && JSON.stringify(uiToRecord(ui)));
}

/** The experiment of this tab with what was looked at when the page was left, which is told once. */
export function withViewOfTab(experiment: Experiment): Experiment {
  const view = read(VIEW_KEY);
  write(VIEW_KEY, null);
  if (view === null) return experiment;
  try {
    return { ...experiment, ui: uiFromRecord(JSON.parse(view)).values };
  } catch {
    return experiment;
  }
}

function read(key: string): string | null {
  try {
    return sessionStorage.getItem(key);
  } catch {
    return null;
  }
}

function write(key: string, value: string | null): void {
  try {
    if (value === null) sessionStorage.removeItem(key);
    else sessionStorage.setItem(key, value);
  } catch {
    // The browser allows no storage: the tab forgets.
  }
}
