import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Names under which Chrome and Chromium are installed. */
const BROWSERS = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];
/** The same engine without the browser's own windows. A page opens in it in a third of the time. */
const HEADLESS_SHELLS = ['chromium-headless-shell', 'chrome-headless-shell'];

/** Arguments with which the tests start Chromium: no sandbox (root in containers), no traffic of its own. */
export const CHROMIUM_ARGS = [
  '--no-sandbox',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Path of what the tests run in: the program that CHROMIUM_PATH names, else a headless shell, else a browser; null if none. */
export function findChromium(env = process.env) {
  return named(env) ?? findHeadlessShell(env) ?? find(BROWSERS, env);
}

/** Path of a headless shell on the PATH; null if there is none. */
export function findHeadlessShell(env = process.env) {
  return find(HEADLESS_SHELLS, env);
}

/** Path of a whole browser, in which people use the page: the benchmarks run in it. */
export function findBrowser(env = process.env) {
  return named(env) ?? find(BROWSERS, env);
}

/** @param {NodeJS.ProcessEnv} env */
function named({ CHROMIUM_PATH: path }) {
  return path && isProgram(path) ? path : null;
}

/**
 * @param {readonly string[]} names
 * @param {NodeJS.ProcessEnv} env
 */
function find(names, env) {
  const paths = (env.PATH ?? '').split(delimiter).flatMap((folder) => names.map((name) => join(folder, name)));
  return paths.find(isProgram) ?? null;
}

/** @param {string} path */
function isProgram(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
