/**
 * Runs the tests of a page that failed beside all the others once more, by themselves. On a busy machine a browser can starve
 * for minutes, which says nothing about the code. A test that fails by itself as well has failed; one that passes then is
 * named as unsteady at the end of the run, and must be mended.
 */

/** @typedef {import('./tally.mjs').Failure} Failure */
/** @typedef {import('./steps.mjs').Outcome} Outcome */

/** With more failures than these, something is broken, and no second try is made. */
const MOST = 3;

/**
 * @param {() => Promise<Outcome>} first runs all tests
 * @param {(failures: readonly Failure[]) => Promise<Outcome>} again runs those that failed
 * @param {Failure[]} unsteady takes the tests that passed only by themselves
 * @returns {Promise<Outcome>} counts every test once
 */
export async function withSecondTry(first, again, unsteady) {
  const all = await first();
  const { passed, failed, failures } = all.tally;
  // A failure without a test, such as a server that did not start, has no test to run again.
  if (all.isGood || failed === 0 || failed > MOST || failures.length !== failed) return all;
  const second = await again(failures);
  // A second try that died counts as failed in every test.
  const stillFailed = second.isGood ? 0 : Math.min(second.tally.failed || failed, failed);
  const isStill = (/** @type {Failure} */ { file, title }) =>
    second.tally.failures.some((one) => one.file === file && one.title === title);
  unsteady.push(...failures.filter((one) => second.isGood || (second.tally.failed > 0 && !isStill(one))));
  return {
    isGood: second.isGood,
    tally: { passed: passed + failed - stillFailed, failed: stillFailed, failures: second.tally.failures },
    output: `${all.output}\n── once more, by themselves: ${failures.map(({ title }) => title).join('; ')}\n${second.output}`,
  };
}
