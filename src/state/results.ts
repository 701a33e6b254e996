/** The results of one model. They are replaced, never changed in place, and removed when a new run begins. */
import type { Chain } from '../analysis/chain.ts';
import type { CheckpointMetrics } from '../analysis/checkpointMetrics.ts';
import type { StateJacobian } from '../analysis/jacobian.ts';
import type { LagReport } from '../analysis/lagCurves.ts';
import type { AskedStretch, RecallScores } from '../analysis/recall.ts';
import type { BlockSpectrum } from '../analysis/spectra.ts';
import type { GateHistograms } from '../engine/gateHistograms.ts';
import type { ModelAblation, ModelCosts, ModelWriting, ScoresOverTraining, Search } from './findState.ts';
import type { LagsOfReading, Measured, ModelCheck } from './gradientPictures.ts';

/** Histograms of a model's gates over a long stretch of the text. */
interface GateCounts {
  readonly histograms: GateHistograms;
  /** Training step of the weights. */
  readonly step: number;
  /** The weights, by identity. */
  readonly of: Float32Array;
}

/** Answers of one model to the test of a memory task. */
export interface Recall {
  /** Training step of the weights. */
  readonly step: number;
  /** The weights, by identity. */
  readonly of: Float32Array;
  readonly asked: readonly AskedStretch[];
  readonly scores: RecallScores;
}

/** Spectra of the recurrent weights of a trace. */
interface ModelSpectra {
  /** The parameters that were measured, by identity. */
  readonly of: Float32Array;
  readonly blocks: readonly BlockSpectrum[];
}

/** Metrics of one checkpoint. */
export interface KnownCheckpointMetrics extends CheckpointMetrics {
  readonly step: number;
  /** The parameters of the checkpoint, by identity. */
  readonly of: Float32Array;
}

/** The parts of a run that identify its weights at one time. */
export interface RunThen {
  readonly params: Float32Array;
  readonly paramsStep: number;
  readonly checkpoints: readonly { readonly step: number; readonly params: Float32Array }[];
  readonly perturbed: readonly object[];
}

/** A held-out loss that is being measured. All stretches are read with the weights of one step. */
export interface HeldOutPart {
  readonly run: RunThen;
  /** The number of stretches that have been read. */
  readonly done: number;
  /** Total loss of the scored predictions in nats, and their number. */
  readonly sum: number;
  readonly count: number;
}

/** When samples and held-out losses are due again. The intervals grow with the run. */
export interface Schedule {
  /** Training step from which a held-out loss is due. */
  readonly heldOutFrom: number;
  readonly heldOutPart: HeldOutPart | null;
  /** Weights whose held-out loss is not finite, by identity. They are not measured again. */
  readonly hopeless: Float32Array | null;
  /** Training step from which a sample is due. */
  readonly sampleFrom: number;
  /** The number of samples at each step, including those that are no longer kept. */
  readonly draws: Readonly<Record<number, number>>;
}

export const ALL_DUE: Schedule = { heldOutFrom: 0, heldOutPart: null, hopeless: null, sampleFrom: 0, draws: {} };

/** Everything that was measured on one model; null if it has not been. */
export interface Results {
  readonly gates: GateCounts | null;
  readonly recall: Recall | null;
  readonly spectra: ModelSpectra | null;
  /** One entry per measured checkpoint, oldest first. */
  readonly checkpointMetrics: readonly KnownCheckpointMetrics[];
  /** Gradients of single losses by lag. */
  readonly lags: Measured<LagReport> | null;
  /** The same on held-out text, and with the weights before training on the text that the page By lag measures on. */
  readonly lagsHeldOut: LagsOfReading | null;
  readonly lagsBefore: LagsOfReading | null;
  readonly chain: Measured<Chain> | null;
  readonly jacobian: Measured<StateJacobian> | null;
  /** The numeric check of the backward pass. */
  readonly gradientCheck: ModelCheck | null;
  readonly search: Search | null;
  readonly scoresOverTraining: ScoresOverTraining | null;
  readonly ablation: ModelAblation | null;
  /** The cost of clamping each unit of one channel. */
  readonly costs: ModelCosts | null;
  readonly clampedWriting: ModelWriting | null;
  readonly schedule: Schedule;
}

export const NO_RESULTS: Results = {
  gates: null,
  recall: null,
  spectra: null,
  checkpointMetrics: [],
  lags: null,
  lagsHeldOut: null,
  lagsBefore: null,
  chain: null,
  jacobian: null,
  gradientCheck: null,
  search: null,
  scoresOverTraining: null,
  ablation: null,
  costs: null,
  clampedWriting: null,
  schedule: ALL_DUE,
};
