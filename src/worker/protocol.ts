/**
 * The typed API between the page and its workers. It consists of types only; nothing here exists at run time.
 *
 * There are three kinds of worker. The trainer owns a backend and the models that train on it. The viewer owns no
 * model: it prepares texts and computes traces, samples and held-out losses on copies of the weights. The finder
 * reads a whole text with one model and answers questions about what its units have learned. Large arrays are
 * transferred in both directions, never copied.
 */
import type { BlockSpectrum } from '../analysis/spectra.ts';
import type { BackendName, ModelState } from '../backends/backend.ts';
import type { GateHistograms } from '../engine/gateHistograms.ts';
import type { Chain } from '../analysis/chain.ts';
import type { CheckRequest, TensorCheck } from '../analysis/gradientCheck.ts';
import type { AskedStretch, RecallScores } from '../analysis/recall.ts';
import type { StateJacobian } from '../analysis/jacobian.ts';
import type { LagReport } from '../analysis/lagCurves.ts';
import type { LagStretch } from '../analysis/lagGradients.ts';
import type { CheckpointMetrics } from '../analysis/checkpointMetrics.ts';
import type { InitSettings, StepSettings } from '../engine/stepSettings.ts';
import type { ModelSpec } from '../engine/spec.ts';
import type { Vocabulary } from '../engine/vocabulary.ts';
import type { Range } from '../engine/range.ts';
import type { Trace } from '../engine/trace.ts';
import type { AblationReport, AblationRequest } from '../analysis/ablation/ablationReport.ts';
import type { CostReport, CostRequest, ClampedWriteRequest, ClampedWriting } from '../analysis/ablation/costs.ts';
import type { ScoresOverTrainingReport, ScoresOverTrainingRequest } from '../analysis/scores/scoresOverTraining.ts';
import type { OccurrenceLabels } from '../analysis/matching/occurrenceLabels.ts';
import type { Occurrence, Occurrences, OccurrencesQuestion } from '../analysis/matching/occurrences.ts';
import type { FindSubject, SearchReport, SearchRequest } from '../analysis/scores/findings.ts';
import type { UnitReportRequest, UnitReport } from '../analysis/scores/unitReport.ts';
import type { ArchivedExperiment } from '../formats/experiments/readExperiment.ts';
import type { FileFault } from '../formats/fileFault.ts';
import type { GivenBytes, OpenedModel } from '../formats/models/openedModel.ts';
import type { PreparedText } from '../formats/preparedText.ts';
import type { EncodingOffer } from '../formats/textFile.ts';
import type { ZipContent } from '../formats/zip/writeZip.ts';

/** A sign of life of a busy worker: the number of multiplications since the previous one. */
export interface Beat {
  readonly beat: number;
}

/**
 * Asks a worker for a sign of life. An idle worker answers with a beat within milliseconds, a stuck one never does.
 */
export interface Ping {
  readonly ping: true;
}

/** A backend that has started and passed its self-test. */
export interface BackendReport {
  readonly name: BackendName;
  /** What it runs on: the WebGL renderer, or "JavaScript, float64". */
  readonly detail: string;
  /** The largest relative deviation of the self-test's gradients from the reference; 0 for the reference itself. */
  readonly deviation: number;
}

/** What the models will train on. */
export interface RunRequest {
  /** The training part of the text. */
  readonly tokens: Int32Array;
  /** The B and T that were asked for. A short text shortens them (see `batchPlan`). */
  readonly batch: number;
  readonly unroll: number;
  readonly seed: number;
}

/** A model that the trainer creates. */
export interface TrainedModel {
  readonly id: string;
  readonly spec: ModelSpec;
  readonly settings: StepSettings;
  /** The parameters that it starts from and their step (0 if absent), or a state to resume from. */
  readonly start: { readonly params: Float32Array; readonly step?: number } | { readonly state: ModelState };
}

/** The settings of a model's steps from one step on. */
export interface StepsTakenWith {
  /** The first step with these settings. */
  readonly from: number;
  readonly settings: StepSettings;
}

