/**
 * `npm test`: installs what is missing, then runs every check and every test. Steps that do not need one another run side by
 * side; after a failure no further step begins. The last line counts the tests of all runners: "N passed, N failed"; a step
 * that fails without a failing test counts as one. Before it stand the tests that failed.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { check } from './check.mjs';
import { findChromium, findHeadlessShell } from './chromium.mjs';
import { fail, prepare, ROOT } from './prepare.mjs';
import { runFile, runScript, runTool } from './run.mjs';
import { withSecondTry } from './secondTry.mjs';
import { runSteps } from './steps.mjs';
import { NO_TESTS, playwrightTally, sum, vitestTally } from './tally.mjs';

/**
 * Finds Chromium, or installs Debian's where that is possible without a question. In a container the headless shell is
 * installed beside a browser: it takes a third of the time.
 */
function ensureChromium() {
  if (process.env.CHROMIUM_PATH) {
    if (findChromium() === process.env.CHROMIUM_PATH) return;
    fail(`CHROMIUM_PATH names ${process.env.CHROMIUM_PATH}, which is no program: correct it or unset it.`);
  }
  const isRoot = process.getuid?.() === 0;
  if (findHeadlessShell() || (findChromium() && !isRoot)) return;
  install(isRoot, 'chromium-headless-shell');
  if (!findChromium()) install(isRoot, 'chromium');
  if (!findChromium()) {
    fail(
      'The tests need Chromium, which could not be installed here: install Chromium or Chrome, or set CHROMIUM_PATH to its program.',
    );
  }
}

/**
 * @param {boolean} isRoot
 * @param {string} name of a package of Debian
 */
function install(isRoot, name) {
  const [program = '', ...before] = isRoot ? ['apt-get'] : ['sudo', '-n', 'apt-get'];
  console.log(`Installing Chromium (apt-get install ${name}) …`);
  for (const args of [['update'], ['install', '-y', name]]) {
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    // Lists that cannot be brought up to date, of one source among several, may still do.
    spawnSync(program, [...before, ...args], { stdio: ['ignore', 'inherit', 'inherit'], env });
  }
}

/** @typedef {import('./steps.mjs').Step} Step */
/** @typedef {import('./tally.mjs').Failure} Failure */

/** @typedef {import('./steps.mjs').Outcome} Outcome */

/**
 * Runs Vitest on one of its projects.
 * @param {string} project
 * @param {readonly string[]} [files] only these
 * @returns {Promise<Outcome>}
 */
async function vitest(project, files = []) {
  const report = join(folder, `${project}.json`);
  rmSync(report, { force: true });
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const args = ['run', '--project', project, ...reporters, ...files];
  const { code, output } = await runTool('vitest', 'vitest', args, { keepOutput: true });
  return { isGood: code === 0, tally: tallyOf(report, vitestTally), output };
}

/**
 * Runs the end-to-end tests.
 * @param {readonly string[]} [options]
 * @returns {Promise<Outcome>}
 */
async function playwright(options = []) {
  const report = join(folder, 'playwright.json');
  rmSync(report, { force: true });
  const args = ['test', '--reporter=list,json', ...options];
  const { code, output } = await runTool('@playwright/test', 'playwright', args, {
    keepOutput: true,
    env: { PLAYWRIGHT_JSON_OUTPUT_FILE: report },
  });
  return { isGood: code === 0, tally: tallyOf(report, playwrightTally), output };
}

/** Tests that passed only when they ran by themselves. @type {Failure[]} */
const unsteady = [];

/**
 * The counts of a runner's report; nothing when the runner died before it had written one.
 * @param {string} report
 * @param {(json: string) => import('./tally.mjs').Tally} count
 */
function tallyOf(report, count) {
  return existsSync(report) ? count(readFileSync(report, 'utf8')) : NO_TESTS;
}

/** @type {readonly Step[]} */
const STEPS = [
  {
    name: 'Kernels',
    after: [],
    run: async () => {
      const { code, output } = await runFile(join(ROOT, 'scripts', 'buildWasm.mjs'), [], { keepOutput: true });
      return { isGood: code === 0, tally: NO_TESTS, output };
    },
  },
  {
    name: 'Check',
    after: [],
    run: async () => {
      /** @type {string[]} */
      const lines = [];
      const isGood = await check((text) => lines.push(text), { withArchitecture: false });
      return { isGood, tally: NO_TESTS, output: lines.join('\n') };
    },
  },
  {
    name: 'Build',
    after: ['Kernels'],
    run: async () => {
      const { code, output } = await runScript('build', { keepOutput: true });
      return { isGood: code === 0, tally: NO_TESTS, output };
    },
  },
  {
    name: 'Playwright',
    // The longest step; what fails sooner is known before it begins.
    after: ['Build', 'Vitest, node', 'Vitest, browser'],
    run: () =>
      withSecondTry(
        () => playwright(),
        () => playwright(['--last-failed', '--workers=1']),
        unsteady,
      ),
  },
  { name: 'Vitest, node', after: ['Kernels'], run: () => vitest('node') },
  {
    name: 'Vitest, browser',
    // The two suites in browsers are not run side by side: on two cores each took more than twice as long.
    after: ['Check', 'Build'],
    run: () =>
      withSecondTry(
        () => vitest('browser'),
        (failures) => vitest('browser', [...new Set(failures.map(({ file }) => file))]),
        unsteady,
      ),
  },
];

prepare();
ensureChromium();
const folder = mkdtempSync(join(tmpdir(), 'unrolled-test-'));
try {
  const { tallies, failed, skipped } = await runSteps(STEPS, { limit: Math.min(2, availableParallelism()) });
  if (failed.length > 0) {
    const rest = skipped.length > 0 ? `; not run: ${skipped.join(', ')}` : '';
    console.error(`\nFailed: ${failed.join(', ')}${rest}.`);
    process.exitCode = 1;
  }
  const { passed, failed: broken, failures } = sum(tallies);
  for (const { file, title, error } of failures) console.error(`Failed: ${file}, ${title}\n${error}\n`);
  for (const { file, title, error } of unsteady) {
    console.log(`Unsteady, passed only by itself: ${file}, ${title}\n${error}\n`);
  }
  console.log(`${passed} passed, ${broken} failed`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
