/**
 * The one typed door between the page and its workers. Types only: nothing here exists at run time.
 *
 * Three kinds of worker stand behind it. The trainer owns a backend and the models that learn on it. The viewer owns no
 * model: it prepares texts and computes traces, samples and held-out losses on copies of the weights. The finder reads a whole
 * text with one model and answers what its units have learned.
 * Large arrays are transferred, never copied, in both directions.
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
import type { TrainingMoment } from '../analysis/overTraining.ts';
import type { InitSettings, StepSettings } from '../engine/settings.ts';
import type { ModelSpec } from '../engine/spec.ts';
import type { Stretch, Trace } from '../engine/trace.ts';
import type { CauseLook, CauseRequest } from '../analysis/causes/causeLook.ts';
import type { CostReport, CostRequest, HeldWriteRequest, HeldWriting } from '../analysis/causes/costs.ts';
import type { FormationReport, FormationRequest } from '../analysis/scores/formation.ts';
import type { PlaceLabels } from '../analysis/matching/placeLabels.ts';
import type { Place, Places, PlacesQuestion } from '../analysis/matching/places.ts';
import type { FindSubject, SearchReport, SearchRequest } from '../analysis/scores/findings.ts';
import type { LookRequest, UnitLook } from '../analysis/scores/unitLook.ts';
import type { TextNote } from '../formats/text.ts';

export type { SearchReport, SearchRequest };

/** A backend that was started and proved one training step against the reference. */
export interface BackendReport {
  readonly name: BackendName;
  /** What it runs on: the WebGL renderer, or "JavaScript, float64". */
  readonly detail: string;
  /** Largest relative deviation of the proof's gradients from the reference; 0 for the reference itself. */
  readonly deviation: number;
}

export interface RunRequest {
  /** Training part of the text. */
  readonly tokens: Int32Array;
  /** B and T asked for; a short text shortens them (see `batchPlan`). */
  readonly batch: number;
  readonly unroll: number;
  readonly seed: number;
}

export interface SlotRequest {
  readonly id: string;
  readonly spec: ModelSpec;
  readonly settings: StepSettings;
  /** Where the model starts: its initial parameters, or a state to go on from. */
  readonly start: { readonly params: Float32Array } | { readonly state: ModelState };
}

/** What the steps since the last report brought to one slot. */
export interface SlotProgress {
  readonly id: string;
  /** Steps the slot has taken in all. */
  readonly step: number;
  /** Loss in nats and gradient norm before clipping of each new step, oldest first; the last belongs to `step`. */
  readonly losses: Float32Array;
  readonly gradNorms: Float32Array;
  /** Characters per second of wall time while this slot trains in turn with the others; 0 when not yet known. */
  readonly charactersPerSecond: number;
}

export interface TrainProgress {
  readonly slots: readonly SlotProgress[];
  /** About once a second, all slots between the same two rounds. */
  readonly snapshots: readonly Snapshot[];
  /** Weights at the steps of `nextCheckpoint`, oldest first. */
  readonly checkpoints: readonly KeptWeights[];
}

/** Weights of one slot at one training step. */
export interface KeptWeights {
  readonly id: string;
  readonly step: number;
  readonly params: Float32Array;
}

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

export interface TrainerApi {
  /**
   * Starts a backend and proves it.
   * @throws BackendUnavailableError
   */
  open(name: BackendName): Promise<BackendReport>;
  /** The name of WebGL's renderer, whichever backend is open; '' where there is none. */
  renderer(): Promise<string>;
  /** Drops all models and sets what they will train on. Returns the B and T that the text allows. */
  configure(run: RunRequest): Promise<{ readonly batch: number; readonly unroll: number }>;
  /** Creates or replaces a model. */
  addSlot(slot: SlotRequest): Promise<void>;
  removeSlot(id: string): Promise<void>;
  /** Takes effect at the next step; models that were not added are passed over. */
  setSettings(settings: Readonly<Record<string, StepSettings>>): Promise<void>;
  /**
   * Trains the given slots in lockstep: those behind come first, then all take every step together. Ends after `rounds`
   * common steps (null: until paused), always after a whole step with all slots at the same step unless a pause came
   * while one was catching up. Reports at most ten times a second; the last report carries a snapshot of every slot,
   * except after a divergence: then the caller's last snapshot is the newest sound state.
   * Every report has been taken in when the promise resolves.
   * @throws BackendLostError when the graphics context is lost.
   */
  train(
    ids: readonly string[],
    rounds: number | null,
    report: (progress: TrainProgress) => void | Promise<void>,
  ): Promise<TrainEnd>;
  /**
   * Characters per second and model when all models step together, measured for about `milliseconds` after one step that
   * is not counted (it compiles programs). The models are as before afterwards. Not to be called while training.
   */
  measure(milliseconds: number): Promise<number>;
  /** Asks the loop to stop after the step in progress. */
  pause(): Promise<void>;
  getState(id: string): Promise<ModelState>;
  setState(id: string, state: ModelState): Promise<void>;
}

/** A text ready to be learned. */
export interface PreparedText {
  /** As the model sees it: line ends normalised, no byte-order mark, well formed. */
  readonly text: string;
  /** Symbols sorted by code point. */
  readonly symbols: readonly string[];
  /** How often each symbol stands in the training part. */
  readonly counts: readonly number[];
  /** One per code point. */
  readonly tokens: Int32Array;
  /** The first `trainCount` tokens are the training part; the rest is held out. */
  readonly trainCount: number;
  /** What was changed and why, in sentences. */
  readonly notes: readonly TextNote[];
}

