import { grouped } from '../limits/messages.ts';
import type { WeightsMark } from './findState.ts';
import { changesByHand } from './perturbations.ts';
import type { AppState } from './state.ts';
import type { ModelId } from './model.ts';

/** "step 1,204", "step 1,204, changed by hand: W_hh × 1.5 at step 1204, not trained". Equal descriptions are equal weights. */
export function describeWeights({ step, changes }: WeightsMark): string {
  return `step ${grouped(step)}${changes.length > 0 ? `, changed by hand: ${changes.join('; ')}` : ''}`;
}

/** The weights of a model's shown trace; null if it has none. */
export function shownWeights({ models }: Pick<AppState, 'models'>, id: ModelId): WeightsMark | null {
  const model = models[id];
  if (!model?.run || !model.shown) return null;
  const { trace, perturbation } = model.shown;
  return { step: trace.step, changes: changesByHand(model.run, perturbation, trace.step) };
}
