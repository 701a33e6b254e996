/** Fetches the experiments that the page brings along, trained (see `TRAINED`). */
import { ImportError } from '../limits/errors.ts';
import { MESSAGES } from '../limits/messages.ts';
import { TRAINED } from '../state/trained.ts';
import { handOver } from '../worker/client.ts';
import type { ViewerApi } from '../worker/protocol.ts';
import { checkedExperiment, type ReadExperiment } from './experimentIntake.ts';
import type { Viewing } from './viewing.ts';

/** The most milliseconds that its file may take: 400 kB on a slow line. After that it is trained here, or another text taken. */
const FETCH_LIMIT = 20_000;

/**
 * The trained experiment of this name, read and checked in every part.
 *
 * @throws ImportError if its file cannot be fetched, or is not one
 */
export async function fetchTrained(name: string, viewing: Viewing): Promise<ReadExperiment> {
  const bytes = await bytesOf(name);
  const file = { name: `${name}.zip`, bytes };
  const open = (api: ViewerApi) => api.openFiles(handOver([file], bytes), null, null);
  const opened = await viewing.worker.callFirst<Awaited<ReturnType<typeof open>>>(open);
  if (!('archived' in opened)) throw unavailable(name);
  const { title } = TRAINED.find((one) => one.name === name)!;
  return { ...checkedExperiment(opened.archived), name: title };
}

async function bytesOf(name: string): Promise<Uint8Array<ArrayBuffer>> {
  try {
    const signal = AbortSignal.timeout(FETCH_LIMIT);
    const response = await fetch(new URL(`trained/${name}.zip`, document.baseURI), { signal });
    // A static host may answer with a page of its own for what it lacks.
    if (!response.ok) throw new Error(`status ${response.status}`);
    return new Uint8Array(await response.arrayBuffer());
  } catch (cause) {
    throw unavailable(name, cause);
  }
}

function unavailable(name: string, cause?: unknown): ImportError {
  const { title } = TRAINED.find((one) => one.name === name)!;
  return new ImportError(MESSAGES.trainedUnavailable(title), { cause });
}
