/** What the store holds. Everything here is a value: actions replace, they never change in place. */
import type { Provocation } from '../analysis/provoke.ts';
import type { AskedStretch, RecallScores } from '../analysis/recall.ts';
import type { TrainingMoment } from '../analysis/overTraining.ts';
import type { BlockSpectrum } from '../analysis/spectra.ts';
import type { ModelState } from '../backends/backend.ts';
import type { GateHistograms } from '../engine/gateHistograms.ts';
import type { CellKind, Channel, ModelSpec } from '../engine/spec.ts';
import type { Trace } from '../engine/trace.ts';
import type { TextNote } from '../formats/text.ts';
import type { BackendReport } from '../worker/protocol.ts';
import type { FindActions, FindState } from './findState.ts';
import type { MatchActions, MatchState } from './matchState.ts';
import type { Series } from './series.ts';
import type { ComparePage, GradientCheckState, GradientPictures } from './gradientPictures.ts';
import type { StoreApi } from 'zustand/vanilla';
import type { Overrides, Settings } from './settings.ts';

export type SlotId = string;

/** One model of the experiment. RNN, GRU and LSTM are the three an experiment starts with. */
export interface Slot {
  readonly id: SlotId;
  /** Shown to people: "RNN", "GRU", "LSTM", "LSTM 2". */
  readonly name: string;
  readonly cell: CellKind;
  /** Which of the three fixed hues it is drawn in. */
  readonly hue: CellKind;
  /** Which dash tells it from others of its hue; 0 for the solid line of the three that an experiment starts with. */
  readonly variant: number;
  /** In what its settings differ from the experiment's. */
  readonly overrides: Overrides;
  /** Whether it takes part. */
  readonly active: boolean;
  /** Whether it rests while the others train; it catches up on the same batches when it goes on. */
  readonly paused: boolean;
}

export type TextSource =
  | { readonly kind: 'sample'; readonly id: string }
  | { readonly kind: 'paste' }
  | { readonly kind: 'file'; readonly name: string }
  /** Generated: answers stand up to `lag` characters after what decides them. */
  | { readonly kind: 'task'; readonly id: string; readonly lag: number };

export interface TextState {
  /** What people see: "Harbour dialogues", "pasted text", a file's name. */
  readonly name: string;
  readonly source: TextSource;
  /** As the models see it. */
  readonly text: string;
  readonly symbols: readonly string[];
  /** How often each symbol stands in the training part. */
  readonly counts: readonly number[];
  /** One per code point. */
  readonly tokens: Int32Array;
  /** The first `trainCount` tokens are learned; the rest is held out. */
  readonly trainCount: number;
  /** What was changed when the text came in. */
  readonly notes: readonly TextNote[];
}

/** A text that a model wrote, kept with the step at which it was drawn. */
export interface Sample {
  readonly step: number;
  readonly mode: 'sample' | 'greedy';
  readonly temperature: number;
  readonly prime: string;
  readonly text: string;
}

/** How a model is to write on. */
export interface WriteRequest {
  /** What stands before: the passage up to and with the cursor's character, or a text. */
  readonly after: 'cursor' | { readonly text: string };
  /** Characters to write. */
  readonly length: number;
  readonly mode: 'sample' | 'top-k' | 'greedy';
  /** Only the k most probable characters may be drawn; used by `top-k` alone. */
  readonly k: number;
  readonly temperature: number;
  /** How many continuations, each with random numbers of its own; greedy writes one. */
  readonly count: number;
}

/** What a model wrote after a given beginning; kept until the text changes. */
export interface Continuation {
  readonly slot: SlotId;
  /** The model's name, which outlives the model. */
  readonly name: string;
  /** Training steps that the weights had seen. */
  readonly step: number;
  readonly mode: WriteRequest['mode'];
  readonly temperature: number;
  readonly k: number;
  readonly seed: number;
  /** How many of the tokens were given. */
  readonly prime: number;
  /** Beginning and continuation. */
  readonly tokens: Int32Array;
}

