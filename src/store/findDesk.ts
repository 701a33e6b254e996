import type { FindSubject } from '../analysis/scores/findings.ts';
import { type FinderClient, findWatched, startFinder } from '../worker/client.ts';

/** Milliseconds without a report after which a finder counts as stuck, unless a question says otherwise. */
const SILENCE_LIMIT = 60_000;

/**
 * A finder that stays loaded with one model and text, for questions that follow one another: what it has read for the first is
 * there for the second. Another model, text or label of one's own starts another finder.
 */
export class FindDesk {
  private loaded: {
    readonly client: FinderClient;
    readonly subject: FindSubject;
    readonly ready: Promise<void>;
  } | null = null;

  /**
   * @param subject told apart by the identity of what it holds; copied, so that it stays the page's
   * @param question is asked when the finder is ready; `heard` is to be called with the share that is done
   * @param limit milliseconds without a report after which the finder counts as stuck
   * @throws WorkerSilentError if the finder fails, is stuck, or is closed meanwhile
   */
  async ask<T>(
    subject: FindSubject,
    question: (api: FinderClient['api'], heard: (share: number) => void) => Promise<T>,
    report: (share: number) => void = () => undefined,
    limit = SILENCE_LIMIT,
  ): Promise<T> {
    const { client, ready } = this.open(subject);
    try {
      return await findWatched<number, T>(
        client,
        async (api, heard) => {
          await ready;
          return question(api, heard);
        },
        report,
        () => limit,
      );
    } catch (error) {
      if (this.loaded?.client === client) this.close();
      throw error;
    }
  }

  /** Ends the finder and gives its memory back; the next question starts another. */
  close(): void {
    this.loaded?.client.end();
    this.loaded = null;
  }

  private open(subject: FindSubject): NonNullable<FindDesk['loaded']> {
    if (this.loaded && isSame(this.loaded.subject, subject)) return this.loaded;
    this.close();
    const client = startFinder();
    const ready = client.api.load(subject);
    ready.catch(() => undefined);
    return (this.loaded = { client, subject, ready });
  }
}

function isSame(a: FindSubject, b: FindSubject): boolean {
  return a.params === b.params && a.tokens === b.tokens && a.hypotheses === b.hypotheses;
}
