/** The store's actions: what a person can do with the experiment. */
import type { Range } from '../engine/range.ts';
import type { Perturbation } from '../analysis/perturbation.ts';
import type { Trace } from '../engine/trace.ts';
import type { CellKind } from '../engine/spec.ts';
import type { Message } from '../limits/messages.ts';
import type { StoreApi } from 'zustand/vanilla';
import type { FindActions } from './findState.ts';
import type { MatchActions } from './matchState.ts';
import type { ReadLink } from './link.ts';
import type { NewPin, Pin } from './pins.ts';
import type { Overrides, Settings } from './settings.ts';
import type { StorageActions } from './storageState.ts';
import type { Cursor, UiChange } from './ui.ts';
import type { AppState } from './state.ts';
import type { Checkpoint, ModelId } from './model.ts';
import type { GivenFile, ModelAnswer, SavedFile } from './givenFiles.ts';
import type { OfferedAction } from './notice.ts';
import type { TextSource } from './textState.ts';
import type { WriteRequest } from './continuations.ts';

export interface AppActions extends FindActions, MatchActions, StorageActions {
  /**
   * Takes a new text. If it is refused, the old one stays. If another text is given while this one is being read, only the
   * newest is taken. Returns whether this one was.
   */
  takeText(raw: string, name: string, source: TextSource, along?: Partial<AppState>): Promise<boolean>;
  /**
   * The same for files that were chosen or dropped together: a text, or a model, which starts a new experiment. What the
   * files do not say (the encoding, the vocabulary) is asked first.
   *
   * @param folder the name of the folder that holds them, if they were dropped as one: only a model is read from it
   */
  takeFiles(files: readonly GivenFile[], folder?: string): Promise<boolean>;
  /** Answers what is asked about a model (`toComplete`); null: it is not opened. */
  completeModel(answer: ModelAnswer | null): void;
  /** Reads the waiting file in this encoding; null cancels. */
  chooseEncoding(label: string | null): void;
  /** Shows why a file is not read. */
  refuse(why: Message): void;
  /** Takes a generated text of a memory task with lags up to `lag`. */
  takeTask(id: string, lag: number): Promise<boolean>;
  toggleModel(id: ModelId): void;
  /** Pauses one model while the others train, or resumes it: it then catches up first. A new run resumes all models. */
  setPaused(id: ModelId, paused: boolean): void;
  /**
   * Adds a model of the same cell with other settings. It starts at step 0, from the same random numbers where names and
   * sizes agree, and catches up on the same batches. Null, with a notice, if it differs in nothing or there is no room.
   */
  addModel(cell: CellKind, overrides: Overrides): ModelId | null;
  /** Removes a model that was added. The first three cannot be removed. */
  removeModel(id: ModelId): void;
  changeSettings(change: Partial<Settings>): void;
  train(): void;
  pause(): void;
  /** One training step of every active model. */
  stepOnce(): void;
  reset(): void;
  moveTo(t: number): void;
  select(change: Partial<Omit<Cursor, 't'>>): void;
  setTraceWindow(wanted: Range): void;
  /**
   * Moves the cursor to a character, given by its index in the whole text. If the traced stretch does not contain it, the
   * stretch moves there. The selection stays if it is still traced.
   */
  goToCharacter(at: number): void;
  /** Moves the cursor to the next or previous match of Find in text, once the newest query is answered. */
  goToFound(direction: 1 | -1): Promise<void>;
  /** Lets the selected model continue the text, and plays the first continuation. */
  write(request: WriteRequest): Promise<void>;
  /** Shows the continuation with this `number`, from its first written character. */
  showContinuation(number: number): void;
  /** Shows more timesteps of a continuation, and moves the cursor to the last. */
  reveal(steps: number): void;
  /** Replaces the character at timestep t of the stretch. The models also read the unchanged stretch. */
  changeCharacter(t: number, symbol: string): void;
  /** Goes back to the stretch of the text. */
  showText(): void;
  /** Sets which timesteps are in view. If their rows are not retained, they are traced again. */
  setView(wanted: Range): void;
  /** Changes the weights that are shown. The model in training does not change. */
  perturb(id: ModelId, change: Partial<Perturbation>): void;
  /**
   * Puts the perturbed weights into the model and trains. Optimizer and position in the text stay. Nothing happens while the
   * weights of an earlier step are shown.
   */
  trainPerturbed(id: ModelId): void;
  /** Goes back to the weights before the perturbation; without one, to the run before it was trained from perturbed weights. */
  undoPerturbation(id: ModelId): void;
  /** Measures the recurrent weights of the model's trace, unless that has been done. */
  measureSpectra(id: ModelId): Promise<void>;
  /** Checks the backward pass of every active model numerically, with the shown weights on the text before the cursor. */
  checkGradients(): Promise<void>;
  stopGradientCheck(): void;
  setPlaying(playing: boolean): void;
  /** Lets every active model write after `prime`, or after the beginning of the text if that is ''. */
  drawSamples(prime: string): Promise<void>;
  /**
   * Undoes the newest action; what a run had come to by then comes back with it. Training that the action ended is paused
   * afterwards, and goes on bit for bit. Resolves when all of it is there.
   */
  undo(): Promise<void>;
  /** Does again what was undone last, with what had been trained since. */
  redo(): Promise<void>;
  /** Does what a notice offers. */
  takeOffer(offered: OfferedAction): void;
  /** Tells the reader what came of something. */
  say(message: Message): void;
  dismissNotice(): void;
  dismissRemark(): void;
  /**
   * Changes the view state. Values that do not fit the table (`ui.ts`) are left out; a number outside its range becomes the
   * nearest inside.
   */
  setUi(change: UiChange): void;
  /** Shows the page larger, for a projector, or as before. */
  present(isLarger: boolean): void;
  /**
   * The weights of the selected model's trace as a file. After a pause it waits for the trace of the last step. Null if there
   * is none.
   */
  weightsFile(): Promise<SavedFile | null>;
  /** Puts a picture into the report, as it looks now. A notice says so, or that there is no room. */
  pin(picture: NewPin): void;
  /** Gives a picture of the report another title or caption. */
  changePin(id: Pin['id'], text: Partial<Pick<Pin, 'title' | 'caption'>>): void;
  /** Moves a picture of the report so many places towards its end. */
  movePin(id: Pin['id'], by: number): void;
  unpin(id: Pin['id']): void;
  /**
   * The trace of the shown passage with the weights of a model's checkpoint; nothing that is shown changes.
   *
   * @param rows the timesteps to retain
   */
  traceCheckpoint(id: ModelId, checkpoint: Checkpoint, rows: Range): Promise<Trace>;
  /** Opens what an address says as a new run. */
  openLink(read: ReadLink): Promise<void>;
  /** Forgets the training step of a link. */
  leaveGoal(): void;
  /** Ends the workers. Do not use the store afterwards. */
  close(): Promise<void>;
  /** Ends the training worker as a crash would (for tests of the recovery). */
  loseWorker(): void;
  /** The selected model's trace, computed with the weights that `weightsFile` writes. */
  traceFile(): Promise<SavedFile | null>;
  /**
   * The whole experiment as a zip archive that can be opened again, at the step of the newest snapshots. After a pause it waits
   * for the stop. Null if there is no text, or, with a notice, if it cannot be written.
   */
  experimentFile(): Promise<SavedFile | null>;
  /** The text as the models see it. */
  textFile(): SavedFile | null;
}

export type AppStoreApi = StoreApi<AppState & AppActions>;
