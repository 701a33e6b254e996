/** The training worker: a Trainer behind comlink. The backends' code is loaded on demand. */
import * as Comlink from 'comlink';
import type { BackendName, CostedBackend } from '../../backends/backend.ts';
import { openCpuBackend } from '../../backends/cpu/cpuBackend.ts';
import { BackendUnavailableError } from '../../limits/errors.ts';
import { MESSAGES } from '../../limits/messages.ts';
import { buffersOf } from './buffers.ts';
import { registerErrorHandler } from '../errorTransfer.ts';
import { ownThreads } from './ownThreads.ts';
import type { TrainerApi, TrainProgress } from '../protocol.ts';
import { startHeart } from './heart.ts';
import { Trainer } from './trainer.ts';

async function openBackend(name: BackendName): Promise<CostedBackend> {
  switch (name) {
    case 'webgl':
      return (await loaded(name, import('../../backends/webgl/webglBackend.ts'))).openWebglBackend();
    case 'cpu':
      return openCpuBackend();
    case 'wasm':
      return ownThreads(await (await loaded(name, import('../../backends/wasm/wasmBackend.ts'))).openWasmBackend());
  }
}

/** Loads a backend's code. @throws BackendUnavailableError if it cannot be loaded */
async function loaded<M>(name: BackendName, code: Promise<M>): Promise<M> {
  try {
    return await code;
  } catch (cause) {
    throw new BackendUnavailableError(MESSAGES.backendUnavailable(name, 'its code could not be loaded'), { cause });
  }
}

startHeart();
registerErrorHandler();
const trainer = new Trainer(openBackend);

const api: TrainerApi = {
  open: (name) => trainer.open(name),
  renderer: async () => (await import('../../backends/webgl/rendererName.ts')).askRendererName(),
  configure: (run) => trainer.configure(run),
  cost: (specs) => trainer.cost(specs),
  addModel: (model) => trainer.addModel(model),
  removeModel: (id) => trainer.removeModel(id),
  setSettings: (settings) => trainer.setSettings(settings),
  measure: (milliseconds) => trainer.measure(milliseconds),
  pause: () => trainer.pause(),
  setState: (id, state) => trainer.setState(id, state),
  async getState(id) {
    const state = await trainer.getState(id);
    return Comlink.transfer(state, buffersOf(state));
  },
  train(ids, rounds, report, course) {
    // Waits for the page's answer: reports and the end of training arrive through different ports, in any order.
    const send = (progress: TrainProgress): void | Promise<void> =>
      report(Comlink.transfer(progress, buffersOf(progress)));
    return trainer.train(ids, rounds, send, course);
  },
};

Comlink.expose(api);
