import * as Comlink from 'comlink';
import type { BackendModel, CostedBackend, ModelRequest } from '../../backends/backend.ts';
import { BackendLostError } from '../../limits/errors.ts';
import { MESSAGES } from '../../limits/messages.ts';
import { watchBelow } from './heart.ts';
import type { ModelApi } from './modelHost.ts';

/**
 * A wasm backend with every model in a worker of its own, so that models train in parallel on several cores. If a
 * worker cannot start workers, or their file cannot be loaded, the models share this thread.
 */
export function ownThreads(backend: CostedBackend): CostedBackend {
  if (typeof Worker === 'undefined') return backend;
  return {
    ...backend,
    threads: navigator.hardwareConcurrency,
    detail: backend.detail.replace(', one thread', ', a thread per model'),
    createModel: async (request) => (await createThreadedModel(backend.name, request)) ?? backend.createModel(request),
  };
}

/** A model in its own worker; null if the worker's file cannot be loaded. */
async function createThreadedModel(name: string, request: ModelRequest): Promise<BackendModel | null> {
  const worker = new Worker(new URL('./modelHost.ts', import.meta.url), { type: 'module', name: 'model' });
  const end = watchBelow(worker);
  const api = Comlink.wrap<ModelApi>(worker);
  const failed = new Promise<never>((_, reject) => {
    worker.addEventListener('error', () => reject(new BackendLostError(MESSAGES.backendLost(name))));
  });
  let hasBegun = false;
  worker.addEventListener('message', () => {
    hasBegun = true;
  });
  failed.catch(() => undefined);
  const answer = <T>(promise: Promise<T>): Promise<T> => Promise.race([promise, failed]);
  try {
    await answer(api.create(request));
  } catch (error) {
    end();
    if (error instanceof BackendLostError && !hasBegun) return null;
    throw error;
  }
  return {
    spec: request.spec,
    batch: request.batch,
    unroll: request.unroll,
    step: async (batch, settings) => (await answer(api.stepMany([batch], settings)))[0]!,
    stepMany: (batches, settings) => answer(api.stepMany(batches, settings)),
    inspect: (batch, settings) => answer(api.inspect(batch, settings)),
    getState: () => answer(api.getState()),
    setState: (state) => answer(api.setState(state)),
    dispose: end,
  };
}
