/** The training worker: a Trainer behind comlink, with the backends loaded when they are asked for. */
import * as Comlink from 'comlink';
import type { Backend, BackendName } from '../../backends/backend.ts';
import { openCpuBackend } from '../../backends/cpu/cpuBackend.ts';
import { buffersOf } from './buffers.ts';
import { openErrorDoor } from '../errorDoor.ts';
import { ownThreads } from './ownThreads.ts';
import type { TrainerApi, TrainProgress } from '../protocol.ts';
import { Trainer } from './trainer.ts';

async function openBackend(name: BackendName): Promise<Backend> {
  switch (name) {
    case 'webgl':
      return (await import('../../backends/webgl/webglBackend.ts')).openWebglBackend();
    case 'cpu':
      return openCpuBackend();
    case 'wasm':
      return ownThreads(await (await import('../../backends/wasm/wasmBackend.ts')).openWasmBackend());
  }
}

openErrorDoor();
const trainer = new Trainer(openBackend);

const door: TrainerApi = {
  open: (name) => trainer.open(name),
  renderer: async () => (await import('../../backends/webgl/rendererName.ts')).askRendererName(),
  configure: (run) => trainer.configure(run),
  addSlot: (slot) => trainer.addSlot(slot),
  removeSlot: (id) => trainer.removeSlot(id),
  setSettings: (settings) => trainer.setSettings(settings),
  measure: (milliseconds) => trainer.measure(milliseconds),
  pause: () => trainer.pause(),
  setState: (id, state) => trainer.setState(id, state),
  async getState(id) {
    const state = await trainer.getState(id);
    return Comlink.transfer(state, buffersOf(state));
  },
  train(ids, rounds, report) {
    // The page's answer is waited for: reports and the end of training come through different ports, in any order.
    const send = (progress: TrainProgress): void | Promise<void> =>
      report(Comlink.transfer(progress, buffersOf(progress)));
    return trainer.train(ids, rounds, send);
  },
};

Comlink.expose(door);