/** Where models stop by themselves, and what their steps until there are taken with, by id. */
export type TrainCourse = Readonly<
  Record<
    string,
    {
      /** The step after which the model takes no more. */
      readonly until: number;
      /** Oldest first; the first entry is from step 1. */
      readonly settings: readonly StepsTakenWith[];
    }
  >
>;

/** The progress of one model since the last report. All numbers are finite. */
export interface ModelProgress {
  readonly id: string;
  /** Total training steps of the model. */
  readonly step: number;
  /** Loss in nats and gradient norm before clipping of each new step, oldest first. The last one belongs to `step`. */
  readonly losses: Float32Array;
  readonly gradNorms: Float32Array;
  /**
   * The settings of these steps, oldest first: one entry for each step of this job whose settings differ from the
   * step before.
   */
  readonly settings: readonly StepsTakenWith[];
  /** Characters per second of wall time while this model trains in turn with the others; 0 if not known yet. */
  readonly charactersPerSecond: number;
}

/** A report of the trainer. */
export interface TrainProgress {
  readonly models: readonly ModelProgress[];
  /** About once per second, all models at the same step. */
  readonly snapshots: readonly Snapshot[];
  /** Weights at the steps of `nextCheckpoint`, oldest first. */
  readonly checkpoints: readonly RetainedWeights[];
}

/** The weights of one model at one training step. */
export interface RetainedWeights {
  readonly id: string;
  readonly step: number;
  readonly params: Float32Array;
}

/** The newest state of one model. */
export interface Snapshot {
  readonly id: string;
  readonly state: ModelState;
}

/** Why training stopped. */
export type TrainEnd =
  | { readonly reason: 'paused' | 'done' }
  | {
      readonly reason: 'diverged';
      readonly id: string;
      /** The step whose loss or gradient was not finite. */
      readonly step: number;
      readonly quantity: 'loss' | 'gradient norm';
    };

/**
 * The cost of a training step of all models on a backend: an upper bound of the memory, and an estimate of the time.
 */
export interface StepCost {
  readonly bytes: number;
  readonly seconds: number;
}

/** A single setting whose reduction brings the cost within the limits. */
export interface Remedy extends StepCost {
  readonly setting: 'batch' | 'unroll' | 'hidden';
  readonly value: number;
}

/** The cost of training, and whether it is affordable. */
export interface TrainingCost extends StepCost {
  /** Whether the cost is within the limits. */
  readonly isAffordable: boolean;
  /** Possible reductions. Empty if the cost is within the limits, or if no single setting is enough. */
  readonly remedies: readonly Remedy[];
}

/** The API of the training worker. */
export interface TrainerApi {
  /**
   * Starts a backend and runs its self-test.
   * @throws BackendUnavailableError
   */
  open(name: BackendName): Promise<BackendReport>;
  /** The name of WebGL's renderer, whichever backend is open; '' if there is none. */
  renderer(): Promise<string>;
  /** Removes all models and sets what they will train on. */
  configure(run: RunRequest): Promise<void>;
  /** The cost of training such models together on the configured text, before any of them is created. */
  cost(specs: readonly ModelSpec[]): Promise<TrainingCost>;
  /** Creates or replaces a model. */
  addModel(model: TrainedModel): Promise<void>;
  removeModel(id: string): Promise<void>;
  /** Takes effect at the next step. Unknown models are ignored. */
  setSettings(settings: Readonly<Record<string, StepSettings>>): Promise<void>;
  /**
   * Trains the given models in lockstep: models that are behind catch up first, then all of them take every step
   * together. It ends after `rounds` common steps (null: when paused), always after a whole step, and with all models
   * at the same step unless a pause interrupted the catching up. With a course it also ends when every model has come to
   * its last step. It reports at most ten times per second. The last
   * report has a snapshot of every model, except after a divergence: then the last snapshot is the newest valid
   * state. The page has processed every report when the promise resolves.
   * @throws BackendLostError if the graphics context is lost.
   */
  train(
    ids: readonly string[],
    rounds: number | null,
    report: (progress: TrainProgress) => void | Promise<void>,
    course?: TrainCourse,
  ): Promise<TrainEnd>;
  /**
   * Measures characters per second and model when all models step together. It runs for about `milliseconds` after
   * one uncounted step, which compiles programs. The models are unchanged afterwards. Do not call it while training.
   */
  measure(milliseconds: number): Promise<number>;
  /** Asks the loop to stop after the current step. */
  pause(): Promise<void>;
  getState(id: string): Promise<ModelState>;
  setState(id: string, state: ModelState): Promise<void>;
}

