/** What select and match holds: a selected span, and where else in the text the units are on that are on there. */
import type { Span } from '../analysis/labels/hypotheses.ts';
import type { OnRule } from '../analysis/matching/onRule.ts';
import type { PlaceLabels } from '../analysis/matching/placeLabels.ts';
import type { Places } from '../analysis/matching/places.ts';
import type { SpanRows, SpanUnit } from '../analysis/matching/spanUnits.ts';
import type { ChannelPlace } from '../analysis/scores/scan.ts';
import type { ModelSpec } from '../engine/spec.ts';

/** What decides the units and the places. */
export interface MatchRule extends OnRule {
  /** Share of the units that must be on together at a place, 0…1. */
  readonly together: number;
}

/**
 * One channel on a selected span and beside it, copied out of a trace with the weights that it was computed from: what is asked
 * of it stays about the same numbers while training goes on.
 */
export interface MatchSample {
  readonly slot: string;
  /** The model's name, which outlives the model. */
  readonly name: string;
  readonly spec: ModelSpec;
  /** By reference. */
  readonly params: Float32Array;
  /** Training steps that the weights had seen. */
  readonly step: number;
  /** How the weights were changed by hand (see `changesByHand`). */
  readonly changes: readonly string[];
  readonly place: ChannelPlace;
  /** Timesteps of the passage that was read. */
  readonly span: Span;
  /** The passage, by identity. */
  readonly passage: object;
  /** The span's first character in the whole text; null where what was read is no stretch of it. */
  readonly at: number | null;
  readonly rows: SpanRows;
  /** Tokens of the rows, [before + length + after]. */
  readonly tokens: Int32Array;
}

/** A question about a sample. */
export interface MatchQuestion {
  readonly rule: MatchRule;
  readonly units: readonly SpanUnit[];
  /** So many of them must be on together. */
  readonly least: number;
}

/** The newest question and the newest answer; both of the same sample. */
export interface Match {
  readonly sample: MatchSample;
  readonly question: MatchQuestion;
  /** stopped: by the reader, or by what the notice says. */
  readonly status: 'running' | 'done' | 'stopped';
  readonly stage: 'reading' | 'labels';
  /** Of the stage, 0 … 1. */
  readonly share: number;
  readonly answer: {
    readonly question: MatchQuestion;
    readonly places: Places;
    /** Null while they are being computed. */
    readonly labels: PlaceLabels | null;
  } | null;
}

export interface MatchState {
  /** Timesteps of the passage that are selected. */
  readonly span: Span | null;
  readonly match: Match | null;
}

export interface MatchActions {
  /** Selects timesteps of the passage, in either order; null selects nothing. */
  selectSpan(span: Span | null): void;
  /** Moves the cursor by so many timesteps and the end of the selection with it, which otherwise begins at the cursor. */
  extendSpan(by: number): void;
  /**
   * Finds the other places where the units are on that are on over the selected span. Of questions that come while one is
   * answered the newest is taken next. The numbers stay those of the first question about the span unless `renew` is set.
   */
  findPlaces(rule: MatchRule, renew?: boolean): Promise<void>;
  stopPlaces(): void;
  /** Moves the cursor to a character of the whole text, and the traced stretch where it lies outside. */
  moveToCharacter(at: number): void;
}
