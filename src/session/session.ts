import type { AppActions } from '../state/actions.ts';
import type { AppState } from '../state/state.ts';
import type { ModelChanges } from './modelChanges.ts';
import type { FinderRunners, TextSearchRunner } from './queries/runners.ts';
import type { Runs } from './runs.ts';
import type { StoredExperiments } from './storedExperiments.ts';
import type { Training } from './training.ts';
import type { Undoing } from './undoing.ts';
import type { Viewing } from './viewing.ts';

/** Everything that actions work with. */
export interface Session {
  readonly get: () => AppState & AppActions;
  readonly set: (change: Partial<AppState> | ((state: AppState) => Partial<AppState>)) => void;
  readonly training: Training;
  readonly viewing: Viewing;
  readonly runs: Runs;
  /** Null where nothing is stored. */
  readonly stored: StoredExperiments | null;
  readonly finders: FinderRunners;
  readonly textSearch: TextSearchRunner;
  readonly models: ModelChanges;
  readonly undoing: Undoing;
  /** A number for the id of a new model. No id is used twice while the page is open. */
  readonly nextNumber: () => number;
  /** Shows an error of the viewing worker, unless the worker was ended on purpose. */
  readonly showError: (error: unknown) => void;
}
