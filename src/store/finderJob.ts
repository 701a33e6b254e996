import { type FinderClient, findWatched, startFinder } from '../worker/client.ts';

/**
 * One long question at a time, each to a finder of its own: pictures go on beside it, it can be ended at any moment, and its
 * memory goes with it.
 */
export class FinderJob {
  private running: { readonly client: FinderClient; readonly stopped: () => void } | null = null;

  /**
   * Asks; another question that runs is stopped.
   *
   * @param stopped is called if the question is stopped before it is answered; nothing is reported afterwards
   * @param limit milliseconds of silence after which it counts as stuck
   * @returns whether it was answered; false if it was stopped
   * @throws WorkerSilentError if the finder fails or is stuck; what the question throws
   */
  async run<Report>(
    question: (api: FinderClient['api'], heard: (report: Report) => void) => Promise<void>,
    report: (report: Report) => void,
    stopped: () => void,
    limit: () => number,
  ): Promise<boolean> {
    this.stop();
    const client = startFinder();
    const running = { client, stopped };
    this.running = running;
    const isRunning = (): boolean => this.running === running;
    try {
      await findWatched<Report, void>(
        client,
        question,
        (one) => {
          if (isRunning()) report(one);
        },
        limit,
      );
      return isRunning();
    } catch (error) {
      if (isRunning()) throw error;
      return false;
    } finally {
      client.end();
      if (isRunning()) this.running = null;
    }
  }

  /** Ends the question that runs. */
  stop(): void {
    const { running } = this;
    if (!running) return;
    this.running = null;
    running.client.end();
    running.stopped();
  }
}
