import { VitalSigns } from '../../../src/worker/vitalSigns.ts';
import { type WorkerClient, WorkerEndedError, WorkerMissingError } from '../../../src/worker/client.ts';

/** A worker without a thread: it answers pings until it hangs, and its api is the test's. */
export interface FakeWorker<Api> {
  readonly client: WorkerClient<Api>;
  readonly isEnded: () => boolean;
  /** From now on it says nothing more. */
  hang(): void;
}

/** @param hasBegun whether its code has arrived */
export function fakeWorker<Api>(api: object, hasBegun = true): FakeWorker<Api> {
  const worker = new EventTarget();
  let isDeaf = false;
  let isEnded = false;
  const beat = (): void => void worker.dispatchEvent(new MessageEvent('message', { data: { beat: 0 } }));
  const postMessage = (): void => {
    if (!isDeaf) queueMicrotask(beat);
  };
  const signs = new VitalSigns(Object.assign(worker, { postMessage }) as unknown as Worker);
  if (hasBegun) beat();
  let fail: (reason: Error) => void = () => undefined;
  const failed = new Promise<never>((_, reject) => {
    fail = reject;
  });
  failed.catch(() => undefined);
  const end = (): void => {
    isEnded = true;
    fail(new WorkerEndedError());
  };
  return {
    client: {
      api: api as WorkerClient<Api>['api'],
      failed,
      fail,
      signs,
      missing: (cause) => new WorkerMissingError(cause),
      end,
    },
    isEnded: () => isEnded,
    hang: () => {
      isDeaf = true;
    },
  };
}
