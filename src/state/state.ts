/** The state of the store. Values are replaced, never changed in place. */
import type { Range } from '../engine/range.ts';
import type { BackendReport, TrainingCost } from '../worker/protocol.ts';
import type { FindState } from './findState.ts';
import type { Frame } from './frame.ts';
import type { Goal, ReadLink } from './link.ts';
import type { MatchState } from './matchState.ts';
import type { GradientCheckRunning } from './gradientPictures.ts';
import type { Pin } from './pins.ts';
import type { Settings } from './settings.ts';
import type { StorageState } from './storageState.ts';
import type { TextSearchState } from './textSearchState.ts';
import type { Ui } from './ui.ts';
import type { Models } from './model.ts';
import type { TextState, Passage } from './textState.ts';
import type { Continuation } from './continuations.ts';
import type { FileToDecide, ModelToComplete } from './givenFiles.ts';
import type { Notice } from './notice.ts';

/**
 * preparing: text, parameters or backend are being prepared · idle: ready, no step taken · training · pausing: the current step
 * is being finished · paused · failed: see the notice.
 */
type RunStatus = 'preparing' | 'idle' | 'training' | 'pausing' | 'paused' | 'failed';

/** An action that can be undone, or done again. */
export interface Undoable {
  /** In words: "Reset". */
  readonly what: string;
  /** What it changed (see `Memento`). */
  readonly kind: string;
}

export interface AppState extends FindState, MatchState {
  readonly text: TextState | null;
  readonly models: Models;
  readonly settings: Settings;
  readonly status: RunStatus;
  /** The cost of a training step of all models on the current backend; null if it is not known. */
  readonly cost: TrainingCost | null;
  /** Progress within a training step that takes long, 0 … 1, for all models together; null while reports come quickly. */
  readonly stepShare: number | null;
  readonly backend: BackendReport | null;
  /** The reason why this backend is used. */
  readonly backendReason: string;
  /** The characters of the text that are traced. */
  readonly traceWindow: Range;
  readonly passage: Passage;
  /** The number of timesteps that are shown; Infinity for all. A continuation is revealed step by step. */
  readonly revealed: number;
  /** Oldest first. */
  readonly continuations: readonly Continuation[];
  /** Whether a continuation is being written. */
  readonly writing: boolean;
  /** Timesteps of the passage in view; null if no picture has said which. Long traces retain the rows around it. */
  readonly view: Range | null;
  /** The progress of the gradient check; null if none is running. */
  readonly gradientCheckRunning: GradientCheckRunning | null;
  readonly textSearch: TextSearchState;
  readonly playing: boolean;
  readonly notice: Notice | null;
  /** A mere remark, shown beside a notice that has a button. */
  readonly remark: Notice | null;
  /** Whether the page is of a newer version once it is reloaded. */
  readonly newerVersion: boolean;
  readonly toDecide: FileToDecide | null;
  readonly toComplete: ModelToComplete | null;
  /** The pictures of the report, in its order. */
  readonly pins: readonly Pin[];
  readonly storage: StorageState;
  /** What Undo and Redo would do; null where there is nothing. */
  readonly undoable: Readonly<Record<'undo' | 'redo', Undoable | null>>;
  /** The view state. */
  readonly ui: Ui;
  /** What of the page is there at all. */
  readonly frame: Frame;
  /** The training step to which a link leads; null where none does. */
  readonly goal: Goal | null;
  /** The link that waits for the text that it is about. */
  readonly awaited: ReadLink | null;
}