/**
 * text: the stretch `traceWindow` of the text · written: a given beginning and what a model wrote after it · edited: the
 * same stretch with one character changed; the models read the unchanged one as well (`AppState.baseTraces`).
 * A passage is replaced, never changed: traces belong to a passage by its identity.
 */
export type Passage =
  | { readonly kind: 'text' }
  | {
      readonly kind: 'written';
      readonly tokens: Int32Array;
      /** How many of the tokens were given; the rest is written. */
      readonly prime: number;
      /** Which of `continuations` it is. */
      readonly continuation: number;
    }
  | {
      readonly kind: 'edited';
      readonly tokens: Int32Array /** Timestep of the changed character. */;
      readonly at: number;
    };

/** Weights at one training step, kept while a model learns. */
export interface Checkpoint {
  readonly step: number;
  /** In the layout of `parameterLayout(spec)`; kept by reference. */
  readonly params: Float32Array;
}

/** What was measured of a model with weights that its run keeps. */
export interface SlotMoment extends TrainingMoment {
  readonly step: number;
  /** The parameters of the checkpoint, by identity. */
  readonly of: Float32Array;
}

/** Answers of one model to a test text of the task that it learns. */
export interface Recall {
  /** Training steps that the weights had seen. */
  readonly step: number;
  readonly asked: readonly AskedStretch[];
  readonly scores: RecallScores;
}

/** What is known of one slot's training. */
export interface SlotRun {
  readonly spec: ModelSpec;
  /** Steps taken. */
  readonly step: number;
  /** Training loss of every step, nats per character. */
  readonly loss: Series;
  /** Gradient norm of every step, before clipping. */
  readonly gradNorm: Series;
  /** Held-out loss, nats per character, at the steps where it was measured. */
  readonly heldOut: Series;
  readonly charactersPerSecond: number;
  readonly samples: readonly Sample[];
  /** Weights kept along the run, oldest first; the first are the initial ones. */
  readonly checkpoints: readonly Checkpoint[];
  /** Parameters of the newest snapshot and the step they belong to. */
  readonly params: Float32Array;
  readonly paramsStep: number;
  /** Settings with which the run began, the model's own included. */
  readonly settings: Settings;
  /** Where it was trained on from weights that were changed by hand, oldest first. */
  readonly provoked: readonly { readonly step: number; readonly what: string }[];
}

/** A run as it was before it was trained on from provoked weights. */
export interface BeforeProvoking {
  readonly run: SlotRun;
  /** Null: it had not been trained. */
  readonly state: ModelState | null;
}

/** What was measured of the recurrent weights behind a trace. */
export interface SlotSpectra {
  /** The parameters that were measured, by identity. */
  readonly of: Float32Array;
  readonly blocks: readonly BlockSpectrum[];
}

/**
 * preparing: text, parameters or backend are being made ready · idle: ready, no step taken · training · pausing: the step
 * in progress is being finished · paused · failed: see the notice.
 */
export type RunStatus = 'preparing' | 'idle' | 'training' | 'pausing' | 'paused' | 'failed';

/** One sentence for the reader and what to do next. */
export interface Notice {
  readonly kind: 'info' | 'warning' | 'error';
  readonly text: string;
  readonly action: string | null;
}

export type Workspace = 'train' | 'watch' | 'compare' | 'find';
export const WORKSPACES: readonly Workspace[] = ['train', 'watch', 'compare', 'find'];

/** The selection that all workspaces share. */
export interface Cursor {
  /** Timestep in the trace, 0…T−1. */
  readonly t: number;
  readonly unit: number;
  readonly channel: Channel;
  readonly layer: number;
  /** Selected model. */
  readonly slot: SlotId;
}

/** Steps per second of playback. */
export type Speed = 1 | 2 | 4 | 8 | 16 | 32;

