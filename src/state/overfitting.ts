/** Whether a model overfits: its held-out loss rises while training continues. */
import type { ModelRun } from './model.ts';

/** The number of measurements after the lowest that must all be higher. They are measured at growing intervals. */
const RISING = 3;
/** The least rise above the lowest in nats. Measurements differ by less anyway. */
const LEAST_RISE = 0.02;
/** The step of the newest measurement must be at least this multiple of the lowest's. */
const LEAST_GROWTH = 1.25;

interface HeldOutRise {
  /** The lowest and the newest held-out loss in nats per character, and their steps. */
  readonly lowest: number;
  readonly lowestStep: number;
  readonly newest: number;
  readonly newestStep: number;
}

/** The lasting rise of a held-out loss; null if there is none. */
export function heldOutRise({ heldOut }: Pick<ModelRun, 'heldOut'>): HeldOutRise | null {
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
  return isLasting && isHigh ? rise : null;
}
