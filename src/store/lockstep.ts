/** Which models are at the same training step as the others, and which are not. */
import { grouped } from '../limits/sentences.ts';
import { learns } from './slots.ts';
import type { AppState } from './state.ts';

/** The step that the models in step have reached: the furthest of those that learn, of all that take part when none does. */
export function commonStep({ slots, runs }: Pick<AppState, 'slots' | 'runs'>): number {
  const stepsOf = (chosen: AppState['slots']): number[] => chosen.map(({ id }) => runs[id]?.step ?? 0);
  const leading = stepsOf(slots.filter(learns));
  return Math.max(0, ...(leading.length > 0 ? leading : stepsOf(slots.filter((slot) => slot.active))));
}

/** "80 steps behind", "80 steps ahead"; null for a model in step. */
export function stepsApart(step: number, common: number): string | null {
  const apart = Math.abs(step - common);
  if (apart === 0) return null;
  return `${grouped(apart)} step${apart === 1 ? '' : 's'} ${step < common ? 'behind' : 'ahead'}`;
}