export interface AppState extends FindState, MatchState {
  readonly text: TextState | null;
  readonly slots: readonly Slot[];
  readonly settings: Settings;
  readonly status: RunStatus;
  /** B and T really used (a short text shortens them). */
  readonly shape: { readonly batch: number; readonly unroll: number } | null;
  readonly runs: Readonly<Record<SlotId, SlotRun>>;
  readonly backend: BackendReport | null;
  /** Why this backend and no other, in words. */
  readonly backendReason: string;
  /** Stretch of the text that is traced, in code points. */
  readonly traceWindow: { readonly start: number; readonly length: number };
  /** What of it, or in its place, is read. */
  readonly passage: Passage;
  /** Timesteps of the passage that are shown: Infinity for all; fewer while a continuation is being written. */
  readonly revealed: number;
  /** What the models wrote on demand, oldest first. */
  readonly continuations: readonly Continuation[];
  /** Whether a continuation has been asked for and is not there yet. */
  readonly writing: boolean;
  /** Timesteps in view, of the passage; null while no picture has said so. Of long traces the rows around it are kept. */
  readonly view: { readonly start: number; readonly length: number } | null;
  /** Newest trace of each active slot. All together they take at most MAX_TRACE_BYTES: long ones keep a stretch of their rows. */
  readonly traces: Readonly<Record<SlotId, Trace>>;
  /** Parameters that each of these traces was computed from; replaced together with them. */
  readonly tracedParams: Readonly<Record<SlotId, Float32Array>>;
  /** How often the gates of a model stood where over a long stretch of the text, and the training step of its weights. */
  readonly gates: Readonly<Record<SlotId, { readonly histograms: GateHistograms; readonly step: number }>>;
  /** What was changed by hand in each of these parameters; none for those that are as trained. */
  readonly tracedProvocations: Readonly<Record<SlotId, Provocation | undefined>>;
  /** What is to be changed by hand in the weights that are looked at. Training does not know of it. */
  readonly provocations: Readonly<Record<SlotId, Provocation>>;
  /** Where Undo goes back to, oldest first, for models that were trained on from provoked weights. */
  readonly beforeProvoking: Readonly<Record<SlotId, readonly BeforeProvoking[]>>;
  readonly spectra: Readonly<Record<SlotId, SlotSpectra>>;
  /** How well each model gives the answers of a text with known lags. */
  readonly recall: Readonly<Record<SlotId, Recall>>;
  /** What was measured at the kept steps of each run, oldest first; at most one for each of its checkpoints. */
  readonly moments: Readonly<Record<SlotId, readonly SlotMoment[]>>;
  /** While the passage is `edited`: traces of the unchanged stretch, from the same parameters. */
  readonly baseTraces: Readonly<Record<SlotId, Trace>>;
  /** Gradients of single losses, of the page of Compare that is open. */
  readonly gradients: GradientPictures;
  readonly gradientCheck: GradientCheckState;
  readonly comparePage: ComparePage;
  /** Training step whose kept weights the pictures show; null: the newest weights. */
  readonly viewedStep: number | null;
  /** Whether pictures follow the training run; frozen ones stay as they are. */
  readonly frozen: boolean;
  readonly cursor: Cursor;
  readonly workspace: Workspace;
  readonly stripColour: 'unit' | 'surprise';
  readonly playing: boolean;
  readonly speed: Speed;
  readonly notice: Notice | null;
  readonly theme: 'light' | 'dark' | 'system';
  /** Whether single-letter shortcuts act. */
  readonly letterKeys: boolean;
}

