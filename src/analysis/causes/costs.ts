/** What every unit of a channel costs when it is held: plain data that crosses from a worker. */
import type { ModelSpec } from '../../engine/spec.ts';
import type { LabelledText } from '../scores/findings.ts';
import type { ChannelPlace } from '../scores/scan.ts';
import type { UnitPlace } from '../scores/units.ts';
import type { HeldAt } from './causeLook.ts';

/** Most characters whose predictions are counted, and those read before them. */
export const MOST_COUNTED = 5000;
export const WARM_UP = 200;

export interface CostRequest extends LabelledText {
  readonly spec: ModelSpec;
  readonly params: Float32Array;
  readonly place: ChannelPlace;
  readonly at: HeldAt;
}

/** The stretch that is read: the text's last characters, where the held-out part is. */
export interface CostStretch {
  readonly from: number;
  readonly warmUp: number;
  /** Predictions that are counted. */
  readonly counted: number;
}

/** What all units of a channel and layer cost, each held alone. */
export interface UnitCosts {
  readonly place: ChannelPlace;
  readonly stretch: CostStretch;
  /** Bits per character with nothing held. */
  readonly bits: number;
  /** Change of it with each unit held, [H]. */
  readonly change: Float32Array;
  /** What each unit was held at, [H]. */
  readonly values: Float32Array;
  /** Binary labels, and the change where each is on and off, [labels, H]. */
  readonly labels: readonly { readonly id: string; readonly name: string; readonly count: number }[];
  readonly on: Float32Array;
  readonly off: Float32Array;
}

export type CostReport =
  | { readonly kind: 'share'; readonly share: number }
  /** A label of the reader's own is being computed, which may take for ever. */
  | { readonly kind: 'label'; readonly name: string }
  | { readonly kind: 'found'; readonly found: UnitCosts };

export interface HeldWriteRequest {
  readonly spec: ModelSpec;
  readonly params: Float32Array;
  /** What is read before, from the zero state. */
  readonly prime: Int32Array;
  readonly units: readonly UnitPlace[];
  /** What each is held at. */
  readonly values: readonly number[];
  /** The timestep of the prime from which on they are held. */
  readonly since: number;
  readonly length: number;
  readonly temperature: number;
  readonly seed: number;
}

/** What a model writes from the same seed as it is and with units held. */
export interface HeldWriting {
  readonly plain: Int32Array;
  readonly held: Int32Array;
}
