/** What a search finds, as plain data: it crosses from a worker to the page piece after piece. */
import type { ModelSpec } from '../../engine/spec.ts';
import type { Hypothesis } from '../labels/hypotheses.ts';

/** Fewest characters of a text that is searched: half of them choose the unit, half score it. */
export const LEAST_CHARACTERS = 1000;

/** A text and what is asked of it. */
export interface LabelledText {
  /** The whole text. */
  readonly tokens: Int32Array;
  /** Symbol of every token. */
  readonly symbols: readonly string[];
  readonly hypotheses: readonly Hypothesis[];
}

/** A model and the text that it is looked at on. */
export interface FindSubject extends LabelledText {
  readonly spec: ModelSpec;
  readonly params: Float32Array;
}

export interface SearchRequest extends FindSubject {
  /** The same model before its first training step. */
  readonly untrained: Float32Array;
  /** Decides which positions are sampled and by how much labels are shifted. */
  readonly seed: number;
}

/** What was read, and how. All counts are characters. */
export interface Stretch {
  /** First character of the text that was read. */
  readonly from: number;
  readonly count: number;
  /** The first so many of them choose the units; the rest scores them. */
  readonly half: number;
  /** Streams read side by side in each part, and how much each reads before its own. */
  readonly streams: number;
  readonly warmUp: number;
  /** Positions on which shifted labels are scored; the probe is fitted on one half of them and scored on the other. */
  readonly sampled: number;
  /** Characters on which the untrained network is searched. */
  readonly untrained: number;
}

/** A label as it was asked for. */
export interface AskedLabel {
  readonly id: string;
  readonly name: string;
  readonly definition: string;
  readonly kind: 'binary' | 'numeric';
}

/** The best unit for a label. Scores are AUC (0.5 says nothing) or Spearman's ρ, in the direction that was chosen. */
export interface LabelFinding extends AskedLabel {
  /** Row of the unit among all (see `unitAt`). */
  readonly row: number;
  /** 1 if larger values go with the label, −1 if smaller ones do. */
  readonly direction: 1 | -1;
  /** On the part on which the unit was chosen, and on the other one. */
  readonly chosen: number;
  readonly score: number;
  /** Pearson's r on the other part, with its sign; null for a binary label. */
  readonly linear: number | null;
  /** What a table of the current character, and of the last three, scores on the other part. */
  readonly last1: number;
  readonly last3: number;
  /** Share of the characters where a binary label is on, or a numeric label's mean; on the other part. */
  readonly frequency: number;
  /** Cohen's d of a binary label on the other part: difference of the means in standard deviations; null for a numeric one. */
  readonly effect: number | null;
}

export interface Findings {
  readonly stretch: Stretch;
  /** Labels that could be scored. */
  readonly found: readonly LabelFinding[];
  /** Names of those that are on, or off, too seldom, or never change. */
  readonly absent: readonly string[];
  /** Score of every unit on the other part, [labels found, U]: AUC or ρ with its sign. */
  readonly scores: Float32Array;
}

/** What a search tells as it goes on. Arrays have one entry for each label found. */
export type SearchReport =
  | { readonly kind: 'share'; readonly stage: SearchStage; readonly share: number }
  /** A label of the reader's own is being computed, which may take for ever. */
  | { readonly kind: 'label'; readonly name: string }
  | { readonly kind: 'findings'; readonly findings: Findings }
  /** 95th percentile of the best scores of labels shifted so many times. */
  | { readonly kind: 'chance'; readonly shifts: number; readonly marks: readonly number[] }
  | { readonly kind: 'untrained'; readonly scores: readonly number[] }
  | { readonly kind: 'probe'; readonly label: number; readonly probe: ProbeFinding };

export type SearchStage = 'labels' | 'reading' | 'chance' | 'untrained' | 'probe';

export interface ProbeFinding {
  /** AUC or ρ of the probe's predictions on the other part. */
  readonly score: number;
  /** Rows of the units that it weighs, and the weights, of standardised units. */
  readonly rows: readonly number[];
  readonly weights: readonly number[];
}
