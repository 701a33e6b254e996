/** What the run bar says of each model. */
import { recentMean } from '../../draw/lineChart.ts';
import { formatCount, formatFixed } from '../../draw/format.ts';
import { heldOutRise } from '../../state/overfitting.ts';
import { commonStep, stepsApart } from '../../state/lockstep.ts';
import type { LossUnit } from '../../state/lossUnit.ts';
import type { Model, ModelIdentity, ModelRun } from '../../state/model.ts';
import type { AppState } from '../../state/state.ts';
import { formatLoss, formatPerplexity, RECENT_STEPS, toBits, UNIT_PER_CHARACTER } from '../lossUnits.ts';

/** A held-out loss that was measured before this share of the run is shown with its step. */
const OLD_SHARE = 0.75;

export interface StatusLine {
  readonly model: ModelIdentity;
  readonly run: ModelRun | null;
  /** "paused, 80 steps behind": how far a model is from the common training step; null for a model at that step. */
  readonly position: string | null;
  readonly status: AppState['status'];
  /** How much of the current step is done, if it takes long. */
  readonly stepShare: number | null;
}

/** One line for each model that takes part. */
export function statusLines(
  models: readonly Pick<Model, 'is' | 'run'>[],
  { status, stepShare }: Pick<AppState, 'status' | 'stepShare'>,
): readonly StatusLine[] {
  const common = commonStep(models);
  return models
    .filter(({ is }) => is.active)
    .map(({ is, run }) => ({ model: is, run, position: positionOf(is, run, common), status, stepShare }));
}

function positionOf(model: ModelIdentity, run: ModelRun | null, common: number): string | null {
  const apart = run ? stepsApart(run.step, common) : null;
  const words = [model.paused ? 'paused' : null, apart].filter((word) => word !== null);
  return words.length > 0 ? words.join(', ') : null;
}

/** The newest held-out loss and its step; null where none has been measured. */
export function newestHeldOut({ heldOut }: ModelRun): { readonly loss: number; readonly step: number } | null {
  const last = heldOut.length - 1;
  return last < 0 ? null : { loss: heldOut.values[last], step: heldOut.steps[last] };
}

/** Whether a loss was measured so early in training that it is shown with its step. */
export function isOlder(measured: number, step: number): boolean {
  return measured < OLD_SHARE * step;
}

/** Mean training loss of the last steps, in nats; null before the first. */
export function trainingLoss(run: ModelRun | null): number | null {
  return run && run.loss.length > 0 ? recentMean(run.loss, RECENT_STEPS) : null;
}

/** The state of a model before its first step here. */
export function describeUntrained({ model, status, position, stepShare }: StatusLine): string {
  if (model.opened !== undefined && status !== 'training' && !position) return 'as opened';
  if (status === 'preparing') return 'being prepared';
  if (position) return position;
  if (status !== 'training') return 'not trained yet';
  return stepShare === null ? 'the first step begins' : `first step, ${percent(stepShare)} done`;
}

export function percent(share: number): string {
  return `${Math.floor(100 * share)} %`;
}

/** Everything about a model, after its name: its training loss in all three units, its held-out loss in the chosen one. */
export function statusText(line: StatusLine, unit: LossUnit): string {
  const { model, run, position, stepShare } = line;
  const heldOut = run && newestHeldOut(run);
  const scored = heldOut ? `held-out ${formatLoss(heldOut.loss, unit)} ${UNIT_PER_CHARACTER[unit]}` : null;
  const step = `step ${formatCount(run?.step ?? 0)}`;
  const loss = trainingLoss(run);
  if (!run || loss === null) {
    const words = describeUntrained(line);
    return [step, words, words === 'as opened' ? scored : null].filter((part) => part !== null).join(' · ');
  }
  return [
    step,
    position,
    `loss ${formatLoss(loss, 'nats', 3)}`,
    `perplexity ${formatPerplexity(loss)}`,
    `${formatFixed(toBits(loss), 2)} bits/char`,
    model.paused ? null : `${formatCount(run.charactersPerSecond)} characters/s`,
    model.paused || stepShare === null ? null : `next step, ${percent(stepShare)} done`,
    heldOut ? `${scored} at step ${formatCount(heldOut.step)}` : null,
    heldOutRise(run) ? 'held-out rises: learned by heart' : null,
  ]
    .filter((part) => part !== null)
    .join(' · ');
}
