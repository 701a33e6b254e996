/** The page's side of the door: starts workers, ends them, and never waits for ever. */
import * as Comlink from 'comlink';
import { ExplainedError } from '../limits/errors.ts';
import { SENTENCES } from '../limits/sentences.ts';
import type { FinderApi, TrainEnd, TrainerApi, TrainProgress, ViewerApi } from './protocol.ts';

/** A worker did not answer in time, or died. */
export class WorkerSilentError extends ExplainedError {
  static override readonly errorName = 'WorkerSilentError';

  constructor(cause?: string) {
    super(SENTENCES.workerSilent(), { cause });
  }
}

export interface WorkerClient<Api> {
  readonly api: Comlink.Remote<Api>;
  /** Rejects when the worker fails to load or throws outside a call. */
  readonly failed: Promise<never>;
  /** Makes `failed` reject: for those who know better that the worker is dead. */
  fail(reason: Error): void;
  end(): void;
}

function connect<Api>(worker: Worker): WorkerClient<Api> {
  let fail: (reason: Error) => void = () => undefined;
  const failed = new Promise<never>((_, reject) => {
    fail = reject;
  });
  worker.addEventListener('error', (event) => {
    fail(new WorkerSilentError(event.message || 'The worker could not be loaded.'));
  });
  failed.catch(() => undefined);
  return {
    api: Comlink.wrap<Api>(worker),
    failed,
    fail,
    end: () => {
      worker.terminate();
      // Whoever still waits for an answer would wait for ever.
      fail(new WorkerSilentError('The worker was ended.'));
    },
  };
}

export type TrainerClient = WorkerClient<TrainerApi>;
export type ViewerClient = WorkerClient<ViewerApi>;
export type FinderClient = WorkerClient<FinderApi>;

export function startTrainer(): TrainerClient {
  return connect(new Worker(new URL('./host/trainHost.ts', import.meta.url), { type: 'module', name: 'trainer' }));
}

export function startViewer(): ViewerClient {
  return connect(new Worker(new URL('./host/viewHost.ts', import.meta.url), { type: 'module', name: 'viewer' }));
}

export function startFinder(): FinderClient {
  return connect(new Worker(new URL('./host/findHost.ts', import.meta.url), { type: 'module', name: 'finder' }));
}

/** The answer, or a rejection when it takes longer than `limit` ms or the worker fails. */
export async function within<T>(
  client: WorkerClient<never> | WorkerClient<TrainerApi> | WorkerClient<ViewerApi> | WorkerClient<FinderApi>,
  answer: Promise<T>,
  limit: number,
): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(new WorkerSilentError(`The worker gave no answer for ${Math.round(limit / 1000)} s.`)),
      limit,
    );
  });
  try {
    return await Promise.race([answer, late, client.failed]);
  } finally {
    clearTimeout(timer);
  }
}

/**
 * Runs a long job and watches over it: every report resets the clock; a silence longer than `limit()` ms rejects.
 */
async function watched<Report, End>(
  client: WorkerClient<TrainerApi> | WorkerClient<FinderApi>,
  job: (report: (report: Report) => void) => Promise<End>,
  report: (report: Report) => void,
  limit: () => number,
  silent: string,
): Promise<End> {
  let lastSign = performance.now();
  let timer: ReturnType<typeof setInterval> | undefined;
  const silence = new Promise<never>((_, reject) => {
    timer = setInterval(() => {
      if (performance.now() - lastSign > limit()) reject(new WorkerSilentError(silent));
    }, 500);
  });
  const heard = Comlink.proxy((one: Report) => {
    lastSign = performance.now();
    report(one);
  });
  try {
    return await Promise.race([job(heard), silence, client.failed]);
  } finally {
    clearInterval(timer);
  }
}

/**
 * Trains and watches over it. After a WebGL context loss read-backs never resolve, so silence is the only sure sign.
 */
export function trainWatched(
  client: TrainerClient,
  ids: readonly string[],
  rounds: number | null,
  report: (progress: TrainProgress) => void,
  limit: () => number,
): Promise<TrainEnd> {
  return watched<TrainProgress, TrainEnd>(
    client,
    async (heard) => client.api.train(ids, rounds, heard),
    report,
    limit,
    'Training gave no sign of life.',
  );
}

/**
 * Asks the finder a long question and watches over it.
 *
 * @param limit milliseconds of silence after which it counts as stuck
 */
export function findWatched<Report, End>(
  client: FinderClient,
  question: (api: FinderClient['api'], heard: (report: Report) => void) => Promise<End>,
  report: (report: Report) => void,
  limit: () => number,
): Promise<End> {
  return watched<Report, End>(
    client,
    (heard) => question(client.api, heard),
    report,
    limit,
    'The finder gave no sign of life.',
  );
}

/** Marks arrays as handed over: the page's copies are gone afterwards. */
export function handOver<T extends object>(value: T, ...arrays: { readonly buffer: ArrayBufferLike }[]): T {
  return Comlink.transfer(
    value,
    arrays.map((a) => a.buffer as ArrayBuffer),
  );
}

/** A function that a worker may call; what it returns goes back to the worker. */
export function calledBack<F extends (...args: never[]) => unknown>(call: F): F {
  return Comlink.proxy(call);
}
