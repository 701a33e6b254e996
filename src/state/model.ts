/** What is known of a model: its identity, its training, and what is shown of it. Values are replaced, never changed in place. */
import type { Range } from '../engine/range.ts';
import type { Perturbation } from '../analysis/perturbation.ts';
import type { BackendName, ModelState } from '../backends/backend.ts';
import type { CellKind, ModelSpec } from '../engine/spec.ts';
import type { Trace } from '../engine/trace.ts';
import type { StepsTakenWith } from '../worker/protocol.ts';
import type { Series } from './series.ts';
import type { Results } from './results.ts';
import type { Overrides, Settings } from './settings.ts';
import type { Passage } from './textState.ts';

export type ModelId = string;

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

/**
 * Whether a model is untrained at a training step. One that was opened is not: its file need not say how many steps its weights
 * had taken, and counts from 0 then.
 */
export function isUntrainedAt({ opened }: Pick<ModelIdentity, 'opened'>, step: number): boolean {
  return step === 0 && opened === undefined;
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
