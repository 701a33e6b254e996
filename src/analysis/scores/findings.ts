/** The results of a search as plain data. A worker sends them to the page piece by piece. */
import type { Range } from '../../engine/range.ts';
import type { ModelSpec } from '../../engine/spec.ts';
import type { Hypothesis } from '../labels/hypotheses.ts';
import type { MarkDoubt } from '../labels/label.ts';

/** The smallest number of characters of a searchable text: half of them choose the units, half score them. */
export const LEAST_CHARACTERS = 1000;
/** A binary label must be on, and off, at this many characters of either half. */
export const LEAST_COUNT = 20;

/** A text and the user-defined labels for it. */
export interface LabelledText {
  /** The whole text. */
  readonly tokens: Int32Array;
  /** Symbol of every token. */
  readonly symbols: readonly string[];
  readonly hypotheses: readonly Hypothesis[];
}

/** A model and the text that it reads. */
export interface FindSubject extends LabelledText {
  readonly spec: ModelSpec;
  readonly params: Float32Array;
}

/** A question for what each unit has learned. */
export interface SearchRequest extends FindSubject {
  /** The parameters before the first training step. */
  readonly untrained: Float32Array;
  /** Seed of the sampled positions and of the shifts of labels. */
  readonly seed: number;
}

/** The range that was read, and how. All counts are in characters. */
export interface SearchRange extends Range {
  /** The number of characters at the start of the range that choose the units; the rest scores them. */
  readonly half: number;
  /**
   * The number of streams read in parallel in each part, and the number of characters that each reads as a warm-up.
   */
  readonly streams: number;
  readonly warmUp: number;
  /**
   * The number of positions at which shifted labels are scored. The probe is fitted on one half of them and scored on
   * the other.
   */
  readonly sampled: number;
  /** The number of characters on which the untrained network is searched. */
  readonly untrained: number;
}

/** A label as it was searched for. */
export interface AskedLabel {
  readonly id: string;
  readonly name: string;
  readonly definition: string;
  readonly kind: 'binary' | 'numeric';
}

/** The best unit for a label. Scores are AUC (0.5 is chance) or Spearman's ρ, in the chosen direction. */
export interface LabelFinding extends AskedLabel {
  /** The unit's row among all units (see `unitAt`). */
  readonly row: number;
  /** 1 if larger values go with the label, −1 if smaller ones do. */
  readonly direction: 1 | -1;
  /** The scores on the part on which the unit was chosen, and on the other part. */
  readonly chosen: number;
  readonly score: number;
  /** Pearson's r on the other part, with its sign; null for a binary label. */
  readonly linear: number | null;
  /** Scores of a table of the current character, and of the last three characters, on the other part. */
  readonly last1: number;
  readonly last3: number;
  /** On the other part: the share of characters where a binary label is on, or the mean of a numeric label. */
  readonly frequency: number;
  /**
   * Cohen's d of a binary label on the other part: the difference of the means in standard deviations; null for a
   * numeric label.
   */
  readonly effect: number | null;
}

/**
 * A label that cannot be scored: it is on nowhere or everywhere in the range, too rarely on or off in one half, or a
 * number that never changes in one half.
 */
export interface AbsentLabel {
  readonly name: string;
  readonly why: 'nowhere' | 'everywhere' | 'rare' | 'constant';
}

/** Marks without a partner in the range; `first` is an index into the whole text. */
export interface LabelDoubt extends MarkDoubt {
  readonly name: string;
}

/** The result of a search. */
export interface Findings {
  readonly stretch: SearchRange;
  /** Labels that could be scored. */
  readonly found: readonly LabelFinding[];
  /** Labels that could not be scored. */
  readonly absent: readonly AbsentLabel[];
  /** Labels whose opening and closing marks do not all come in pairs. */
  readonly doubts: readonly LabelDoubt[];
  /** Score of every unit on the other part, [labels found, U]: AUC or ρ with its sign. */
  readonly scores: Float32Array;
}

/** The intermediate results of a search. Arrays have one entry per label found. */
export type SearchReport =
  | { readonly kind: 'share'; readonly stage: SearchStage; readonly share: number }
  /** A user-defined label is being computed. Its regular expression may never end. */
  | { readonly kind: 'label'; readonly name: string }
  | { readonly kind: 'findings'; readonly findings: Findings }
  /** 95th percentile of the best scores over this many shifts of the labels. */
  | { readonly kind: 'chance'; readonly shifts: number; readonly marks: readonly number[] }
  | { readonly kind: 'untrained'; readonly scores: readonly number[] }
  | { readonly kind: 'probe'; readonly label: number; readonly probe: ProbeFinding };

export type SearchStage = 'labels' | 'reading' | 'chance' | 'untrained' | 'probe';

/** The linear probe of one label. */
export interface ProbeFinding {
  /** AUC or ρ of the probe's predictions on the other part. */
  readonly score: number;
  /** Rows of the units in the probe, and their weights (for standardised units). */
  readonly rows: readonly number[];
  readonly weights: readonly number[];
}
