/** How the page distinguishes a busy worker from one that hangs. */
import type { Beat, Ping } from './protocol.ts';

/**
 * Milliseconds of silence after which a started worker counts as stuck. A busy worker sends five beats per second
 * (`host/heart.ts`), and a busy machine may delay them by a second or two.
 */
export const SILENCE_LIMIT = 4500;

/**
 * The limit while the code, kernels or programs of a worker are still loading. The development server builds every
 * file when it is first requested, which may take long.
 */
export const START_LIMIT = import.meta.env.DEV ? 90_000 : 9000;

/** Milliseconds within which an idle worker answers a ping. It takes a few, and a busy machine delays it. */
export const PING_LIMIT = 300;
/**
 * The number of polls for the answer to a ping. A page that was held up does not poll meanwhile, so its own pauses do
 * not count against the worker.
 */
const PING_POLLS = 6;

/** Milliseconds between two polls. */
const POLL_EVERY = 250;
/**
 * The largest silence that one poll can add. A page that slept or was held up has not received messages meanwhile,
 * and its own pauses must not count against the worker.
 */
const LONGEST_PER_POLL = 2000;

/** Records the signs of life of a worker. */
export class VitalSigns {
  /** Number of messages so far. */
  heard = 0;
  /** Multiplications that the worker has reported. */
  work = 0;

  constructor(private readonly worker: Worker) {
    worker.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
      this.heard++;
      if (isBeat(data)) this.work += data.beat;
    });
  }

  /**
   * Pings the worker and resolves with whether it gives a sign of life within `limit` ms. A worker that is still
   * loading is not pinged: it cannot answer yet, and `START_LIMIT` applies to it.
   */
  answers(limit: number): Promise<boolean> {
    if (this.heard === 0) return Promise.resolve(true);
    const { heard, worker } = this;
    worker.postMessage({ ping: true } satisfies Ping);
    return new Promise((resolve) => {
      let polls = 0;
      const settle = (isAlive: boolean): void => {
        clearInterval(timer);
        worker.removeEventListener('message', hear);
        resolve(isAlive);
      };
      const hear = (): void => settle(true);
      worker.addEventListener('message', hear);
      const timer = setInterval(() => {
        if (++polls >= PING_POLLS) settle(this.heard !== heard);
      }, limit / PING_POLLS);
    });
  }
}

function isBeat(data: unknown): data is Beat {
  return typeof data === 'object' && data !== null && 'beat' in data && typeof data.beat === 'number';
}

/** Supervises one wait for a worker. */
export interface Watch {
  /** Rejects when the worker has been silent for too long; never resolves. */
  readonly silence: Promise<never>;
  /**
   * Call this when a report arrives. Everything has been loaded or compiled by then, so `SILENCE_LIMIT` applies from
   * now on.
   */
  heard(): void;
  end(): void;
}

/**
 * Starts supervising a worker.
 *
 * @param limit milliseconds of silence that are too long for a started worker, until its first report
 * @param error makes the error with which `silence` rejects after the given milliseconds
 */
export function watchOver(signs: VitalSigns, limit: number, error: (silent: number) => Error): Watch {
  let fail: (reason: Error) => void = () => undefined;
  const silence = new Promise<never>((_, reject) => {
    fail = reject;
  });
  silence.catch(() => undefined);
  let [known, silent, polled, most] = [signs.heard, 0, performance.now(), limit];
  const timer = setInterval(() => {
    const now = performance.now();
    silent += Math.min(now - polled, LONGEST_PER_POLL);
    polled = now;
    if (signs.heard !== known) [known, silent] = [signs.heard, 0];
    if (silent > (signs.heard === 0 ? Math.max(most, START_LIMIT) : most)) fail(error(silent));
  }, POLL_EVERY);
  return {
    silence,
    heard: () => {
      silent = 0;
      most = Math.min(most, SILENCE_LIMIT);
    },
    end: () => clearInterval(timer),
  };
}
