import * as Comlink from 'comlink';
import type { Backend, BackendModel, ModelRequest } from '../../backends/backend.ts';
import { BackendLostError } from '../../limits/errors.ts';
import { SENTENCES } from '../../limits/sentences.ts';
import type { ModelDoor } from './modelHost.ts';

/**
 * The wasm backend with every model in a worker of its own, so that models train at the same time on several cores. Where
 * a worker cannot start workers, the models share this thread.
 */
export function ownThreads(backend: Backend): Backend {
  if (typeof Worker === 'undefined') return backend;
  return {
    ...backend,
    detail: backend.detail.replace(', one thread', ', a thread per model'),
    createModel: (request) => createThreadedModel(backend.name, request),
  };
}

async function createThreadedModel(name: string, request: ModelRequest): Promise<BackendModel> {
  const worker = new Worker(new URL('./modelHost.ts', import.meta.url), { type: 'module', name: 'model' });
  const door = Comlink.wrap<ModelDoor>(worker);
  const failed = new Promise<never>((_, reject) => {
    worker.addEventListener('error', () => reject(new BackendLostError(SENTENCES.backendLost(name))));
  });
  failed.catch(() => undefined);
  const answer = <T>(promise: Promise<T>): Promise<T> => Promise.race([promise, failed]);
  try {
    await answer(door.create(request));
  } catch (error) {
    worker.terminate();
    throw error;
  }
  return {
    spec: request.spec,
    batch: request.batch,
    unroll: request.unroll,
    step: async (batch, settings) => (await answer(door.stepMany([batch], settings)))[0]!,
    stepMany: (batches, settings) => answer(door.stepMany(batches, settings)),
    inspect: (batch, settings) => answer(door.inspect(batch, settings)),
    getState: () => answer(door.getState()),
    setState: (state) => answer(door.setState(state)),
    dispose: () => worker.terminate(),
  };
}
