/** One entrant in a worker of its own. */
import * as Comlink from 'comlink';
import type { BrowserContender, Counts, Entrant, Opened, Slice } from '../contract.ts';
import type { Trainee } from './trainee.ts';
import { instrumentWebgl, type WebglInstruments } from './webglInstruments.ts';
import { watchWasmMemory } from './wasmMemory.ts';

/** Before the clock runs: shaders are compiled in the first step, and the JavaScript is optimized in many or a long one. */
function isWarm(steps: number, milliseconds: number): boolean {
  return milliseconds >= 300 && (steps >= 2 || milliseconds >= 1000);
}

export interface WorkerApi {
  open(entrant: Entrant<BrowserContender>): Promise<Opened>;
  slice(milliseconds: number): Promise<Slice>;
  counts(): Promise<Counts>;
}

const wasmBytes = watchWasmMemory();
let trainee: Trainee | null = null;
let instruments: WebglInstruments | null = null;
let draws: number | null = null;

function current(): Trainee {
  if (!trainee) throw new Error('the entrant has not been opened');
  return trainee;
}

async function openTrainee(entrant: Entrant<BrowserContender>): Promise<Trainee> {
  const { contender, workload, models = 1 } = entrant;
  switch (contender) {
    case 'ours-webgl':
    case 'ours-wasm':
    case 'ours-cpu':
      return (await import('./ours.ts')).openOurs(contender, workload);
    case 'ours-threads':
      return (await import('./oursThreads.ts')).openThreads(workload, models);
    case 'ours-trace':
    case 'ours-trace-anew':
      return (await import('./oursTrace.ts')).openTrace(workload, contender === 'ours-trace-anew');
    case 'layers-webgl':
    case 'layers-wasm':
    case 'layers-cpu':
      return (await import('./layers.ts')).openLayers(contender, workload);
    case 'recurrent-js':
      return (await import('./recurrentJs.ts')).openRecurrentJs(workload);
    case 'brain.js':
      return (await import('./brain.ts')).openBrain(workload);
  }
}

async function run(enough: (steps: number, milliseconds: number) => boolean): Promise<Slice> {
  const begun = performance.now();
  for (let steps = 1; ; steps++) {
    const loss = await current().step();
    const milliseconds = performance.now() - begun;
    if (enough(steps, milliseconds)) return { steps, milliseconds, loss };
  }
}

const door: WorkerApi = {
  async open(entrant) {
    instruments = entrant.stubbed ? instrumentWebgl() : null;
    trainee = await openTrainee(entrant);
    await run(isWarm);
    if (instruments) {
      const before = instruments.draws();
      await trainee.step();
      draws = instruments.draws() - before;
      instruments.stub();
      await run(isWarm);
    }
    return { detail: trainee.detail, characters: trainee.characters };
  },
  async slice(milliseconds) {
    const slice = await run((_, passed) => passed >= milliseconds);
    if (trainee!.hasLoss && !instruments && !Number.isFinite(slice.loss)) {
      throw new Error('its loss is no longer a number, so that its time says nothing');
    }
    return slice;
  },
  async counts() {
    return { draws, gpuBytes: instruments?.bytes() ?? null, wasmBytes: wasmBytes() };
  },
};

Comlink.expose(door);
