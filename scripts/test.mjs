/**
 * `npm test`: installs what is missing, then runs every check and every test, stopping at the first step that fails. The
 * last line counts the tests of all runners: "N passed, N failed"; a step that fails without a failing test counts as one.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { check } from './check.mjs';
import { findChromium } from './chromium.mjs';
import { fail, prepare, ROOT } from './prepare.mjs';
import { runScript, runTool } from './run.mjs';
import { playwrightTally, sum, vitestTally } from './tally.mjs';

/** Finds Chromium, or installs Debian's where that is possible without a question. */
function ensureChromium() {
  if (process.env.CHROMIUM_PATH && findChromium() !== process.env.CHROMIUM_PATH) {
    fail(`CHROMIUM_PATH names ${process.env.CHROMIUM_PATH}, which is no program: correct it or unset it.`);
  }
  if (findChromium()) return;
  const isRoot = process.getuid?.() === 0;
  const [program = '', ...before] = isRoot ? ['apt-get'] : ['sudo', '-n', 'apt-get'];
  console.log('Installing Chromium (apt-get install chromium) …');
  for (const args of [['update'], ['install', '-y', 'chromium']]) {
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    const { status } = spawnSync(program, [...before, ...args], { stdio: ['ignore', 'inherit', 'inherit'], env });
    if (status !== 0) break;
  }
  if (!findChromium()) {
    fail(
      'The tests need Chromium, which could not be installed here: install Chromium or Chrome, or set CHROMIUM_PATH to its program.',
    );
  }
}

/** @typedef {{name: string, run: (report: string) => Promise<{isGood: boolean, tally: import('./tally.mjs').Tally}>}} Step */

const NOTHING = { passed: 0, failed: 0 };

/**
 * @param {string} project
 * @returns {Step}
 */
function vitestStep(project) {
  return {
    name: `Vitest, ${project}`,
    run: async (report) => {
      const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
      const { code } = await runTool('vitest', 'vitest', ['run', '--project', project, ...reporters]);
      return { isGood: code === 0, tally: vitestTally(readFileSync(report, 'utf8')) };
    },
  };
}

/** @type {readonly Step[]} */
const STEPS = [
  { name: 'Check', run: async () => ({ isGood: await check(), tally: NOTHING }) },
  {
    name: 'Kernels',
    run: async () => ({
      isGood: spawnSync(process.execPath, ['scripts/buildWasm.mjs'], { cwd: ROOT, stdio: 'inherit' }).status === 0,
      tally: NOTHING,
    }),
  },
  vitestStep('node'),
  vitestStep('browser'),
  { name: 'Build', run: async () => ({ isGood: (await runScript('build')) === 0, tally: NOTHING }) },
  {
    name: 'Playwright',
    run: async (report) => {
      const env = { PLAYWRIGHT_JSON_OUTPUT_FILE: report };
      const { code } = await runTool('@playwright/test', 'playwright', ['test', '--reporter=list,json'], { env });
      return { isGood: code === 0, tally: playwrightTally(readFileSync(report, 'utf8')) };
    },
  },
];

/**
 * A runner that dies before it has written its report has failed as well.
 * @param {Step} step
 * @param {string} report
 */
async function attempt(step, report) {
  try {
    return await step.run(report);
  } catch (error) {
    console.error(error);
    return { isGood: false, tally: NOTHING };
  }
}

prepare();
ensureChromium();
const folder = mkdtempSync(join(tmpdir(), 'unrolled-test-'));
const tallies = [];
try {
  for (const [k, step] of STEPS.entries()) {
    console.log(`\n▶ ${step.name}`);
    const { isGood, tally } = await attempt(step, join(folder, `${k}.json`));
    tallies.push(!isGood && tally.failed === 0 ? { ...tally, failed: 1 } : tally);
    if (!isGood) {
      console.error(`\n${step.name} failed; the steps after it were not run.`);
      process.exitCode = 1;
      break;
    }
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
const { passed, failed } = sum(tallies);
console.log(`${passed} passed, ${failed} failed`);
