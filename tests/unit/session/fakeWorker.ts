import { VitalSigns } from '../../../src/worker/vitalSigns.ts';
import { type WorkerClient, WorkerEndedError } from '../../../src/worker/client.ts';

/** A worker without a thread: it has begun, answers pings until it hangs, and its api is the test's. */
export interface FakeWorker<Api> {
  readonly client: WorkerClient<Api>;
  readonly isEnded: () => boolean;
  /** From now on it says nothing more. */
  hang(): void;
}

export function fakeWorker<Api>(api: object): FakeWorker<Api> {
  const worker = new EventTarget();
  let isDeaf = false;
  let isEnded = false;
  const beat = (): void => void worker.dispatchEvent(new MessageEvent('message', { data: { beat: 0 } }));
  const postMessage = (): void => {
    if (!isDeaf) queueMicrotask(beat);
  };
  const signs = new VitalSigns(Object.assign(worker, { postMessage }) as unknown as Worker);
  beat();
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
    client: { api: api as WorkerClient<Api>['api'], failed, fail, signs, end },
    isEnded: () => isEnded,
    hang: () => {
      isDeaf = true;
    },
  };
}
