import { errorRecord } from '../limits/errors.ts';
import type { Notice } from './state.ts';

/** Any thrown value as a notice for the reader. */
export function noticeOf(error: unknown): Notice {
  const { message, action } = errorRecord(error);
  return { kind: 'error', text: message, action };
}
