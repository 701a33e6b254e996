/** When a held-out loss is measured: at growing intervals of training steps, one stretch of the text at a time. Pure. */
import { lengthOf } from '../engine/range.ts';
import { heldOutScored, type HeldOutScored } from './heldOutScored.ts';
import { activeModels } from './models.ts';
import type { HeldOutPart, Schedule } from './results.ts';
import { continues, runRef, type RunRef } from './runRef.ts';
import { append } from './series.ts';
import type { AppState } from './state.ts';
import type { Model, ModelRun } from './model.ts';

/** The measurement whose next stretch is to be scored. */
export interface DueMeasurement extends RunRef {
  readonly run: ModelRun;
  readonly part: HeldOutPart;
  readonly scored: HeldOutScored;
}

/** The measurement that is due of the model that was measured the longest ago; null if none is. */
export function dueMeasurement(
  state: Pick<AppState, 'text' | 'ui' | 'models'>,
  isTraining: boolean,
): DueMeasurement | null {
  const due = activeModels(state).filter((model) => isHeldOutDue(state, model, isTraining));
  const [model] = due.sort((a, b) => lastMeasured(a.run!) - lastMeasured(b.run!));
  const run = model?.run;
  const scored = state.text && run ? heldOutScored(state.text, state.ui.heldOutChoice, run.spec) : null;
  if (!run || !scored) return null;
  return {
    ...runRef(model),
    run,
    part: unfinished(model, isTraining) ?? { run, done: 0, sum: 0, count: 0 },
    scored,
  };
}

/** Whether a measurement of a model's newest weights should begin, or one that has begun should be finished. */
export function isHeldOutDue({ text }: Pick<AppState, 'text'>, model: Model, isTraining: boolean): boolean {
  const { run, results } = model;
  if (!run || !text || heldOutScored(text, 'part', null) === null) return false;
  if (unfinished(model, isTraining)) return true;
  const { heldOutFrom, hopeless } = results.schedule;
  if (run.paramsStep <= lastMeasured(run) || hopeless === run.params) return false;
  return !isTraining || run.paramsStep >= heldOutFrom;
}

/** The model after the next stretch of a measurement was scored. @param loss mean over the stretch, nats */
export function withStretchScored(
  { run, results }: Model,
  part: HeldOutPart,
  { stretches }: HeldOutScored,
  loss: number,
): Partial<Model> {
  const change = (schedule: Partial<Schedule>): Partial<Model> => ({
    results: { ...results, schedule: { ...results.schedule, ...schedule } },
  });
  const count = lengthOf(stretches[part.done]!.scored);
  const now = { ...part, done: part.done + 1, sum: part.sum + loss * count, count: part.count + count };
  if (now.done < stretches.length && Number.isFinite(now.sum)) return change({ heldOutPart: now });
  const { paramsStep: step, params } = part.run;
  const ended = { heldOutPart: null, heldOutFrom: Math.max(step + 5, 1.25 * step) };
  // If activations overflow there is no loss to show. Training notices it at its next step.
  if (!Number.isFinite(now.sum)) return change({ ...ended, hopeless: params });
  const heldOut = step > lastMeasured(run!) ? append(run!.heldOut, [now.sum / now.count], step) : run!.heldOut;
  return { ...change(ended), run: { ...run!, heldOut } };
}

/** A measurement that is worth finishing: its run continued, and while nothing trains its weights are still the newest. */
function unfinished({ run, results }: Model, isTraining: boolean): HeldOutPart | null {
  const { heldOutPart: part } = results.schedule;
  return part && continues(part.run, run) && (isTraining || part.run.params === run?.params) ? part : null;
}

/** Step of the newest held-out loss; −1 before the first. */
function lastMeasured({ heldOut }: ModelRun): number {
  return heldOut.length > 0 ? heldOut.steps[heldOut.length - 1]! : -1;
}
