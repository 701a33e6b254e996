/** The page's side of the workers: starts workers, ends them, and detects those that no longer answer. */
import * as Comlink from 'comlink';
import { ExplainedError } from '../limits/errors.ts';
import { MESSAGES, type Message } from '../limits/messages.ts';
import { SILENCE_LIMIT, START_LIMIT, VitalSigns, watchOver } from './vitalSigns.ts';
import type {
  FinderApi,
  TextSearchApi,
  TrainCourse,
  TrainEnd,
  TrainProgress,
  TrainerApi,
  ViewerApi,
} from './protocol.ts';

/** A worker did not answer in time, or died. */
export class WorkerSilentError extends ExplainedError {
  static override readonly errorName: string = 'WorkerSilentError';

  constructor(cause?: unknown, text: Message = MESSAGES.workerSilent()) {
    super(text, { cause });
  }
}

/** A worker's file could not be loaded, so the worker never started. */
export class WorkerMissingError extends WorkerSilentError {
  static override readonly errorName = 'WorkerMissingError';
}

/** The page ended a worker because its work is no longer needed. This error is not shown. */
export class WorkerEndedError extends WorkerSilentError {
  static override readonly errorName = 'WorkerEndedError';
}

/** A worker as the page sees it. */
export interface WorkerClient<Api> {
  readonly api: Comlink.Remote<Api>;
  /** Rejects when the worker fails to load or throws outside a call. */
  readonly failed: Promise<never>;
  /** Makes `failed` reject, for callers that know by other means that the worker is dead. */
  fail(reason: Error): void;
  /** The signs of life heard from the worker. */
  readonly signs: VitalSigns;
  /** The error of this worker if it never gave a sign of life. */
  missing(cause?: unknown): WorkerMissingError;
  end(): void;
}

/** @param task what the worker does and how to try again, for the message about a file that could not be loaded */
function connect<Api>(worker: Worker, ...task: Parameters<typeof MESSAGES.workerMissing>): WorkerClient<Api> {
  const signs = new VitalSigns(worker);
  let fail: (reason: Error) => void = () => undefined;
  const failed = new Promise<never>((_, reject) => {
    fail = reject;
  });
  const missing = (cause?: unknown): WorkerMissingError =>
    new WorkerMissingError(cause, MESSAGES.workerMissing(...task));
  worker.addEventListener('error', ({ message }) => {
    const hasBegun = signs.heard > 0 || message;
    fail(hasBegun ? new WorkerSilentError(message) : missing());
  });
  failed.catch(() => undefined);
  return {
    api: Comlink.wrap<Api>(worker),
    failed,
    fail,
    signs,
    missing,
    end: () => {
      worker.terminate();
      // Callers that still wait for an answer would wait for ever.
      fail(new WorkerEndedError());
    },
  };
}

export type TrainerClient = WorkerClient<TrainerApi>;
export type ViewerClient = WorkerClient<ViewerApi>;
export type FinderClient = WorkerClient<FinderApi>;

/** Starts the training worker. */
export function startTrainer(): TrainerClient {
  return connect(
    new Worker(new URL('./host/trainHost.ts', import.meta.url), { type: 'module', name: 'trainer' }),
    'trains',
    'press Train',
  );
}

/** Starts the viewing worker. */
export function startViewer(): ViewerClient {
  return connect(
    new Worker(new URL('./host/viewHost.ts', import.meta.url), { type: 'module', name: 'viewer' }),
    'computes the pictures',
    'press Train',
  );
}

/** Starts a finding worker. */
export function startFinder(): FinderClient {
  return connect(
    new Worker(new URL('./host/findHost.ts', import.meta.url), { type: 'module', name: 'finder' }),
    'searches the units',
    'ask once more',
  );
}

/** Starts the searching worker. */
export function startTextSearch(): WorkerClient<TextSearchApi> {
  return connect(
    new Worker(new URL('./host/textSearchHost.ts', import.meta.url), { type: 'module', name: 'search' }),
    'searches with expressions',
    'search once more',
  );
}

/** The answer, or a rejection if the worker fails or gives no sign of life for longer than `limit` ms. */
export function within<Api, T>(client: WorkerClient<Api>, answer: Promise<T>, limit = SILENCE_LIMIT): Promise<T> {
  return watched<never, T>(
    client,
    () => answer,
    () => undefined,
    limit,
  );
}

/**
 * Runs a job under supervision. Reports and heartbeats are signs of life; a silence longer than `limit` ms rejects.
 */
async function watched<Report, End>(
  client: Pick<WorkerClient<unknown>, 'failed' | 'signs'>,
  job: (report: (report: Report) => void) => Promise<End>,
  report: (report: Report) => void,
  limit = SILENCE_LIMIT,
): Promise<End> {
  const watch = watchOver(client.signs, limit, (silent) => new WorkerSilentError(silenceOf(silent)));
  const heard = (one: Report): void => {
    watch.heard();
    report(one);
  };
  try {
    return await Promise.race([job(heard), watch.silence, client.failed]);
  } finally {
    watch.end();
  }
}

function silenceOf(milliseconds: number): string {
  return `The worker gave no sign of life for ${Math.round(milliseconds / 1000)} s.`;
}

/**
 * Trains under supervision. After a WebGL context loss, reads never resolve, so silence is the only reliable sign.
 *
 * @param options.course where the models stop by themselves
 * @param options.isCompiled whether nothing has to be compiled before the first report
 */
export function trainWatched(
  client: TrainerClient,
  ids: readonly string[],
  rounds: number | null,
  report: (progress: TrainProgress) => void,
  { course, isCompiled = false }: { readonly course?: TrainCourse | undefined; readonly isCompiled?: boolean } = {},
): Promise<TrainEnd> {
  return watched<TrainProgress, TrainEnd>(
    client,
    async (heard) => client.api.train(ids, rounds, Comlink.proxy(heard), course),
    report,
    // Drivers compile programs once more when they first draw with them.
    isCompiled ? SILENCE_LIMIT : START_LIMIT,
  );
}

/** Marks arrays for transfer. The page can no longer use them afterwards. */
export function handOver<T extends object>(value: T, ...arrays: { readonly buffer: ArrayBufferLike }[]): T {
  return Comlink.transfer(
    value,
    arrays.map((a) => a.buffer as ArrayBuffer),
  );
}

/** A copy that is transferred with its message. The page keeps the original. */
export function handOverCopy<A extends Float32Array | Int32Array>(array: A): A {
  const copy = array.slice() as A;
  return handOver(copy, copy);
}

/** A function that a worker may call. Its return value goes back to the worker. */
export function calledBack<F extends (...args: never[]) => unknown>(call: F): F {
  return Comlink.proxy(call);
}
