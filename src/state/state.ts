/** The state of the store. Values are replaced, never changed in place. */
import type { Range } from '../engine/range.ts';
import type { Perturbation } from '../analysis/perturbation.ts';
import type { BackendName, ModelState } from '../backends/backend.ts';
import type { CellKind, ModelSpec } from '../engine/spec.ts';
import type { Trace } from '../engine/trace.ts';
import type { Nonlinearity } from '../engine/cells/channels.ts';
import type { VocabularyForm } from '../formats/models/typedVocabulary.ts';
import type { TextNote } from '../formats/text.ts';
import type { EncodingOffer } from '../formats/textFile.ts';
import type { Message } from '../limits/messages.ts';
import type { BackendReport, StepsTakenWith, TrainingCost } from '../worker/protocol.ts';
import type { FindState } from './findState.ts';
import type { Frame } from './frame.ts';
import type { Goal, ReadLink } from './link.ts';
import type { MatchState } from './matchState.ts';
import type { Series } from './series.ts';
import type { GradientCheckRunning } from './gradientPictures.ts';
import type { Results } from './results.ts';
import type { Pin } from './pins.ts';
import type { Overrides, Settings } from './settings.ts';
import type { StorageState } from './storageState.ts';
import type { TextSearchState } from './textSearchState.ts';
import type { Ui } from './ui.ts';

export type ModelId = string;

/** A file to be saved. */
export interface SavedFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** The identity of a model. An experiment starts with an RNN, a GRU and an LSTM. */
export interface ModelIdentity {
  /** Never reused while the page is open. Not an integer, so that a record keeps the models' order. */
  readonly id: ModelId;
  /** "RNN", "GRU", "LSTM", "LSTM, forget bias 3". Unique among the current models. */
  readonly name: string;
  readonly cell: CellKind;
  /** One of the three fixed hues. */
  readonly hue: CellKind;
  /** The dash pattern among models of its hue; 0 is the solid line of the first three models. */
  readonly variant: number;
  /** The settings that differ from the experiment's. */
  readonly overrides: Overrides;
  /** The weights that it was opened with, from a file; absent if it began here. */
  readonly opened?: OpenedWeights;
  /** Whether it is ticked. */
  readonly active: boolean;
  /** Whether it pauses while the others train. It later catches up on the same batches. */
  readonly paused: boolean;
}

/**
 * What a model that was opened from a file begins with, and goes back to on Reset. Its sizes are its own, whatever the
 * settings say. While an experiment has such a model, all texts are read with its vocabulary.
 */
export interface OpenedWeights {
  readonly spec: ModelSpec;
  readonly params: Float32Array;
  /** Training steps that the weights had taken. */
  readonly step: number;
  /** Fresh weights of the same sizes, with which what its units have learned is compared. */
  readonly untrained: Float32Array;
}

/** A model of the experiment, with everything that is known of it. */
export interface Model {
  readonly is: ModelIdentity;
  /** Null until the model has been made. */
  readonly run: ModelRun | null;
  /** Null until it has been traced on the current passage. */
  readonly shown: Shown | null;
  /** The run that was shown before the passage changed. Frozen pictures keep its weights. */
  readonly lastShownRun: ModelRun | null;
  /** Changes the weights that are shown, but not those in training. */
  readonly perturbation: Perturbation | null;
  /** The runs to which Undo goes back, oldest first. */
  readonly beforePerturbing: readonly BeforePerturbing[];
  readonly results: Results;
}

/** In the order in which the models are shown. */
export type Models = Readonly<Record<ModelId, Model>>;

/**
 * What the pictures show of a model: its newest trace and the inputs of that trace. All traces together take at most
 * MAX_TRACE_BYTES, so a long one retains only a part of its rows.
 */
export interface Shown {
  readonly trace: Trace;
  /** The parameters of the trace. */
  readonly params: Float32Array;
  /** The change by hand in these parameters; null if there is none. */
  readonly perturbation: Perturbation | null;
  /** While the passage is `edited`: the trace of the unchanged stretch, from the same parameters. */
  readonly unchanged: Trace | null;
  /** The run at that time, with its unperturbed weights. */
  readonly run: ModelRun;
  /** By identity. */
  readonly passage: Passage;
  readonly traceWindow: Range;
}

export type TextSource =
  | { readonly kind: 'sample'; readonly id: string }
  | { readonly kind: 'paste' }
  | {
      readonly kind: 'file';
      readonly name: string;
      /** The encoding, if a person chose it. */
      readonly encoding?: string;
    }
  /** Generated: an answer stands up to `lag` characters after its question. */
  | { readonly kind: 'task'; readonly id: string; readonly lag: number; readonly seed: number };

export interface TextState {
  /** "Harbour dialogues", "pasted text", or the name of a file. */
  readonly name: string;
  readonly source: TextSource;
  /** As the models see it. */
  readonly text: string;
  readonly symbols: readonly string[];
  /** How often each symbol occurs in the training part. */
  readonly counts: readonly number[];
  /** One per code point. */
  readonly tokens: Int32Array;
  /** The first `trainCount` tokens are learned; the rest is held out. */
  readonly trainCount: number;
  /** What was changed when the text came in. */
  readonly notes: readonly TextNote[];
}

/** A file whose encoding a person must choose. */
export interface FileToDecide {
  readonly name: string;
  /** The error, and what to do. */
  readonly fault: Message;
  /** Byte offset of the error. The previews show the text around it. */
  readonly at: number;
  /** Encodings that fit, the most plausible first. */
  readonly offers: readonly EncodingOffer[];
}

