/** Changes of the models by training. Pure. */
import type { BackendName, ModelState } from '../backends/backend.ts';
import type { TrainProgress } from '../worker/protocol.ts';
import { addCheckpoint } from './savedCheckpoints.ts';
import { recordSettings } from './inForce.ts';
import { append, sealed, truncate } from './series.ts';
import type { ModelId, ModelRun, Models } from './model.ts';

/** Whether every parameter is finite in float32, in which it is shown and saved. */
export function isSound({ params }: Pick<ModelState, 'params'>): boolean {
  // One sum finds a number that is not finite among millions without testing each.
  let sum = 0;
  for (let k = 0; k < params.length; k++) sum += Math.fround(params[k]!);
  return Number.isFinite(sum);
}

function asFloat32(params: Float32Array | Float64Array): Float32Array {
  return params instanceof Float32Array ? params : Float32Array.from(params);
}

/** The models after a progress report of a backend. */
export function addProgress(models: Models, progress: TrainProgress, backend: BackendName): Models {
  const next = { ...models };
  const change = (id: ModelId, of: (run: ModelRun) => Partial<ModelRun>): void => {
    const model = next[id];
    if (model?.run) next[id] = { ...model, run: { ...model.run, ...of(model.run) } };
  };
  for (const { id, step, losses, gradNorms, settings, charactersPerSecond } of progress.models) {
    change(id, ({ loss, gradNorm, trained }) => ({
      step,
      loss: append(loss, losses, step),
      gradNorm: append(gradNorm, gradNorms, step),
      trained: recordSettings(trained, settings, backend),
      charactersPerSecond,
    }));
  }
  for (const { id, state } of progress.snapshots) {
    change(id, ({ paramsStep }) =>
      paramsStep === state.step ? {} : { params: asFloat32(state.params), paramsStep: state.step },
    );
  }
  for (const { id, step, params } of progress.checkpoints) {
    // Weights that are not finite cannot be shown.
    if (!isSound({ params })) continue;
    change(id, ({ checkpoints }) => ({ checkpoints: addCheckpoint(checkpoints, { step, params }) }));
  }
  return next;
}

/** A run as it was at a snapshot; null: at its beginning, with its initial parameters. */
export function runTakenBack(run: ModelRun, state: Pick<ModelState, 'params' | 'step'> | null): ModelRun {
  const step = state?.step ?? run.checkpoints[0]!.step;
  const isNewest = run.paramsStep === step;
  const params = isNewest ? run.params : state ? asFloat32(state.params) : run.checkpoints[0]!.params;
  return {
    ...run,
    step,
    params,
    paramsStep: step,
    loss: truncate(run.loss, step),
    gradNorm: truncate(run.gradNorm, step),
    heldOut: truncate(run.heldOut, step),
    otherHeldOut: truncate(run.otherHeldOut, step),
    trained: run.trained.filter(({ from }) => from <= step),
    samples: run.samples.filter((s) => s.step <= step),
    checkpoints: run.checkpoints.filter((c) => c.step <= step),
  };
}

/** A run to which a person may come back after training has gone on from it. */
export function keptRun(run: ModelRun): ModelRun {
  const { loss, gradNorm, heldOut, otherHeldOut } = run;
  return {
    ...run,
    loss: sealed(loss),
    gradNorm: sealed(gradNorm),
    heldOut: sealed(heldOut),
    otherHeldOut: sealed(otherHeldOut),
  };
}

/** The models as they were at the given snapshots (step 0 and the initial parameters where there is none). */
export function takeBack(models: Models, states: ReadonlyMap<ModelId, ModelState>): Models {
  const takenBack = Object.entries(models).map(([id, model]) => {
    const { run } = model;
    return [id, { ...model, run: run && runTakenBack(run, states.get(id) ?? null) }] as const;
  });
  return Object.fromEntries(takenBack);
}
