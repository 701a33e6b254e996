/** Whether models are at the same training step. */
import { grouped } from '../limits/messages.ts';
import { learns } from './models.ts';
import type { Model } from './model.ts';

/** The largest step of the models that learn; of all active models if none learns. */
export function commonStep(models: readonly Pick<Model, 'is' | 'run'>[]): number {
  const stepsOf = (chosen: typeof models): number[] => chosen.map(({ run }) => run?.step ?? 0);
  const leading = stepsOf(models.filter(({ is }) => learns(is)));
  return Math.max(0, ...(leading.length > 0 ? leading : stepsOf(models.filter(({ is }) => is.active))));
}

/** "80 steps behind" or "80 steps ahead"; null at the common step. */
export function stepsApart(step: number, common: number): string | null {
  const apart = Math.abs(step - common);
  if (apart === 0) return null;
  return `${grouped(apart)} step${apart === 1 ? '' : 's'} ${step < common ? 'behind' : 'ahead'}`;
}
