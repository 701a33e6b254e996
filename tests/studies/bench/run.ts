/** `npm run bench`: measures, prints tables as they come, and writes what was asked for. */
import { readFileSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, totalmem } from 'node:os';
import { join } from 'node:path';
import { type BenchBrowser, openBrowser } from './browser.ts';
import type { BrowserContender, Entrant, Machine, PythonContender, Run, SuiteResult } from './contract.ts';
import { type BenchOptions, parseOptions, USAGE } from './options.ts';
import { findPython, openPython } from './python.ts';
import { type OpenRunner, runSuite } from './rounds.ts';
import { chooseSuites } from './suites.ts';
import { intoPage, report, suiteTable, targetTable } from './tables.ts';

const README = join(import.meta.dirname, 'README.md');
const ROUNDS = { complete: 5, quick: 3 };

/** Shows what is being measured on one line that the next replaces; nothing where output is kept. */
function showProgress(text: string): void {
  if (process.stdout.isTTY) process.stdout.write(`\r\x1b[K${text}`);
}

function machineNow(browser: BenchBrowser, python: ReadonlyMap<PythonContender, string>): Machine {
  const processors = cpus();
  const load = loadavg()[0];
  return {
    date: new Date().toISOString(),
    processor: processors[0].model.trim(),
    cores: processors.length,
    memoryGigabytes: Math.round(totalmem() / 2 ** 30),
    load: [load, load],
    node: process.versions.node,
    browser: browser.version,
    renderer: browser.renderer,
    python: [...python.values()].map((name) => `${name}, one thread, OpenBLAS`),
  };
}

function openerOf(browser: BenchBrowser, python: ReadonlyMap<PythonContender, string>): OpenRunner {
  return (entrant) =>
    entrant.contender === 'torch' || entrant.contender === 'numpy'
      ? openPython(entrant as Entrant<PythonContender>, python)
      : browser.open(entrant as Entrant<BrowserContender>);
}

async function measure(options: BenchOptions): Promise<Run> {
  const suites = chooseSuites(options.only, options.quick);
  const rounds = options.rounds ?? (options.quick ? ROUNDS.quick : ROUNDS.complete);
  const begun = performance.now();
  const python = findPython();
  const browser = await openBrowser(options.browserArguments);
  try {
    const machine = machineNow(browser, python);
    const results: SuiteResult[] = [];
    for (const suite of suites) {
      const result = await runSuite(suite, rounds, openerOf(browser, python), (done) => {
        showProgress(`${suite.name}: ${done}`);
      });
      showProgress('');
      console.log(`${suiteTable(result)}\n`);
      results.push(result);
    }
    const minutes = (performance.now() - begun) / 60_000;
    const load = [machine.load[0], loadavg()[0]] as const;
    return { machine: { ...machine, load }, rounds, quick: options.quick, minutes, suites: results };
  } finally {
    await browser.close();
  }
}

/** @returns the exit code: 1 when one of ours could not be measured or the arguments are wrong */
export async function bench(args: readonly string[]): Promise<number> {
  let options: BenchOptions;
  try {
    options = parseOptions(args);
    chooseSuites(options.only, options.quick);
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : String(error)}\n\n${USAGE}`);
    return 1;
  }
  const run = await measure(options);
  console.log(`### What must be reached\n\n${targetTable(run.suites, false)}\n`);
  const [before, after] = run.machine.load;
  console.log(`${run.minutes.toFixed(1)} minutes, load ${before.toFixed(2)} before and ${after.toFixed(2)} after`);
  if (options.json !== null) writeFileSync(options.json, `${JSON.stringify(run, null, 1)}\n`);
  if (options.write) writeFileSync(README, intoPage(readFileSync(README, 'utf8'), report(run)));
  const failed = run.suites.flatMap(({ entrants }) =>
    entrants.filter(({ entrant, fault }) => fault !== null && entrant.contender.startsWith('ours')),
  );
  return failed.length > 0 ? 1 : 0;
}