/** A file whose encoding is not clear. */
interface UndecidedFile {
  readonly fault: FileFault;
  /** Encodings that fit, the most plausible first; at least one. */
  readonly offers: readonly EncodingOffer[];
  readonly bytes: Uint8Array;
}

/**
 * How a text is written: sampled from the model's distribution, always the best symbol, or sampled from the k best.
 */
export type WriteRequest = {
  readonly length: number;
  readonly temperature: number;
  readonly seed: number;
  /** Name of the random stream under that seed, if there are several. */
  readonly stream?: string;
} & ({ readonly mode: 'sample' | 'greedy' } | { readonly mode: 'top-k'; readonly k: number });

/** The API of the viewing worker. */
export interface ViewerApi {
  /**
   * Prepares a text for learning.
   * @param vocabulary in which it is read; null for its own
   * @throws TextError if it cannot be used.
   */
  prepare(raw: string, vocabulary: Vocabulary['symbols'] | null): Promise<PreparedText>;
  /**
   * The same for the bytes of a file.
   * @param encoding as TextDecoder takes it
   * @throws TextError if it cannot be used.
   */
  prepareFile(bytes: Uint8Array, encoding: string, vocabulary: Vocabulary['symbols'] | null): Promise<PreparedText>;
  /**
   * What files that were opened together are: a model, or a single text. If the encoding of a text is not clear, its bytes
   * come back with the encodings that fit.
   * @param folder the name of the folder that holds them, if they were dropped as one: only a model is read from it
   * A zip archive is an experiment, or holds the files of a model.
   *
   * @throws ImportError if they are a model that cannot be read, or several files and no model; TextError if the text cannot
   *   be used.
   */
  openFiles(
    files: readonly GivenBytes[],
    folder: string | null,
    vocabulary: Vocabulary['symbols'] | null,
  ): Promise<
    { readonly model: OpenedModel } | { readonly archived: ArchivedExperiment } | PreparedText | UndecidedFile
  >;
  /**
   * The zip archive of an experiment. It is read once before it is handed over.
   * @throws ImportError if it could not be opened again
   */
  packExperiment(contents: readonly ZipContent[]): Promise<Uint8Array>;
  initial(spec: ModelSpec, init: InitSettings, counts: readonly number[]): Promise<Float32Array>;
  /** The trace of a text. @param keep the rows to retain; all by default */
  trace(spec: ModelSpec, params: Float32Array, tokens: Int32Array, step: number, keep?: Range): Promise<Trace>;
  /** σ_max and spectral radius of every gate's block of W_hh. */
  spectra(spec: ModelSpec, params: Float32Array): Promise<readonly BlockSpectrum[]>;
  /** The tokens that the model writes after reading `prime` from the zero state. */
  write(spec: ModelSpec, params: Float32Array, prime: Int32Array, request: WriteRequest): Promise<Int32Array>;
  /** How well the model recalls the answers in a text that it reads from the zero state. */
  recall(
    spec: ModelSpec,
    params: Float32Array,
    tokens: Int32Array,
    asked: readonly AskedStretch[],
  ): Promise<RecallScores>;
  /** Histograms of every unit's gate values over a text. Thresholds can change without asking again. */
  saturation(spec: ModelSpec, params: Float32Array, tokens: Int32Array): Promise<GateHistograms>;
  /** Mean loss in nats over the predictions of `tokens` after the first `warmUp` of them. */
  evaluate(spec: ModelSpec, params: Float32Array, tokens: Int32Array, warmUp: number): Promise<number>;
  /**
   * How far single losses of a text reach back, lag by lag, and the curves over the losses from timestep `from` on
   * that have the full range of lags before them.
   */
  lags(
    spec: ModelSpec,
    params: Float32Array,
    tokens: Int32Array,
    request: LagStretch & { readonly from: number },
  ): Promise<LagReport>;
  /** The metrics of one checkpoint: mean gradients by lag and spectra of W_hh (see `checkpointMetrics`). */
  metrics(spec: ModelSpec, params: Float32Array, tokens: Int32Array, stretch: LagStretch): Promise<CheckpointMetrics>;
  /** ∂L_t/∂W as the sum of its terms by lag, for the recurrent and input weights of one layer; in float64. */
  chain(spec: ModelSpec, params: Float32Array, tokens: Int32Array, t: number, layer: number): Promise<Chain>;
  /** Singular values of ∂(state at t)/∂(state at t − k) of one layer, for k up to `lags`. */
  jacobian(
    spec: ModelSpec,
    params: Float32Array,
    tokens: Int32Array,
    t: number,
    layer: number,
    lags: number,
  ): Promise<StateJacobian>;
  /** The numeric gradient check on a text. It reports about every 100 ms; null if a report was answered with false. */
  checkGradient(
    spec: ModelSpec,
    params: Float32Array,
    tokens: Int32Array,
    request: CheckRequest,
    report: (done: number, of: number) => boolean | Promise<boolean>,
  ): Promise<readonly TensorCheck[] | null>;
}

