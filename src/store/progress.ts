/** What training brings, as pure functions on the runs. */
import type { ModelState } from '../backends/backend.ts';
import type { TrainProgress } from '../worker/protocol.ts';
import { append, truncate } from './series.ts';
import type { SlotId, SlotRun } from './state.ts';

type Runs = Readonly<Record<SlotId, SlotRun>>;

/** The runs after a progress report. */
export function addProgress(runs: Runs, progress: TrainProgress): Runs {
  const next: Record<SlotId, SlotRun> = { ...runs };
  for (const { id, step, losses, gradNorms, charactersPerSecond } of progress.slots) {
    const run = next[id];
    if (!run) continue;
    next[id] = {
      ...run,
      step,
      loss: append(run.loss, losses, step),
      gradNorm: append(run.gradNorm, gradNorms, step),
      charactersPerSecond,
    };
  }
  for (const { id, state } of progress.snapshots) {
    const run = next[id];
    if (!run || run.paramsStep === state.step) continue;
    next[id] = { ...run, params: Float32Array.from(state.params), paramsStep: state.step };
  }
  return next;
}

/** The runs as they were at the given snapshots (step 0 and the initial parameters where there is none). */
export function takeBack(runs: Runs, states: ReadonlyMap<SlotId, ModelState>): Runs {
  const next: Record<SlotId, SlotRun> = {};
  for (const [id, run] of Object.entries(runs)) {
    const step = states.get(id)?.step ?? 0;
    next[id] = {
      ...run,
      step,
      loss: truncate(run.loss, step),
      gradNorm: truncate(run.gradNorm, step),
      heldOut: truncate(run.heldOut, step),
      samples: run.samples.filter((s) => s.step <= step),
    };
  }
  return next;
}