/** How a text is written: drawn from the model's distribution, always its best symbol, or drawn from its k best. */
export type WriteRequest = {
  readonly length: number;
  readonly temperature: number;
  readonly seed: number;
} & ({ readonly mode: 'sample' | 'greedy' } | { readonly mode: 'top-k'; readonly k: number });

export interface ViewerApi {
  /**
   * Makes a text ready: a string, or the bytes of a file.
   * @throws TextError when it cannot be used.
   */
  prepare(raw: string | Uint8Array): Promise<PreparedText>;
  initial(spec: ModelSpec, init: InitSettings, counts: readonly number[]): Promise<Float32Array>;
  /** @param keep rows to keep; all unless said */
  trace(spec: ModelSpec, params: Float32Array, tokens: Int32Array, step: number, keep?: Stretch): Promise<Trace>;
  /** σ_max and spectral radius of every gate's block of W_hh. */
  spectra(spec: ModelSpec, params: Float32Array): Promise<readonly BlockSpectrum[]>;
  /** Tokens that the model writes after reading `prime` from the zero state. */
  write(spec: ModelSpec, params: Float32Array, prime: Int32Array, request: WriteRequest): Promise<Int32Array>;
  /** How well the model gives the answers that stand in a text, read from the zero state. */
  recall(
    spec: ModelSpec,
    params: Float32Array,
    tokens: Int32Array,
    asked: readonly AskedStretch[],
  ): Promise<RecallScores>;
  /** How often each unit's gates stood where over a text: thresholds may move without asking again. */
  saturation(spec: ModelSpec, params: Float32Array, tokens: Int32Array): Promise<GateHistograms>;
  /** Mean loss in nats over the predictions of `tokens` after the first `warmUp` of them. */
  evaluate(spec: ModelSpec, params: Float32Array, tokens: Int32Array, warmUp: number): Promise<number>;
  /**
   * How single losses of a text reach back, lag by lag, and the curves over those that have the whole range of lags before
   * them, from timestep `from` on.
   */
  lags(
    spec: ModelSpec,
    params: Float32Array,
    tokens: Int32Array,
    request: LagStretch & { readonly from: number },
  ): Promise<LagReport>;
  /** Mean gradients by lag and spectra of W_hh, of the weights of one training step (see `trainingMoment`). */
  moment(spec: ModelSpec, params: Float32Array, tokens: Int32Array, stretch: LagStretch): Promise<TrainingMoment>;
  /** ∂L_t/∂W as the sum of its terms by lag, of one layer's recurrent and input weights; float64. */
  chain(spec: ModelSpec, params: Float32Array, tokens: Int32Array, t: number, layer: number): Promise<Chain>;
  /** Singular values of ∂(state at t)/∂(state at t − k) of one layer, k up to `lags`. */
  jacobian(
    spec: ModelSpec,
    params: Float32Array,
    tokens: Int32Array,
    t: number,
    layer: number,
    lags: number,
  ): Promise<StateJacobian>;
  /**
   * The numeric gradient check on a text. Reports every 100 ms or so; null when a report was answered with false.
   */
  checkGradient(
    spec: ModelSpec,
    params: Float32Array,
    tokens: Int32Array,
    request: CheckRequest,
    report: (done: number, of: number) => boolean | Promise<boolean>,
  ): Promise<readonly TensorCheck[] | null>;
}

/**
 * What Find asks. A worker of its own answers, to be ended at any time: a long question leaves it deaf meanwhile, it holds up
 * to 250 MB, and a reader's regular expression may run for ever. Every report has been taken in when a promise resolves.
 */
export interface FinderApi {
  /** What each unit has learned (see `searchUnits`). */
  search(request: SearchRequest, report: (report: SearchReport) => void | Promise<void>): Promise<void>;
  /** When the units of a search formed (see `formation`). */
  formation(request: FormationRequest, report: (report: FormationReport) => void | Promise<void>): Promise<void>;
  /** What a passage costs with units held. Reports the names of the reader's labels as each is begun. */
  cause(request: CauseRequest, report: (label: string) => void | Promise<void>): Promise<CauseLook>;
  /** What every unit of a channel costs. */
  costs(request: CostRequest, report: (report: CostReport) => void | Promise<void>): Promise<void>;
  writeHeld(request: HeldWriteRequest): Promise<HeldWriting>;
  /** Takes what the questions below are about; states read for another model are dropped. */
  load(subject: FindSubject): Promise<void>;
  /** One unit beside one label over what was read; reports the share of the text that has been. */
  look(request: LookRequest, report: (share: number) => void | Promise<void>): Promise<UnitLook>;
  /** Where the same units are on together (see `findPlaces`); quick once the channel has been read, of which it reports the share. */
  places(question: PlacesQuestion, report: (share: number) => void | Promise<void>): Promise<Places>;
  /** Which labels are on at such places (see `placeLabels`). @param best those that are listed */
  placeLabels(
    runs: Int32Array,
    best: readonly Place[],
    report: (share: number) => void | Promise<void>,
  ): Promise<PlaceLabels>;
}

/** A regular expression to be found in a text, one code point per symbol. */
export interface TextSearchRequest {
  readonly symbols: readonly string[];
  readonly expression: string;
}

/** First and last timestep of each place, or why the expression is none. */
export type TextSearchAnswer =
  | { readonly found: readonly (readonly [first: number, last: number])[] }
  | { readonly wrong: string };
