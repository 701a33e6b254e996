import {
  type WorkerClient,
  WorkerEndedError,
  WorkerMissingError,
  WorkerSilentError,
  within,
} from '../../worker/client.ts';
import { PING_LIMIT, SILENCE_LIMIT } from '../../worker/vitalSigns.ts';

/** Milliseconds that a person waits for the current call before the worker is ended. */
const GRACE = 700;

type Question<Api, T> = (api: WorkerClient<Api>['api']) => Promise<T>;

/** Calls to one worker. The first call starts it; it is replaced when it stops answering. */
export class WorkerCalls<Api> {
  private client: WorkerClient<Api> | null = null;
  private readonly pending = new Set<Promise<unknown>>();
  /** Those among them for which a person waits. */
  private readonly awaited = new Set<Promise<unknown>>();
  private endings = 0;
  private closed = false;

  /** @param pingLimit milliseconds within which an idle worker must answer a ping, unless a person waits */
  constructor(
    private readonly start: () => WorkerClient<Api>,
    private readonly pingLimit = PING_LIMIT,
  ) {}

  /**
   * Calls the worker. An idle worker is pinged first, so that a stuck one is replaced without delay and without a notice.
   *
   * @param silenceLimit milliseconds of silence after which it counts as stuck
   * @throws WorkerSilentError if it fails or is stuck, WorkerMissingError if it never began. The next call starts another.
   * @throws WorkerEndedError if it was ended meanwhile
   */
  call<T>(question: Question<Api, T>, silenceLimit = SILENCE_LIMIT): Promise<T> {
    return this.callWithin(this.pingLimit, question, silenceLimit);
  }

  /**
   * The same if a person waits for the answer: a pending call that takes long is broken off, unless a person waits for it too.
   * What was given with it would be lost without a word.
   *
   * @param question see `callSurely`
   */
  async callFirst<T>(question: Question<Api, T>): Promise<T> {
    if (this.pending.size > 0) {
      const grace = new Promise((resolve) => setTimeout(resolve, GRACE));
      await Promise.race([Promise.allSettled(this.pending), grace]);
      if (this.pending.size > 0 && this.awaited.size === 0) this.end();
    }
    return this.callSurely(question);
  }

  /**
   * The same for a call that waits for its turn. The question is asked again as often as the worker is ended under it, until
   * these calls are closed, and once if the worker falls silent. So it makes the arrays that it transfers each time anew. It is
   * not asked again of a worker that could not be loaded, because the person would wait twice as long to read so.
   */
  async callSurely<T>(question: Question<Api, T>): Promise<T> {
    for (let [limit, silences] = [PING_LIMIT, 0]; ; limit = this.pingLimit) {
      try {
        return await this.callWithin(limit, question, SILENCE_LIMIT, true);
      } catch (error) {
        if (!(error instanceof WorkerSilentError) || error instanceof WorkerMissingError || this.closed) throw error;
        if (!(error instanceof WorkerEndedError) && silences++ > 0) throw error;
      }
    }
  }

  /**
   * Ends the worker because the answer of a call is no longer wanted, unless it works at one for which a person waits: what is
   * not wanted stands behind it.
   */
  breakOff(): void {
    const [oldest] = this.pending;
    if (oldest === undefined || !this.awaited.has(oldest)) this.end();
  }

  /** Ends the worker. Pending calls reject with a `WorkerEndedError`. The next call starts another worker. */
  end(): void {
    this.endings++;
    this.discard();
  }

  /** Ends the worker if no call is pending. */
  release(): void {
    if (this.pending.size === 0) this.discard();
  }

  /** Ends the worker for good. */
  close(): void {
    this.closed = true;
    this.end();
  }

  private async callWithin<T>(
    pingLimit: number,
    question: Question<Api, T>,
    silence = SILENCE_LIMIT,
    isAwaited = false,
  ): Promise<T> {
    if (this.pending.size === 0) await this.discardIfStuck(pingLimit);
    if (this.closed) throw new WorkerEndedError();
    const client = (this.client ??= this.start());
    const answer = question(client.api);
    this.pending.add(answer);
    if (isAwaited) this.awaited.add(answer);
    try {
      return await within(client, answer, silence);
    } catch (error) {
      if (error instanceof WorkerSilentError && client === this.client) this.discard();
      const isEnded = error instanceof WorkerMissingError || error instanceof WorkerEndedError;
      if (error instanceof WorkerSilentError && !isEnded && client.signs.heard === 0) throw client.missing(error.cause);
      throw error;
    } finally {
      this.pending.delete(answer);
      this.awaited.delete(answer);
    }
  }

  private async discardIfStuck(limit: number): Promise<void> {
    const { client, endings } = this;
    if (!client) return;
    const isAlive = await client.signs.answers(limit);
    if (endings !== this.endings) throw new WorkerEndedError();
    if (!isAlive && client === this.client) this.discard();
  }

  private discard(): void {
    this.client?.end();
    this.client = null;
    this.pending.clear();
    this.awaited.clear();
  }
}
