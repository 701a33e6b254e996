/**
 * The heartbeat of a worker. While a worker computes, it tells the thread that started it that it is alive and how
 * much work it has done. A busy worker can still post messages, so no shared memory is needed. While it is idle, it
 * answers pings. Comlink ignores these messages.
 */
import { onPulse } from '../../engine/pulse.ts';
import type { Beat, Ping } from '../protocol.ts';

/** The shortest time between two beats in milliseconds. */
const BEAT_EVERY = 200;

let last = 0;
let work = 0;
/** Workers that this worker has started. */
const below = new Set<Worker>();

/** Sends a beat if the last one is old enough. Otherwise its work is added to the next beat. */
function beat(multiplications: number): void {
  work += multiplications;
  const now = performance.now();
  if (now - last < BEAT_EVERY) return;
  const message: Beat = { beat: work };
  last = now;
  work = 0;
  postMessage(message);
}

/** Call this once when a worker starts. The first beat says that its code has been loaded. */
export function startHeart(): void {
  onPulse(beat);
  addEventListener('message', ({ data }: MessageEvent<unknown>) => {
    if (isPing(data)) void answerPing();
  });
  postMessage({ beat: 0 } satisfies Beat);
}

/** Whether a message is a ping, which is answered here. */
function isPing(data: unknown): data is Ping {
  return typeof data === 'object' && data !== null && 'ping' in data;
}

/** Answers a ping. A worker that depends on workers below it is alive only if all of them are. */
async function answerPing(): Promise<void> {
  await Promise.all([...below].map(signOf));
  postMessage({ beat: 0 } satisfies Beat);
}

/** Resolves with the next message from a worker. */
function signOf(worker: Worker): Promise<void> {
  return new Promise((resolve) => {
    worker.addEventListener('message', () => resolve(), { once: true });
    worker.postMessage({ ping: true } satisfies Ping);
  });
}

/**
 * Registers a worker as one below this one: forwards its beats, and pings it when this worker is pinged.
 *
 * @returns a function that ends the worker
 */
export function watchBelow(worker: Worker): () => void {
  below.add(worker);
  worker.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
    if (isBeat(data)) beat(data.beat);
  });
  return () => {
    below.delete(worker);
    worker.terminate();
  };
}

function isBeat(data: unknown): data is Beat {
  return typeof data === 'object' && data !== null && 'beat' in data;
}

/** Sends beats while a promise is pending that is certain to settle, such as a fetch with a time limit. */
export async function beatWhile<T>(waiting: Promise<T>): Promise<T> {
  const timer = setInterval(() => beat(0), BEAT_EVERY);
  try {
    return await waiting;
  } finally {
    clearInterval(timer);
  }
}
