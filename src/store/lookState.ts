import type { Hypothesis } from '../analysis/labels/hypotheses.ts';
import type { UnitLook } from '../analysis/scores/unitLook.ts';

/** One unit beside the chosen label over the whole searched text: the newest answer, and how far the next one is. */
export interface Looking {
  readonly look: UnitLook | null;
  /** What the answer is about, by identity: the searched weights and the reader's own labels. */
  readonly of: { readonly params: Float32Array; readonly hypotheses: readonly Hypothesis[] } | null;
  /** Share of the text that is read for the next answer; null while none is under way. */
  readonly share: number | null;
}
