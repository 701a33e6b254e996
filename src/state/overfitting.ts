/** Whether a model overfits: its held-out loss rises while its training loss falls. */
import type { ModelRun } from './model.ts';
import type { Series } from './series.ts';

/** The number of measurements after the lowest that must all be higher. They are measured at growing intervals. */
const RISING = 3;
/** The least rise above the lowest in nats. Measurements differ by less anyway. */
const LEAST_RISE = 0.02;
/** The step of the newest measurement must be at least this multiple of the lowest's. */
const LEAST_GROWTH = 1.25;
/** Steps over which the training loss is averaged, because it jumps with every batch. */
const AVERAGED = 20;

interface HeldOutRise {
  /** The lowest and the newest held-out loss in nats per character, and their steps. */
  readonly lowest: number;
  readonly lowestStep: number;
  readonly newest: number;
  readonly newestStep: number;
}

/**
 * The lasting rise of a held-out loss while the training loss falls; null if there is none. Where both rise, the run has
 * diverged, and nothing was learned by heart.
 */
export function heldOutRise({ heldOut, loss }: Pick<ModelRun, 'heldOut' | 'loss'>): HeldOutRise | null {
  const { length, values, steps } = heldOut;
  let low = 0;
  for (let k = 1; k < length; k++) if (values[k]! <= values[low]!) low = k;
  const last = length - 1;
  if (last - low < RISING) return null;
  const rise: HeldOutRise = {
    lowest: values[low]!,
    lowestStep: steps[low]!,
    newest: values[last]!,
    newestStep: steps[last]!,
  };
  const isLasting = rise.newestStep >= LEAST_GROWTH * rise.lowestStep;
  // All of the last measurements must be well above the lowest, so that a single one does not count.
  let isHigh = true;
  for (let k = length - RISING; k < length; k++) isHigh &&= values[k]! >= rise.lowest + LEAST_RISE;
  const isLearned = !(trainingLossAt(loss, rise.newestStep) > trainingLossAt(loss, rise.lowestStep));
  return isLasting && isHigh && isLearned ? rise : null;
}

/** Mean training loss of the last steps up to one; NaN if none is known. */
function trainingLossAt({ length, steps, values }: Series, step: number): number {
  let sum = 0;
  let count = 0;
  for (let k = length - 1; k >= 0 && count < AVERAGED; k--) {
    if (steps[k]! > step) continue;
    sum += values[k]!;
    count++;
  }
  return sum / count;
}
