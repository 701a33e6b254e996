import { BackendUnavailableError } from '../../../limits/errors.ts';
import { MESSAGES } from '../../../limits/messages.ts';

/** "The webgl backend cannot be used here: …" */
export function unavailable(reason: string): BackendUnavailableError {
  return new BackendUnavailableError(MESSAGES.backendUnavailable('webgl', reason));
}