/** A model that was opened from a file which does not say everything. */
export interface ModelToComplete {
  readonly format: string;
  readonly spec: ModelSpec;
  /** What is asked for. */
  readonly asks: { readonly vocabulary: boolean; readonly nonlinearity: boolean };
  /** Why the last answer did not fit. */
  readonly fault: Message | null;
}

/** What a person answers to it. */
export interface ModelAnswer {
  readonly form: VocabularyForm;
  /** The text or the list. */
  readonly typed: string;
  readonly nonlinearity: Nonlinearity;
}

/** What is read of a file; the browser's File has it. */
export interface GivenFile {
  readonly name: string;
  readonly size: number;
  arrayBuffer(): Promise<ArrayBuffer>;
  slice(start: number, end: number): Pick<GivenFile, 'arrayBuffer'>;
}

/** A text that a model wrote at a training step. */
export interface Sample {
  readonly step: number;
  /** Counts the requests at this step from 0. */
  readonly draw: number;
  readonly mode: 'sample' | 'greedy';
  readonly temperature: number;
  readonly prime: string;
  readonly text: string;
}

/** How a model should continue a text. */
export interface WriteRequest {
  /** What the model reads first: the passage up to the cursor's character, or a text. */
  readonly after: 'cursor' | { readonly text: string };
  /** Characters to write. */
  readonly length: number;
  readonly mode: 'sample' | 'top-k' | 'greedy';
  /** Only the k most probable characters may be drawn; used by `top-k` alone. */
  readonly k: number;
  readonly temperature: number;
  /** The number of continuations. Each has its own random numbers; greedy writes one. */
  readonly count: number;
}

/** A continuation of a text by a model. It is kept until the text changes. */
export interface Continuation {
  /** Counts the continuations from 0, including those that are no longer kept. */
  readonly number: number;
  readonly model: ModelId;
  /** The model's name, in case the model is removed. */
  readonly name: string;
  /** Training step of the weights. */
  readonly step: number;
  readonly mode: WriteRequest['mode'];
  readonly temperature: number;
  readonly k: number;
  readonly seed: number;
  /** The number of given tokens. */
  readonly prime: number;
  /** The given tokens and the written ones. */
  readonly tokens: Int32Array;
}

/**
 * What the models read. text: the stretch `traceWindow` of the text · written: a beginning and its continuation by a model ·
 * edited: the stretch with one character changed; the models also read the unchanged stretch (`Shown.unchanged`).
 * Traces belong to a passage by its identity.
 */
export type Passage =
  | { readonly kind: 'text' }
  | {
      readonly kind: 'written';
      readonly tokens: Int32Array;
      /** The number of given tokens. The rest is written. */
      readonly prime: number;
      /** The `number` of the continuation. */
      readonly continuation: number;
    }
  | {
      readonly kind: 'edited';
      readonly tokens: Int32Array /** Timestep of the changed character. */;
      readonly at: number;
    };

/** Weights at an earlier training step. */
export interface Checkpoint {
  readonly step: number;
  /** In the layout of `parameterLayout(spec)`, by reference. */
  readonly params: Float32Array;
}

/** The settings of a run's steps, from one step until the next entry. */
export interface TrainedWith extends StepsTakenWith {
  readonly backend: BackendName;
}

/** The training of one model. */
export interface ModelRun {
  readonly spec: ModelSpec;
  /** The number of steps taken. */
  readonly step: number;
  /** Training loss of every step, nats per character. */
  readonly loss: Series;
  /** Gradient norm of every step, before clipping. */
  readonly gradNorm: Series;
  /** Held-out loss in nats per character under the current `ui.heldOutChoice`, at the steps where it was measured. */
  readonly heldOut: Series;
  /** The same under the other choice. */
  readonly otherHeldOut: Series;
  readonly charactersPerSecond: number;
  readonly samples: readonly Sample[];
  /** Oldest first. The first has the initial weights. */
  readonly checkpoints: readonly Checkpoint[];
  /** Parameters of the newest snapshot, and their step. */
  readonly params: Float32Array;
  readonly paramsStep: number;
  /** The model's settings when the run began. Later changes are in `trained`. */
  readonly settings: Settings;
  /** The settings of its steps, oldest first (see `settingsInForce`). */
  readonly trained: readonly TrainedWith[];
  /** Changes of the weights by hand from which it was trained further, oldest first. */
  readonly perturbed: readonly { readonly step: number; readonly what: string }[];
}

/** A run before it was trained further from perturbed weights. */
export interface BeforePerturbing {
  readonly run: ModelRun;
  /** Null if it had not been trained. */
  readonly state: ModelState | null;
}

/**
 * preparing: text, parameters or backend are being prepared · idle: ready, no step taken · training · pausing: the current step
 * is being finished · paused · failed: see the notice.
 */
type RunStatus = 'preparing' | 'idle' | 'training' | 'pausing' | 'paused' | 'failed';

/** A message, and what a person can do next. */
export interface Notice {
  readonly kind: 'info' | 'warning' | 'error';
  readonly text: string;
  readonly action: string | null;
  /** A button beside the message. */
  readonly offer?: Offer;
}

/** A button beside a message. */
export interface Offer {
  readonly label: string;
  readonly does: OfferedAction;
}

/**
 * goOn: takes these models back to their last sound weights, if they are not back already, and trains · undo: undoes the newest
 * action.
 */
export type OfferedAction = { readonly kind: 'goOn'; readonly goBack: readonly ModelId[] } | { readonly kind: 'undo' };

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
  /** The batch size and unroll length in use. A short text reduces them. */
  readonly shape: { readonly batch: number; readonly unroll: number } | null;
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
