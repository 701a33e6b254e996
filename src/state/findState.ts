/** Find's state and actions. */
import type { Hypothesis } from '../analysis/labels/hypotheses.ts';
import type { AblationReport, ClampedAt } from '../analysis/ablation/ablationReport.ts';
import type { ClampedWriting, UnitCosts } from '../analysis/ablation/costs.ts';
import type { Findings, ProbeFinding, SearchStage } from '../analysis/scores/findings.ts';
import type { CheckpointScores } from '../analysis/scores/scoresOverTraining.ts';
import type { ChannelRef } from '../analysis/scores/scan.ts';
import type { UnitReport } from '../analysis/scores/unitReport.ts';
import type { UnitRef } from '../analysis/scores/units.ts';
import type { Range } from '../engine/range.ts';
import type { ModelSpec } from '../engine/spec.ts';
import type { Trace } from '../engine/trace.ts';
import type { ClampChoice } from './ui.ts';

/** The weights of a measurement. */
export interface WeightsMark {
  /** Training step. */
  readonly step: number;
  /** Changes by hand (see `changesByHand`). */
  readonly changes: readonly string[];
}

/** A search for what each unit of one model has learned, and its progress. */
export interface Search extends WeightsMark {
  readonly spec: ModelSpec;
  /** The searched weights, by reference. */
  readonly params: Float32Array;
  /** The user-defined labels at that time. */
  readonly hypotheses: readonly Hypothesis[];
  /** Seed of the random numbers of the chance level. */
  readonly seed: number;
  /** Whether the page began it by itself. Such a search ends when training begins. */
  readonly isUnasked: boolean;
  /** Newer weights whose search was stopped before it found anything, by identity. They are searched only when asked for. */
  readonly passedOver?: Float32Array;
  /** The user-defined label that was begun last. Its expression may never end. */
  readonly pattern?: string | null;
  /** stopped: by a person, or by an error. */
  readonly status: 'running' | 'done' | 'stopped';
  readonly stage: SearchStage;
  /** Progress within the stage, 0 … 1. */
  readonly share: number;
  readonly findings: Findings | null;
  /** The search that this one replaces. Its findings are shown until the verdicts of this one stand. */
  readonly earlier?: Search | null;
  /** This and the arrays below have one entry per label found. */
  readonly chance: { readonly shifts: number; readonly marks: readonly number[] } | null;
  readonly untrained: readonly number[] | null;
  readonly probes: readonly (ProbeFinding | null)[];
}

/** The scores at one checkpoint. */
export interface KnownCheckpointScores extends CheckpointScores {
  /** The weights, by identity: a run that was taken back takes steps again. */
  readonly of: Float32Array;
}

/** The scores of a search's labels at the checkpoints of the run, and their progress. */
export interface ScoresOverTraining {
  /** The search whose units are followed, by the identity of its findings. */
  readonly of: Findings;
  readonly status: 'running' | 'done' | 'stopped';
  /** 0 … 1 */
  readonly share: number;
  /** Oldest first. */
  readonly checkpointMetrics: readonly KnownCheckpointScores[];
}

/** An ablation of the passage. Inputs are compared by identity. */
export interface AskedAblation extends WeightsMark {
  readonly trace: Trace;
  readonly params: Float32Array;
  readonly hypotheses: readonly Hypothesis[];
  readonly units: readonly UnitRef[];
  readonly at: ClampChoice['at'];
  readonly value: number;
  readonly since: number;
  readonly rows: Range;
}

/** The newest ablation and its report. */
export interface ModelAblation extends AskedAblation {
  readonly report: AblationReport;
}

/** The ranking of one channel's units by their cost, and its progress. */
export interface ModelCosts extends WeightsMark {
  readonly spec: ModelSpec;
  /** The weights, by identity. */
  readonly of: Float32Array;
  /** The user-defined labels at that time. */
  readonly hypotheses: readonly Hypothesis[];
  readonly source: ChannelRef;
  readonly at: ClampedAt;
  readonly status: 'running' | 'done' | 'stopped';
  /** 0 … 1 */
  readonly share: number;
  readonly found: UnitCosts | null;
}

/** What a model writes with and without clamped units. */
export interface ModelWriting {
  /** The ablation with the clamps. */
  readonly of: ModelAblation;
  /** The timestep after which it writes. */
  readonly t: number;
  /** Characters to write. */
  readonly length: number;
  readonly seed: number;
  readonly temperature: number;
  readonly status: 'running' | 'done' | 'stopped';
  readonly written: ClampedWriting | null;
}

/** The newest report on a unit and the chosen label, and the progress of the next one. */
export interface UnitReportState {
  readonly report: UnitReport | null;
  /** The searched weights and the user-defined labels of the report, by identity. */
  readonly of: { readonly params: Float32Array; readonly hypotheses: readonly Hypothesis[] } | null;
  /** Share of the text that has been read for the next report; null if none is running. */
  readonly share: number | null;
}

export interface FindState {
  readonly unitReport: UnitReportState;
  /** User-defined labels. */
  readonly hypotheses: readonly Hypothesis[];
}

export interface FindActions {
  /** Searches the selected model with the shown weights. Another search that is running is stopped. */
  search(): Promise<void>;
  stopSearch(): void;
  /** Scores the labels of the selected model's search at every checkpoint. */
  scoreOverTraining(): Promise<void>;
  stopScoringOverTraining(): void;
  /** Ranks the units of the selected channel and layer by the cost of clamping them. */
  rankUnits(): Promise<void>;
  stopRanking(): void;
  /** Lets the selected model write so many characters with and without the clamps. */
  writeClamped(length: number): Promise<void>;
  /** Adds a hypothesis, or replaces the one with its id. */
  setHypothesis(hypothesis: Hypothesis): void;
  removeHypothesis(id: string): void;
}
