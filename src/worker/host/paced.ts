/** Milliseconds between two reports that may be left out, at least. */
const EVERY = 100;

/** Reports on their way to the page. */
export interface PacedReports<Report> {
  readonly tell: (report: Report) => void;
  /** Resolves when the page has taken in the last one. */
  taken(): Promise<void>;
}

/**
 * Passes reports on, those that may be left out at most every 100 ms.
 *
 * @param mayBeLeftOut of reports of how far something has come, which the next one replaces
 */
export function paced<Report>(
  report: (report: Report) => void | Promise<void>,
  mayBeLeftOut: (report: Report) => boolean,
): PacedReports<Report> {
  let answer = Promise.resolve();
  let told = -Infinity;
  return {
    tell(one) {
      if (mayBeLeftOut(one)) {
        const now = performance.now();
        if (now - told < EVERY) return;
        told = now;
      }
      answer = Promise.resolve(report(one));
    },
    taken: () => answer,
  };
}