/**
 * The API of the finding worker, which answers Find's questions. It can be ended at any time: it receives no messages
 * during a long question, it takes up to 250 MB, and a user-defined regular expression may never end. The page has
 * processed every report when a promise resolves.
 */
export interface FinderApi {
  /** What each unit has learned (see `searchUnits`). */
  search(request: SearchRequest, report: (report: SearchReport) => void | Promise<void>): Promise<void>;
  /** The scores of a search at every checkpoint (see `overTraining`). */
  overTraining(
    request: ScoresOverTrainingRequest,
    report: (report: ScoresOverTrainingReport) => void | Promise<void>,
  ): Promise<void>;
  /** The loss of a passage with units clamped. Reports the name of each user-defined label before it is computed. */
  ablation(request: AblationRequest, report: (label: string) => void | Promise<void>): Promise<AblationReport>;
  /** The costs of all units of a channel. */
  costs(request: CostRequest, report: (report: CostReport) => void | Promise<void>): Promise<void>;
  writeClamped(request: ClampedWriteRequest): Promise<ClampedWriting>;
  /** Sets the model and text of the questions below. Cached states of another model are dropped. */
  load(subject: FindSubject): Promise<void>;
  /** One unit beside one label over the range that was read. Reports the share of the text that has been read. */
  unitReport(request: UnitReportRequest, report: (share: number) => void | Promise<void>): Promise<UnitReport>;
  /**
   * Where the same units are on together (see `findOccurrences`). It is fast once the channel has been read; the
   * share of that reading is reported.
   */
  occurrences(question: OccurrencesQuestion, report: (share: number) => void | Promise<void>): Promise<Occurrences>;
  /** Which labels are on at these occurrences (see `occurrenceLabels`). @param best the listed occurrences */
  occurrenceLabels(
    runs: Int32Array,
    best: readonly Occurrence[],
    report: (share: number) => void | Promise<void>,
  ): Promise<OccurrenceLabels>;
}

/** The API of the searching worker, which serves Find in text. A user-defined regular expression may never end. */
export interface TextSearchApi {
  /**
   * The matches of an expression: from, to, from, to, …
   * @throws Error if the expression is not valid
   */
  matches(text: string, expression: string): Promise<Int32Array<ArrayBuffer>>;
}
