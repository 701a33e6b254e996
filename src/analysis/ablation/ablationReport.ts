/** The loss of a passage with some units clamped, beside its loss without clamps: plain data that a worker sends. */
import type { Range } from '../../engine/range.ts';
import type { ModelSpec } from '../../engine/spec.ts';
import type { AskedLabel, LabelledText } from '../scores/findings.ts';
import type { UnitRef } from '../scores/units.ts';

/** The value to which a unit is clamped: 0, its mean over the passage, or a given value. */
export type ClampedAt = 'zero' | 'mean' | number;

/** A question for the loss of a passage with units clamped. */
export interface AblationRequest extends LabelledText {
  readonly spec: ModelSpec;
  readonly params: Float32Array;
  /** Where in `tokens` the passage begins. It is read from the zero state; the text before it only decides labels. */
  readonly from: number;
  readonly units: readonly UnitRef[];
  readonly at: ClampedAt;
  /** The timestep of the passage from which the units are clamped; 0 for all of it. */
  readonly since: number;
  /** The timesteps whose predictions are returned. */
  readonly rows: Range;
}

/**
 * Characters that share a label value: those where a binary label is on or off, or where a count is in one third of
 * its range.
 */
export interface LabelGroup {
  readonly name: string;
  /** The number of predictions made after such characters. */
  readonly count: number;
  /** The mean change of their loss in bits. */
  readonly bits: number;
}

/** The change of the loss by the groups of one label. */
export interface LabelAblation extends AskedLabel {
  readonly groups: readonly LabelGroup[];
}

/** The answer to an ablation request. */
export interface AblationReport {
  /** The value to which each unit was clamped. */
  readonly values: readonly number[];
  /** Loss of every prediction in nats, [T − 1], without clamps and with them. */
  readonly loss: Float32Array;
  readonly clampedLoss: Float32Array;
  readonly rows: Range;
  /** Logits of the requested rows, [rows, V]. */
  readonly logits: Float32Array;
  readonly clampedLogits: Float32Array;
  readonly labels: readonly LabelAblation[];
}
