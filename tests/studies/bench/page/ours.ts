import type { Backend } from '../../../../src/backends/backend.ts';
import { openCpuBackend } from '../../../../src/backends/cpu/cpuBackend.ts';
import { openWasmBackend } from '../../../../src/backends/wasm/wasmBackend.ts';
import { openWebglBackend } from '../../../../src/backends/webgl/webglBackend.ts';
import { batchAt, batchPlan } from '../../../../src/engine/batches.ts';
import type { Workload } from '../contract.ts';
import { requestOf, settingsOf } from './oursSettings.ts';
import { randomText } from './text.ts';
import type { Trainee } from './trainee.ts';

type Ours = 'ours-webgl' | 'ours-wasm' | 'ours-cpu';

/** Each backend as the product opens it. */
const BACKENDS: Readonly<Record<Ours, () => Backend | Promise<Backend>>> = {
  'ours-webgl': openWebglBackend,
  'ours-wasm': openWasmBackend,
  'ours-cpu': openCpuBackend,
};

export async function openOurs(name: Ours, workload: Workload): Promise<Trainee> {
  const backend = await BACKENDS[name]();
  const model = await backend.createModel(requestOf(workload));
  const settings = settingsOf(workload);
  const text = randomText(workload.V);
  const plan = batchPlan(text.length, workload.B, workload.T);
  let step = 0;
  return {
    detail: backend.detail,
    characters: workload.B * workload.T,
    hasLoss: true,
    step: async () => (await model.step(batchAt(text, plan, 1, step++), settings)).loss,
  };
}
