import type { BackendName } from '../backends/backend.ts';
import { BackendUnavailableError } from '../limits/errors.ts';
import { MESSAGES } from '../limits/messages.ts';
import {
  startTrainer,
  type TrainerClient,
  WorkerEndedError,
  WorkerMissingError,
  WorkerSilentError,
  within,
} from '../worker/client.ts';
import { START_LIMIT } from '../worker/vitalSigns.ts';
import type { BackendReport } from '../worker/protocol.ts';

/** A training worker whose backend has passed its self-test. */
export interface OpenedBackend {
  readonly client: TrainerClient;
  readonly report: BackendReport;
}

/**
 * @param limit milliseconds of silence after which the worker counts as stuck
 * @param started receives the worker before its backend starts, so that it can be ended
 * @throws BackendUnavailableError, or WorkerSilentError if no answer comes in time
 */
export async function openBackend(
  name: BackendName,
  limit = START_LIMIT,
  started: (client: TrainerClient) => void = () => undefined,
): Promise<OpenedBackend> {
  const client = startTrainer();
  started(client);
  try {
    return { client, report: await within(client, client.api.open(name), limit) };
  } catch (error) {
    client.end();
    throw error;
  }
}

/**
 * Opens the first backend of the list that starts and passes its self-test; `refused` says why those before it did not.
 * @param refusing receives why one or more did not, before the next is tried: that one may take seconds to start
 * @throws BackendUnavailableError if none does; WorkerMissingError, WorkerEndedError
 */
export async function openFirst(
  names: readonly BackendName[],
  started: (client: TrainerClient) => void,
  refusing: (refused: string) => void,
): Promise<{ readonly opened: OpenedBackend; readonly refused: string }> {
  const refused: string[] = [];
  for (const name of names) {
    try {
      return { opened: await openBackend(name, START_LIMIT, started), refused: refused.join(' ') };
    } catch (error) {
      // Without the worker's file no backend starts. After the worker was ended, no backend is wanted.
      if (error instanceof WorkerMissingError || error instanceof WorkerEndedError) throw error;
      refused.push(error instanceof WorkerSilentError ? `${name} did not start.` : messageOf(error));
      refusing(refused.join(' '));
    }
  }
  throw new BackendUnavailableError(MESSAGES.noBackend(refused));
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
