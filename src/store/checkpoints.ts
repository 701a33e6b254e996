/** Weights that are kept while a model learns, so that one can go back and look. */
import type { Checkpoint, SlotRun } from './state.ts';

/** Bytes that the checkpoints of one model may take: 40 of an LSTM of 128 units; larger models keep fewer. */
export const MAX_CHECKPOINT_BYTES = 24 * 1024 * 1024;

/**
 * The checkpoints with one more. When they exceed `maxBytes` every second one goes, the first and the newest excepted, so
 * that what is left still spans the run.
 */
export function addCheckpoint(
  kept: readonly Checkpoint[],
  added: Checkpoint,
  maxBytes = MAX_CHECKPOINT_BYTES,
): readonly Checkpoint[] {
  let next = [...kept.filter(({ step }) => step < added.step), added];
  while (next.length > 2 && next.length * added.params.byteLength > maxBytes) {
    const last = next.length - 1;
    next = next.filter((_, k) => k === 0 || k === last || k % 2 === 0);
    if (next.length === last + 1) next.splice(1, 1);
  }
  return next;
}

/** The run with the weights of the checkpoint nearest to `step`; itself for null, or where nothing is kept. */
export function runAt(run: SlotRun, step: number | null): SlotRun {
  if (step === null) return run;
  const nearest = run.checkpoints.reduce<Checkpoint | null>(
    (best, one) => (best === null || Math.abs(one.step - step) < Math.abs(best.step - step) ? one : best),
    null,
  );
  return nearest ? { ...run, params: nearest.params, paramsStep: nearest.step } : run;
}
