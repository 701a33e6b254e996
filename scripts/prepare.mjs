/** What a machine needs before anything else runs: a Node that is new enough, and the packages of the lock file. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));

/** Oldest Node that Vite runs on. */
const MIN_NODE = [20, 19];

/**
 * What is wrong with a version of Node, as a sentence; null if it will do.
 * @param {string} version such as 20.19.0
 */
export function nodeError(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const [wantedMajor = 0, wantedMinor = 0] = MIN_NODE;
  if (major > wantedMajor || (major === wantedMajor && minor >= wantedMinor)) return null;
  return `Unrolled needs Node ${MIN_NODE.join('.')} or newer, but this is Node ${version}: install a newer one and run the command again.`;
}

/**
 * Whether node_modules holds what the lock file asks for, going by the record that npm leaves there after a whole
 * installation. Packages for other platforms may be missing.
 * @param {string} root
 */
export function isInstalled(root) {
  try {
    const wanted = packagesOf(join(root, 'package-lock.json'));
    const present = packagesOf(join(root, 'node_modules', '.package-lock.json'));
    return Object.entries(wanted).every(
      ([path, { version, optional }]) => path === '' || optional === true || present[path]?.version === version,
    );
  } catch {
    return false;
  }
}

/**
 * @param {string} file
 * @returns {Record<string, {version?: string, optional?: boolean}>}
 */
function packagesOf(file) {
  /** @type {{packages: Record<string, {version?: string, optional?: boolean}>}} */
  const lock = JSON.parse(readFileSync(file, 'utf8'));
  return lock.packages;
}

/** Ends the process with a sentence if this machine lacks what cannot be installed; installs packages that are missing. */
export function prepare() {
  const validationError = nodeError(process.versions.node);
  if (validationError) fail(validationError);
  if (isInstalled(ROOT)) return;
  console.log('Installing packages …');
  // `npm ci` refuses a lock file in which it misses a package of another platform; `npm install` then keeps to the lock too.
  const isDone = [['ci'], ['install', '--no-save']].some((args) => {
    const shell = process.platform === 'win32';
    return spawnSync('npm', args, { cwd: ROOT, stdio: ['ignore', 'inherit', 'inherit'], shell }).status === 0;
  });
  if (!isDone) fail('The packages could not be installed: see what npm says above, then run the command again.');
}

/**
 * @param {string} sentence
 * @returns {never}
 */
export function fail(sentence) {
  console.error(sentence);
  process.exit(1);
}
