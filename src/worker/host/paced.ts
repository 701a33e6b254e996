/** The shortest time between two skippable reports in milliseconds. */
const EVERY = 100;

/** Reports on their way to the page. */
export interface PacedReports<Report> {
  readonly send: (report: Report) => void;
  /** Resolves when the page has processed the last report. */
  settled(): Promise<void>;
}

/**
 * Limits how often reports are sent: skippable reports are sent at most every 100 ms, all others at once.
 *
 * @param maySkip whether a report may be skipped, such as a report of progress that the next one replaces
 */
export function paced<Report>(
  report: (report: Report) => void | Promise<void>,
  maySkip: (report: Report) => boolean,
): PacedReports<Report> {
  let answer = Promise.resolve();
  let told = -Infinity;
  return {
    send(one) {
      if (maySkip(one)) {
        const now = performance.now();
        if (now - told < EVERY) return;
        told = now;
      }
      answer = Promise.resolve(report(one));
    },
    settled: () => answer,
  };
}
