/** A worker inside the training worker: one wasm model in a thread of its own. */
import * as Comlink from 'comlink';
import type { BackendModel, Batch, ModelRequest, ModelState, StepReport } from '../../backends/backend.ts';
import { openWasmBackend } from '../../backends/wasm/wasmBackend.ts';
import type { StepSettings } from '../../engine/stepSettings.ts';
import { registerErrorHandler } from '../errorTransfer.ts';
import { startHeart } from './heart.ts';
import { buffersOf } from './buffers.ts';

/** The calls of the training worker to a model's own thread. */
export interface ModelApi {
  create(request: ModelRequest): Promise<void>;
  stepMany(batches: readonly Batch[], settings: StepSettings): Promise<readonly StepReport[]>;
  inspect: BackendModel['inspect'];
  getState(): Promise<ModelState>;
  setState(state: ModelState): Promise<void>;
}

startHeart();
registerErrorHandler();
let model: BackendModel | null = null;

function own(): BackendModel {
  if (!model) throw new Error('no model was created');
  return model;
}

const api: ModelApi = {
  async create(request) {
    model = await (await openWasmBackend()).createModel(request);
  },
  async stepMany(batches, settings) {
    const reports: StepReport[] = [];
    for (const batch of batches) {
      const report = await own().step(batch, settings);
      reports.push(report);
      if (!Number.isFinite(report.loss) || !Number.isFinite(report.gradNorm)) break;
    }
    return reports;
  },
  async inspect(batch, settings) {
    const report = await own().inspect(batch, settings);
    return Comlink.transfer(report, buffersOf(report));
  },
  async getState() {
    const state = await own().getState();
    return Comlink.transfer(state, buffersOf(state));
  },
  async setState(state) {
    await own().setState(state);
  },
};

Comlink.expose(api);
