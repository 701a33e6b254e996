/** Runs steps side by side where one does not need another, and says when each begins and ends. */
import { NO_TESTS } from './tally.mjs';

/** @typedef {import('./tally.mjs').Tally} Tally */

/**
 * @typedef {object} Outcome
 * @property {boolean} isGood
 * @property {Tally} tally
 * @property {string} output what the step wrote, shown in one piece when it has ended
 */

/**
 * @typedef {object} Step
 * @property {string} name
 * @property {readonly string[]} after names of the steps whose results this one needs
 * @property {() => Promise<Outcome>} run
 */

/**
 * Runs each step as soon as those that it needs have passed and fewer than `limit` steps are running; earlier steps of the
 * list come first. After a failure the steps that are running come to their end, and no other step begins.
 * @param {readonly Step[]} steps
 * @param {{limit: number, print?: (text: string) => void, now?: () => number}} options
 * @returns {Promise<{tallies: readonly Tally[], failed: readonly string[], skipped: readonly string[]}>} names of the steps
 * that failed, and of those that were not run because of a failure. A step that fails without a failing test counts as one.
 */
export async function runSteps(steps, { limit, print = console.log, now = () => performance.now() }) {
  const waiting = [...steps];
  /** @type {Set<string>} */
  const passed = new Set();
  /** @type {string[]} */
  const failed = [];
  /** @type {Tally[]} */
  const tallies = [];
  /** @type {Map<string, Promise<void>>} */
  const running = new Map();

  /** @param {Step} step */
  async function begin({ name, run }) {
    print(`▶ ${name}`);
    const start = now();
    const { isGood, tally, output } = await attempt(run);
    tallies.push(!isGood && tally.failed === 0 ? { ...tally, failed: 1 } : tally);
    if (isGood) passed.add(name);
    else failed.push(name);
    const title = `${isGood ? '✔' : '✘'} ${name}${isGood ? '' : ' failed'}, ${((now() - start) / 1000).toFixed(0)} s`;
    print(output.trim() === '' ? title : `\n── ${name}\n${output.trim()}\n${title}\n`);
    running.delete(name);
  }

  for (;;) {
    const ready = waiting.filter(({ after }) => after.every((name) => passed.has(name)));
    if (failed.length === 0) {
      for (const step of ready.slice(0, limit - running.size)) {
        waiting.splice(waiting.indexOf(step), 1);
        running.set(step.name, begin(step));
      }
    }
    if (running.size === 0) break;
    await Promise.race(running.values());
  }
  return { tallies, failed, skipped: waiting.map(({ name }) => name) };
}

/**
 * A step that throws, because a runner died before it had written its report, has failed as well.
 * @param {Step['run']} run
 * @returns {Promise<Outcome>}
 */
async function attempt(run) {
  try {
    return await run();
  } catch (error) {
    return { isGood: false, tally: NO_TESTS, output: String(error) };
  }
}
