import { errorRecord } from '../limits/errors.ts';
import type { Sentence } from '../limits/sentences.ts';
import { WorkerSilentError } from '../worker/client.ts';
import type { Notice } from './state.ts';

/** Any thrown value as a notice for the reader. */
export function noticeOf(error: unknown): Notice {
  const { message, action } = errorRecord(error);
  return { kind: 'error', text: message, action };
}

/** The same for a worker's answer: a worker that fell silent has done what `silent` says. */
export function noticeOfAnswer(error: unknown, { message, action }: Sentence): Notice {
  return error instanceof WorkerSilentError ? { kind: 'warning', text: message, action } : noticeOf(error);
}
