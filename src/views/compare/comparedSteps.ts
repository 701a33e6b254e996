/** The training steps of what is compared in one picture. While training, a model may have been measured earlier than others. */
import { formatCount } from '../../draw/format.ts';

/** Something that was measured with the weights of a training step. */
export interface AtStep {
  readonly step: number;
}

/** Something that is compared with others. */
export interface MarkedStep extends AtStep {
  /** Whether it was measured at an older training step than the newest of them. It is drawn pale, with its step. */
  readonly isOld: boolean;
}

/** Marks what was measured at an older training step than the newest. */
export function markOld<T extends AtStep>(compared: readonly T[]): readonly (T & MarkedStep)[] {
  const newest = Math.max(...compared.map(({ step }) => step));
  return compared.map((one) => ({ ...one, isOld: one.step < newest }));
}

/** "step 120", or "steps 120 to 180" if they differ. */
export function stepsOf(compared: readonly AtStep[]): string {
  const steps = compared.map(({ step }) => step);
  const [low, high] = [Math.min(...steps), Math.max(...steps)];
  return low === high ? `step ${formatCount(low)}` : `steps ${formatCount(low)} to ${formatCount(high)}`;
}

/** The steps, and the meaning of pale lines if there are any. */
export function describeSteps(compared: readonly MarkedStep[]): string {
  const steps = stepsOf(compared);
  return compared.some(({ isOld }) => isOld) ? `${steps}; pale: measured at an older step` : steps;
}

/** "RNN", or "RNN, step 0" if others were measured at a newer step. */
export function nameAtStep(name: string, { step, isOld }: MarkedStep): string {
  return isOld ? `${name}, step ${formatCount(step)}` : name;
}
