/** What is known about keeping experiments in this browser. */
import type { Message } from '../limits/messages.ts';
import type { ExperimentSummary } from '../storage/schema.ts';

export interface StorageState {
  /**
   * starting: not known yet · on: the experiment is saved while it changes · full: there is no room for the newest save ·
   * off: this browser stores nothing here.
   */
  readonly status: 'starting' | 'on' | 'full' | 'off';
  /** Why the newest changes are not stored, while they are not. */
  readonly trouble: Message | null;
  /** The id of the experiment of this tab; null until it is first saved. */
  readonly experiment: string | null;
  /** Whether the browser has promised not to evict what is stored when the disk is full; null while that is not known. */
  readonly isPersistent: boolean | null;
  /** All stored experiments, newest first, as they were when the list was last asked for. */
  readonly experiments: readonly ExperimentSummary[];
}

export const NOTHING_STORED: StorageState = {
  status: 'starting',
  trouble: null,
  experiment: null,
  isPersistent: null,
  experiments: [],
};

export interface StorageActions {
  /** Reads the list of stored experiments anew. */
  listExperiments(): Promise<void>;
  /** Opens a stored experiment in place of this one, which stays stored. */
  openExperiment(id: string): Promise<void>;
  /** Starts an experiment on the first sample with the default settings. The one of now stays stored. */
  newExperiment(): Promise<void>;
  /** Gives a stored experiment a name; an empty one is that of its text. */
  renameExperiment(id: string, name: string): Promise<void>;
  duplicateExperiment(id: string): Promise<void>;
  deleteExperiment(id: string): Promise<void>;
  /** Asks the browser not to evict what is stored. */
  askToPersist(): Promise<void>;
  /** Erases everything that this page has stored in the browser. Returns whether it went well. */
  eraseEverything(): Promise<boolean>;
}
