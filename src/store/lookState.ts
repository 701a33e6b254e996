import type { UnitLook } from '../analysis/scores/unitLook.ts';

/** One unit beside the chosen label over the whole searched text: the newest answer, and how far the next one is. */
export interface Looking {
  readonly look: UnitLook | null;
  /** The searched weights that the answer is about, by identity. */
  readonly of: Float32Array | null;
  /** Share of the text that is read for the next answer; null while none is under way. */
  readonly share: number | null;
}