export interface AppActions extends FindActions, MatchActions {
  /** Takes a new text; the old one stays when the new one is refused. Returns whether it was taken. */
  takeText(raw: string | Uint8Array, name: string, source: TextSource): Promise<boolean>;
  /** The same for a file that was chosen or dropped. */
  takeFile(file: {
    readonly name: string;
    readonly size: number;
    arrayBuffer(): Promise<ArrayBuffer>;
  }): Promise<boolean>;
  /** Takes a generated text of a memory task, with lags up to `lag`. */
  takeTask(id: string, lag: number): Promise<boolean>;
  toggleSlot(id: SlotId): void;
  /** Lets one model rest while the others train, or go on: it then comes to their step first. A new run ends every rest. */
  setPaused(id: SlotId, paused: boolean): void;
  /**
   * Adds the same cell under other settings: it starts from the same numbers where names and sizes agree, at step 0, and
   * catches up on the same batches. Refused with a notice where it differs in nothing or there is no room; null then.
   */
  addSlot(cell: CellKind, overrides: Overrides): SlotId | null;
  /** Takes a model out that was added; the three first ones stay. */
  removeSlot(id: SlotId): void;
  changeSettings(change: Partial<Settings>): void;
  train(): void;
  pause(): void;
  /** One training step of every active slot. */
  stepOnce(): void;
  reset(): void;
  moveTo(t: number): void;
  select(change: Partial<Omit<Cursor, 't'>>): void;
  setTraceWindow(start: number, length: number): void;
  /** Moves the cursor to a character of the text, by its place in the whole of it; what is traced moves with it where it must. */
  goToCharacter(at: number): void;
  /** Lets the selected model write on, and shows the first continuation as it is revealed by playing. */
  write(request: WriteRequest): Promise<void>;
  showContinuation(index: number): void;
  /** Shows so many timesteps more of a continuation, and moves the cursor to the last. */
  reveal(steps: number): void;
  /** Reads the stretch with another character at timestep t; the unchanged one is read beside it. */
  changeCharacter(t: number, symbol: string): void;
  /** Back to the stretch of the text. */
  showText(): void;
  /** Says which timesteps are in view: their rows are traced anew where they are not kept. */
  setView(start: number, length: number): void;
  /** Changes the weights that are looked at; the model in training stays as it is. */
  provoke(id: SlotId, change: Partial<Provocation>): void;
  /**
   * Puts the provoked weights into the model, optimizer and place in the text kept, and trains. Nothing happens while the
   * weights of an earlier step are looked at.
   */
  trainProvoked(id: SlotId): void;
  /** Back to the weights before the provocation; without one, to the run before it was last trained on from one. */
  undoProvocation(id: SlotId): void;
  /** Measures the recurrent weights behind the model's trace, where that has not been done. */
  measureSpectra(id: SlotId): Promise<void>;
  setFrozen(frozen: boolean): void;
  /** Shows the pictures with the weights kept nearest to a training step; null: with the newest. */
  viewStep(step: number | null): void;
  setWorkspace(workspace: Workspace): void;
  setComparePage(page: ComparePage): void;
  /** Checks the backward pass of every active model numerically, on the text before the cursor and the weights shown. */
  checkGradients(): Promise<void>;
  stopGradientCheck(): void;
  setStripColour(colour: 'unit' | 'surprise'): void;
  setPlaying(playing: boolean): void;
  setSpeed(speed: Speed): void;
  /** Lets every active model write after `prime` now. */
  drawSamples(prime: string): void;
  dismissNotice(): void;
  setTheme(theme: AppState['theme']): void;
  setLetterKeys(on: boolean): void;
  /** The selected model's weights as a file: those behind the trace that is shown. Null where there is none. */
  weightsFile(): { readonly name: string; readonly bytes: Uint8Array } | null;
  /** Ends the workers. The store is not to be used afterwards. */
  close(): void;
  /** Ends the training worker as a crash would (for tests of the recovery). */
  loseWorker(): void;
  /** Bytes of the selected model's trace, of the same weights that `weightsFile` writes. */
  traceFile(): { readonly name: string; readonly bytes: Uint8Array } | null;
}

export type AppStoreApi = StoreApi<AppState & AppActions>;
