/** How much the loss changes when each unit of a channel is clamped: plain data that a worker sends. */
import type { ModelSpec } from '../../engine/spec.ts';
import type { LabelledText } from '../scores/findings.ts';
import type { ChannelRef } from '../scores/scan.ts';
import type { UnitRef } from '../scores/units.ts';
import type { ClampedAt } from './ablationReport.ts';

/**
 * The largest number of characters whose predictions count, and the number of characters that are read before them.
 */
export const MOST_COUNTED = 5000;
export const WARM_UP = 200;

/** A question for the costs of all units of a channel. */
export interface CostRequest extends LabelledText {
  readonly spec: ModelSpec;
  readonly params: Float32Array;
  readonly source: ChannelRef;
  readonly at: ClampedAt;
}

/** The range of characters that is read: the end of the text, where the held-out part is. */
export interface CostStretch {
  readonly from: number;
  readonly warmUp: number;
  /** The number of predictions that count. */
  readonly counted: number;
}

/** The costs of all units of a channel and layer, each clamped alone. */
export interface UnitCosts {
  readonly source: ChannelRef;
  readonly stretch: CostStretch;
  /** Bits per character without clamps. */
  readonly bits: number;
  /** Change of bits per character with each unit clamped, [H]. */
  readonly change: Float32Array;
  /** The value to which each unit was clamped, [H]. */
  readonly values: Float32Array;
  /** Binary labels, and the change of the loss where each label is on and where it is off, [labels, H]. */
  readonly labels: readonly { readonly id: string; readonly name: string; readonly count: number }[];
  readonly on: Float32Array;
  readonly off: Float32Array;
}

/** What the search for costs reports on its way. */
export type CostReport =
  | { readonly kind: 'share'; readonly share: number }
  /** A user-defined label is being computed. Its regular expression may never end. */
  | { readonly kind: 'label'; readonly name: string }
  | { readonly kind: 'found'; readonly found: UnitCosts };

/** A request to write a text with units clamped. */
export interface ClampedWriteRequest {
  readonly spec: ModelSpec;
  readonly params: Float32Array;
  /** The tokens that are read first, from the zero state. */
  readonly prime: Int32Array;
  readonly units: readonly UnitRef[];
  /** The value to which each unit is clamped. */
  readonly values: readonly number[];
  /** The timestep of the prime from which the units are clamped. */
  readonly since: number;
  readonly length: number;
  readonly temperature: number;
  readonly seed: number;
}

/** The text that a model writes from one seed without clamps, and the text it writes with units clamped. */
export interface ClampedWriting {
  readonly plain: Int32Array;
  readonly clamped: Int32Array;
}
