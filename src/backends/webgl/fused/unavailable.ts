import { BackendUnavailableError } from '../../../limits/errors.ts';
import { SENTENCES } from '../../../limits/sentences.ts';

/** "The webgl backend cannot be used here: …" */
export function unavailable(reason: string): BackendUnavailableError {
  return new BackendUnavailableError(SENTENCES.backendUnavailable('webgl', reason));
}
