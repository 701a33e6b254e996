import type { BackendName } from '../backends/backend.ts';
import { startTrainer, within, type TrainerClient } from '../worker/client.ts';
import type { BackendReport } from '../worker/protocol.ts';

/** A training worker with a backend that has proved itself. */
export interface OpenedBackend {
  readonly client: TrainerClient;
  readonly report: BackendReport;
}

/** Milliseconds that a backend may take to start and to prove itself, compiling on a slow machine included. */
const OPEN_LIMIT = 60_000;

/** @throws BackendUnavailableError, or WorkerSilentError when no answer comes in time. */
export async function openBackend(name: BackendName): Promise<OpenedBackend> {
  const client = startTrainer();
  try {
    return { client, report: await within(client, client.api.open(name), OPEN_LIMIT) };
  } catch (error) {
    client.end();
    throw error;
  }
}

/**
 * The first backend of the list that starts and proves itself; `refused` says why the ones before it did not.
 * @throws the error of the last one when none does.
 */
export async function openFirst(
  names: readonly BackendName[],
): Promise<{ readonly opened: OpenedBackend; readonly refused: string }> {
  const refused: string[] = [];
  let last: unknown;
  for (const name of names) {
    try {
      return { opened: await openBackend(name), refused: refused.join(' ') };
    } catch (error) {
      last = error;
      refused.push(error instanceof Error ? error.message : String(error));
    }
  }
  throw last;
}
