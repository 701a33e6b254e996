/** Runs the project's own command-line tools, without a shell and without anything to type into. */
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './prepare.mjs';

/**
 * The file that a package starts its command with, so that it runs on this very Node on every platform.
 * @param {string} packageName
 * @param {string} command
 */
function entryOf(packageName, command) {
  const folder = join(ROOT, 'node_modules', packageName);
  /** @type {{bin: string | Record<string, string>}} */
  const { bin } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const file = typeof bin === 'string' ? bin : bin[command];
  if (!file) throw new Error(`${packageName} has no command ${command}`);
  return join(folder, file);
}

/**
 * Runs one of package.json's scripts to its end.
 * @param {string} name
 * @param {RunOptions} [options]
 * @returns {Promise<Run>}
 */
export function runScript(name, options) {
  return run('npm', ['run', '--silent', name], { ...options, shell: process.platform === 'win32' });
}

/**
 * Runs a package's command to its end. Its output is shown as it comes, or kept and returned.
 * @param {string} packageName
 * @param {string} command
 * @param {readonly string[]} args
 * @param {RunOptions} [options]
 * @returns {Promise<Run>}
 */
export function runTool(packageName, command, args, options) {
  return runFile(entryOf(packageName, command), args, options);
}

/**
 * Runs a file on this Node to its end.
 * @param {string} file
 * @param {readonly string[]} args
 * @param {RunOptions} [options]
 * @returns {Promise<Run>}
 */
export function runFile(file, args, options) {
  return run(process.execPath, [file, ...args], options);
}

/** @typedef {{keepOutput?: boolean, env?: Record<string, string>}} RunOptions the output is shown as it comes, or kept */
/** @typedef {{code: number, output: string}} Run code is 1 when a signal ended it */

/**
 * @param {string} program
 * @param {readonly string[]} args
 * @param {RunOptions & {shell?: boolean}} [options]
 * @returns {Promise<Run>}
 */
function run(program, args, { keepOutput = false, env = {}, shell = false } = {}) {
  return new Promise((done, failed) => {
    const output = keepOutput ? 'pipe' : 'inherit';
    const child = spawn(program, args, {
      cwd: ROOT,
      shell,
      stdio: ['ignore', output, output],
      env: { ...process.env, ...env },
    });
    let text = '';
    for (const stream of [child.stdout, child.stderr])
      stream?.setEncoding('utf8').on('data', (chunk) => (text += chunk));
    child.on('error', failed);
    child.on('close', (code) => done({ code: code ?? 1, output: text }));
  });
}
