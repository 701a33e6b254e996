/** What training brings, as pure functions on the runs. */
import type { ModelState } from '../backends/backend.ts';
import type { TrainProgress } from '../worker/protocol.ts';
import { addCheckpoint } from './checkpoints.ts';
import { append, truncate } from './series.ts';
import type { SlotId, SlotRun } from './state.ts';

type Runs = Readonly<Record<SlotId, SlotRun>>;

/** Whether every parameter is finite in float32, in which it is shown and saved. */
export function isSound({ params }: ModelState): boolean {
  // A sum meets what is not finite among millions of numbers without a test of each.
  let sum = 0;
  for (let k = 0; k < params.length; k++) sum += Math.fround(params[k]!);
  return Number.isFinite(sum);
}

function asFloat32(params: Float32Array | Float64Array): Float32Array {
  return params instanceof Float32Array ? params : Float32Array.from(params);
}

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
    next[id] = { ...run, params: asFloat32(state.params), paramsStep: state.step };
  }
  for (const { id, step, params } of progress.checkpoints) {
    const run = next[id];
    if (run) next[id] = { ...run, checkpoints: addCheckpoint(run.checkpoints, { step, params }) };
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
      checkpoints: run.checkpoints.filter((c) => c.step <= step),
    };
  }
  return next;
}
