/** Whether a model's loss has blown up although it is finite. */
import { grouped } from '../limits/messages.ts';
import type { ModelRun } from './model.ts';

/** The number of steps in a row whose loss must be far above guessing, because a model may recover from a few. */
const LASTING = 10;

/**
 * The loss in nats from which it is far above guessing. Guessing costs ln V. At twice that, the right character has a probability
 * below 1/V², where no network stays that has learned anything. For the smallest vocabularies the limit is ln V + 1.
 */
export function blownUpFrom(vocab: number): number {
  return Math.max(2 * Math.log(vocab), Math.log(vocab) + 1);
}

/** Whether the losses of the last steps are all far above guessing. */
export function isBlownUp({ loss, spec }: Pick<ModelRun, 'loss' | 'spec'>): boolean {
  if (loss.length < LASTING) return false;
  const limit = blownUpFrom(spec.vocab);
  for (let k = loss.length - LASTING; k < loss.length; k++) if (!(loss.values[k]! > limit)) return false;
  return true;
}

/**
 * Whether the weights of a step are sound, judged by their loss on the next batch. Null if the next step was not taken, or if its
 * loss was not finite.
 */
export function isSoundAt({ loss, spec }: Pick<ModelRun, 'loss' | 'spec'>, step: number): boolean | null {
  // The loss of step n + 1 was measured with the weights of step n.
  for (let k = Math.min(step, loss.length - 1); k >= 0 && loss.steps[k]! > step; k--) {
    if (loss.steps[k] === step + 1) return loss.values[k]! <= blownUpFrom(spec.vocab);
  }
  return null;
}

/** Loss of the newest step in nats; NaN before the first. */
export function lastLoss({ loss }: Pick<ModelRun, 'loss'>): number {
  return loss.length > 0 ? loss.values[loss.length - 1]! : Number.NaN;
}

/** "RNN", "RNN and GRU", "RNN, GRU and LSTM" */
export function listed(names: readonly string[]): string {
  const last = names.at(-1) ?? '';
  return names.length < 2 ? last : `${names.slice(0, -1).join(', ')} and ${last}`;
}

/** The label of the button that continues from these steps. */
export function goOnLabel(steps: readonly number[]): string {
  const distinct = [...new Set(steps)].toSorted((a, b) => a - b).map(grouped);
  return `Go on from step${distinct.length > 1 ? 's' : ''} ${listed(distinct)}`;
}
