/** Checkpoints: weights from earlier in training that can be shown. */
import type { Checkpoint, ModelRun } from './model.ts';

/** The most bytes for the checkpoints of one model: about 40 of an LSTM with 128 units. */
const MAX_CHECKPOINT_BYTES = 24 * 1024 * 1024;

/**
 * The checkpoints with one more. If they exceed `maxBytes`, every second one is removed except the first and the newest, so that
 * the rest still spans the run.
 */
export function addCheckpoint(
  saved: readonly Checkpoint[],
  added: Checkpoint,
  maxBytes = MAX_CHECKPOINT_BYTES,
): readonly Checkpoint[] {
  let next = [...saved.filter(({ step }) => step < added.step), added];
  while (next.length > 2 && next.length * added.params.byteLength > maxBytes) {
    const last = next.length - 1;
    next = next.filter((_, k) => k === 0 || k === last || k % 2 === 0);
    if (next.length === last + 1) next.splice(1, 1);
  }
  return next;
}

/** The run with the weights of the checkpoint nearest to `step`; unchanged for null. */
export function runAt(run: ModelRun, step: number | null): ModelRun {
  if (step === null) return run;
  const nearest = run.checkpoints.reduce<Checkpoint | null>(
    (best, one) => (best === null || Math.abs(one.step - step) < Math.abs(best.step - step) ? one : best),
    null,
  );
  return nearest ? { ...run, params: nearest.params, paramsStep: nearest.step } : run;
}
