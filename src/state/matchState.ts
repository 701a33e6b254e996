/** The state of select and match: a selected span, and where else in the text the same units are on. */
import type { Range } from '../engine/range.ts';
import type { OnRule } from '../analysis/matching/onRule.ts';
import type { OccurrenceLabels } from '../analysis/matching/occurrenceLabels.ts';
import type { Occurrences } from '../analysis/matching/occurrences.ts';
import type { SpanRows, SpanUnit } from '../analysis/matching/spanUnits.ts';
import type { ChannelRef } from '../analysis/scores/scan.ts';
import type { WeightsMark } from './findState.ts';
import type { ModelSpec } from '../engine/spec.ts';

/** The rule that chooses units and occurrences. */
export interface MatchRule extends OnRule {
  /** Share of the units that must be on together at an occurrence, 0…1. */
  readonly together: number;
}

/**
 * One channel on a selected span and around it, copied from a trace together with its weights. So its numbers stay the same
 * while training continues.
 */
export interface MatchSample extends WeightsMark {
  readonly model: string;
  /** The model's name, in case the model is removed. */
  readonly name: string;
  readonly spec: ModelSpec;
  /** By reference. */
  readonly params: Float32Array;
  readonly source: ChannelRef;
  /** The selected timesteps of the passage. */
  readonly span: Range;
  /** The passage, by identity. */
  readonly passage: object;
  /** Index of the span's first character in the whole text; null if a model wrote the passage. */
  readonly at: number | null;
  readonly rows: SpanRows;
  /** Tokens of the rows, [before + length + after]. */
  readonly tokens: Int32Array;
}

/** A question about a sample. */
export interface MatchQuestion {
  readonly rule: MatchRule;
  readonly units: readonly SpanUnit[];
  /** The number of units that must be on together. */
  readonly least: number;
}

/** The newest question and the newest answer, both about the same sample. */
export interface Match {
  readonly sample: MatchSample;
  readonly question: MatchQuestion;
  /** stopped: by a person, or by an error. */
  readonly status: 'running' | 'done' | 'stopped';
  readonly stage: 'reading' | 'labels';
  /** Progress within the stage, 0 … 1. */
  readonly share: number;
  readonly answer: {
    readonly question: MatchQuestion;
    readonly occurrences: Occurrences;
    /** Null while they are being computed. */
    readonly labels: OccurrenceLabels | null;
  } | null;
}

export interface MatchState {
  /** The selected timesteps of the passage. */
  readonly span: Range | null;
  /** Whether a plain drag on the text selects, as Shift with it does. */
  readonly isSelecting: boolean;
  /** Ranges of the whole text in the label that is being edited. They are marked on the page. */
  readonly painted: readonly Range[];
  readonly match: Match | null;
}

export interface MatchActions {
  /** Selects timesteps of the passage, in either order; null selects nothing. */
  selectSpan(span: Range | null): void;
  setSelecting(on: boolean): void;
  paint(spans: readonly Range[]): void;
  /** Moves the cursor, and the end of the selection with it. Without a selection, one begins at the cursor. */
  extendSpan(by: number): void;
  /**
   * Finds where else the units are on that are on over the selected span. The sample of the first question about the span is
   * used again unless `renew` is set.
   */
  findOccurrences(rule: MatchRule, renew?: boolean): Promise<void>;
  stopOccurrences(): void;
}
