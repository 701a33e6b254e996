import { grouped } from '../limits/sentences.ts';
import type { WeightsMark } from './findState.ts';
import { changesByHand } from './provocations.ts';
import type { AppState, SlotId } from './state.ts';

/** "step 1,204", "step 1,204, changed by hand: W_hh × 1.5 at step 1204, not trained". Equal words are equal weights. */
export function weightsWords({ step, changes }: WeightsMark): string {
  return `step ${grouped(step)}${changes.length > 0 ? `, changed by hand: ${changes.join('; ')}` : ''}`;
}

/** The weights behind the shown trace of a model; null where it has none. */
export function shownWeights(
  { traces, runs, tracedProvocations }: Pick<AppState, 'traces' | 'runs' | 'tracedProvocations'>,
  slot: SlotId,
): WeightsMark | null {
  const step = traces[slot]?.step;
  const run = runs[slot];
  return step === undefined || !run ? null : { step, changes: changesByHand(run, tracedProvocations[slot], step) };
}
