import type { BackendName } from '../backends/backend.ts';
import type { TrainerClient } from '../worker/client.ts';
import type { BackendReport } from '../worker/protocol.ts';
import type { BackendChoice } from './settings.ts';

export interface OpenedBackend {
  readonly client: TrainerClient;
  readonly report: BackendReport;
}

/** Backends in the order in which `auto` tries them. */
const LADDER: readonly BackendName[] = ['webgl', 'cpu'];

/**
 * Opens the backend that was chosen; for `auto` the first that starts and proves itself. `reason` says in words why.
 * @throws the error of the last backend tried when none starts.
 */
export async function backendLadder(
  choice: BackendChoice,
  open: (name: BackendName) => Promise<OpenedBackend>,
): Promise<OpenedBackend & { readonly reason: string }> {
  if (choice !== 'auto') return { ...(await open(choice)), reason: 'chosen in the settings' };
  let refused = '';
  let last: unknown;
  for (const name of LADDER) {
    try {
      const opened = await open(name);
      const proof = opened.report.deviation > 0 ? `one step proved to ${opened.report.deviation.toExponential(0)} of the reference` : 'the reference itself';
      return { ...opened, reason: refused ? `${proof}; ${refused}` : proof };
    } catch (error) {
      last = error;
      refused = error instanceof Error ? error.message : String(error);
    }
  }
  throw last;
}
