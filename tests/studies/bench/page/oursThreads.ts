import type { BackendModel } from '../../../../src/backends/backend.ts';
import { openWasmBackend } from '../../../../src/backends/wasm/wasmBackend.ts';
import { batchAt, batchPlan } from '../../../../src/engine/batches.ts';
import { ownThreads } from '../../../../src/worker/host/ownThreads.ts';
import type { Workload } from '../contract.ts';
import { requestOf, settingsOf } from './oursSettings.ts';
import { randomText } from './text.ts';
import type { Trainee } from './trainee.ts';

/** Training steps of one message to a model's thread: a slice of about 100 ms at W, as the trainer cuts them. */
const STEPS_PER_SLICE = 4;

/** Models in threads of their own, in lockstep: the next slice begins when all have finished the last. */
export async function openThreads(workload: Workload, count: number): Promise<Trainee> {
  const backend = ownThreads(await openWasmBackend());
  const models: BackendModel[] = [];
  for (let k = 0; k < count; k++) models.push(await backend.createModel(requestOf(workload)));
  const settings = settingsOf(workload);
  const text = randomText(workload.V);
  const plan = batchPlan(text.length, workload.B, workload.T);
  let step = 0;
  return {
    detail: backend.detail,
    characters: count * STEPS_PER_SLICE * workload.B * workload.T,
    hasLoss: true,
    async step() {
      const batches = Array.from({ length: STEPS_PER_SLICE }, () => batchAt(text, plan, 1, step++));
      const reports = await Promise.all(models.map((model) => model.stepMany!(batches, settings)));
      return reports[0].at(-1)!.loss;
    },
  };
}
