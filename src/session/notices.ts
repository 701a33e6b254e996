import { errorRecord } from '../limits/errors.ts';
import type { Message } from '../limits/messages.ts';
import { WorkerMissingError, WorkerSilentError } from '../worker/client.ts';
import type { AppState } from '../state/state.ts';
import type { Notice } from '../state/notice.ts';

/** The notice of a thrown value. */
export function noticeOf(error: unknown): Notice {
  const { message, action } = errorRecord(error);
  return { kind: 'error', text: message, action };
}

/** The same for an error of a worker. If the worker fell silent, the notice is the given message. */
export function noticeOfAnswer(error: unknown, { message, action }: Message): Notice {
  const isSilent = error instanceof WorkerSilentError && !(error instanceof WorkerMissingError);
  return isSilent ? { kind: 'warning', text: message, action } : noticeOf(error);
}

type WithNotice = Pick<AppState, 'notice' | 'remark'>;

/** Shows a notice. A mere remark does not replace a notice that has a button: both are shown. */
export function withNotice(notice: Notice): (state: WithNotice) => Partial<WithNotice> {
  return ({ notice: shown }) => (shown?.offer && notice.kind === 'info' ? { remark: notice } : { notice });
}

/** The last notice of one action. It is removed when the action succeeds, because it is no longer true. */
export class ActionNotice {
  private last: Notice | null = null;

  constructor(private readonly set: (change: (state: WithNotice) => Partial<WithNotice>) => void) {}

  show(notice: Notice): void {
    this.last = notice;
    this.set(withNotice(notice));
  }

  clear(): void {
    const { last } = this;
    this.last = null;
    if (last === null) return;
    this.set(({ notice, remark }) => ({
      ...(notice === last && { notice: null }),
      ...(remark === last && { remark: null }),
    }));
  }
}
