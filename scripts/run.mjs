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
 * Runs one of package.json's scripts to its end and shows its output.
 * @param {string} name
 * @returns {Promise<number>} its exit code, 1 when a signal ended it
 */
export function runScript(name) {
  return new Promise((done, failed) => {
    const options = { cwd: ROOT, shell: process.platform === 'win32' };
    const child = spawn('npm', ['run', '--silent', name], { ...options, stdio: ['ignore', 'inherit', 'inherit'] });
    child.on('error', failed);
    child.on('close', (code) => done(code ?? 1));
  });
}

/**
 * Runs a package's command to its end. Its output is shown as it comes, or kept and returned.
 * @param {string} packageName
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{keepOutput?: boolean, env?: Record<string, string>}} [options]
 * @returns {Promise<{code: number, output: string}>} code is 1 when a signal ended it
 */
export function runTool(packageName, command, args, { keepOutput = false, env = {} } = {}) {
  return new Promise((done, failed) => {
    const output = keepOutput ? 'pipe' : 'inherit';
    const child = spawn(process.execPath, [entryOf(packageName, command), ...args], {
      cwd: ROOT,
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
