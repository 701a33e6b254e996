/** What a passage costs with some units held, beside what it costs as it is: plain data that crosses from a worker. */
import type { ModelSpec } from '../../engine/spec.ts';
import type { AskedLabel, LabelledText } from '../scores/findings.ts';
import type { UnitPlace } from '../scores/units.ts';

/** What a unit is held at: 0, its mean over what is read, or a value. */
export type HeldAt = 'zero' | 'mean' | number;

export interface CauseRequest extends LabelledText {
  readonly spec: ModelSpec;
  readonly params: Float32Array;
  /** Where in `tokens` the passage begins that is read, from the zero state; what stands before only decides labels. */
  readonly from: number;
  readonly units: readonly UnitPlace[];
  readonly at: HeldAt;
  /** The timestep of the passage from which on they are held; 0 for all of it. */
  readonly since: number;
  /** Of which timesteps predictions are wanted. */
  readonly rows: { readonly from: number; readonly count: number };
}

/** Characters with something in common: where a label is on, or where a count is in its lowest third. */
export interface LabelGroup {
  readonly name: string;
  /** Predictions made after such characters. */
  readonly count: number;
  /** Mean change of their loss, bits. */
  readonly bits: number;
}

export interface LabelCause extends AskedLabel {
  readonly groups: readonly LabelGroup[];
}

export interface CauseLook {
  /** What each unit was held at. */
  readonly values: readonly number[];
  /** Nats of every prediction, [T − 1], as the model is and with the units held. */
  readonly loss: Float32Array;
  readonly heldLoss: Float32Array;
  readonly rows: { readonly from: number; readonly count: number };
  /** Of the rows, [count, V]. */
  readonly logits: Float32Array;
  readonly heldLogits: Float32Array;
  readonly labels: readonly LabelCause[];
}
