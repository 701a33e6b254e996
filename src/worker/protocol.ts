/**
 * The one typed door between the page and its workers. Types only: nothing here exists at run time.
 *
 * Two kinds of worker stand behind it. The trainer owns a backend and the models that learn on it. The viewer owns no
 * model: it prepares texts and computes traces, samples and held-out losses on copies of the weights.
 * Large arrays are transferred, never copied, in both directions.
 */
import type { BlockSpectrum } from '../analysis/spectra.ts';
import type { BackendName, ModelState } from '../backends/backend.ts';
import type { InitSettings, StepSettings } from '../engine/settings.ts';
import type { ModelSpec } from '../engine/spec.ts';
import type { Trace } from '../engine/trace.ts';
import type { TextNote } from '../formats/text.ts';

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

export interface SampleRequest {
  readonly length: number;
  readonly temperature: number;
  readonly mode: 'sample' | 'top-k' | 'greedy';
  /** Only the k most probable tokens may be drawn; used by `top-k` alone. */
  readonly k?: number | undefined;
  readonly seed: number;
}

export interface ViewerApi {
  /**
   * Makes a text ready: a string, or the bytes of a file.
   * @throws TextError when it cannot be used.
   */
  prepare(raw: string | Uint8Array): Promise<PreparedText>;
  initial(spec: ModelSpec, init: InitSettings, counts: readonly number[]): Promise<Float32Array>;
  trace(spec: ModelSpec, params: Float32Array, tokens: Int32Array, step: number): Promise<Trace>;
  /** σ_max and spectral radius of every gate's block of W_hh. */
  spectra(spec: ModelSpec, params: Float32Array): Promise<readonly BlockSpectrum[]>;
  /** Tokens that the model writes after reading `prime`. */
  sample(spec: ModelSpec, params: Float32Array, prime: Int32Array, request: SampleRequest): Promise<Int32Array>;
  /** Mean loss in nats over the predictions of `tokens` after the first `warmUp` of them. */
  evaluate(spec: ModelSpec, params: Float32Array, tokens: Int32Array, warmUp: number): Promise<number>;
}
