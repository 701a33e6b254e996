/** Counts of tests from the JSON reports of the runners. */

/** @typedef {{passed: number, failed: number}} Tally */

/**
 * Tests of a Vitest report; a file that could not be loaded counts as one failure.
 * @param {string} json
 * @returns {Tally}
 */
export function vitestTally(json) {
  /** @type {{numPassedTests: number, numFailedTests: number, testResults: {status: string, assertionResults: unknown[]}[]}} */
  const report = JSON.parse(json);
  const broken = report.testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0,
  );
  return { passed: report.numPassedTests, failed: report.numFailedTests + broken.length };
}

/**
 * Tests of a Playwright report; one that passed only when repeated has failed, and so has a run that met an error.
 * @param {string} json
 * @returns {Tally}
 */
export function playwrightTally(json) {
  /** @type {{stats: {expected: number, unexpected: number, flaky: number}, errors: unknown[]}} */
  const { stats, errors } = JSON.parse(json);
  return { passed: stats.expected, failed: stats.unexpected + stats.flaky + errors.length };
}

/**
 * @param {readonly Tally[]} tallies
 * @returns {Tally}
 */
export function sum(tallies) {
  return tallies.reduce((a, b) => ({ passed: a.passed + b.passed, failed: a.failed + b.failed }), {
    passed: 0,
    failed: 0,
  });
}
