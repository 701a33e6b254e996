/** Counts of tests from the JSON reports of the runners. */
import { stripVTControlCharacters } from 'node:util';

/**
 * @typedef {object} Tally
 * @property {number} passed
 * @property {number} failed
 * @property {readonly Failure[]} failures
 */

/** @typedef {{file: string, title: string, error: string}} Failure a test that failed, and the beginning of what it said */

/** Characters of an error that are kept. */
const ERROR_LENGTH = 600;

/** @type {Tally} */
export const NO_TESTS = { passed: 0, failed: 0, failures: [] };

/**
 * Tests of a Vitest report; a file that could not be loaded counts as one failure.
 * @param {string} json
 * @returns {Tally}
 */
export function vitestTally(json) {
  /** @type {{numPassedTests: number, numFailedTests: number, testResults: {name: string, status: string, assertionResults: {status: string, fullName: string, failureMessages?: string[]}[]}[]}} */
  const report = JSON.parse(json);
  const broken = report.testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0,
  );
  const failures = report.testResults.flatMap(({ name, assertionResults }) =>
    assertionResults
      .filter(({ status }) => status === 'failed')
      .map(({ fullName, failureMessages }) => failure(name, fullName, failureMessages?.[0])),
  );
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + broken.length,
    failures: [...failures, ...broken.map(({ name }) => failure(name, 'the file could not be loaded'))],
  };
}

/** @typedef {{file: string, title: string, tests: {status: string, results?: {error?: {message?: string}}[]}[]}} Spec */
/** @typedef {{specs?: Spec[], suites?: Suite[]}} Suite */

/**
 * Tests of a Playwright report; a run that met an error outside its tests has failed.
 * @param {string} json
 * @returns {Tally}
 */
export function playwrightTally(json) {
  /** @type {{stats: {expected: number, unexpected: number, flaky: number}, errors: unknown[], suites: Suite[]}} */
  const { stats, errors, suites } = JSON.parse(json);
  const failed = specsOf(suites).filter(({ tests }) =>
    tests.some(({ status }) => status === 'unexpected' || status === 'flaky'),
  );
  return {
    passed: stats.expected,
    failed: stats.unexpected + stats.flaky + errors.length,
    failures: failed.map(({ file, title, tests }) =>
      failure(file, title, tests.flatMap(({ results = [] }) => results).find(({ error }) => error)?.error?.message),
    ),
  };
}

/**
 * @param {string} file
 * @param {string} title
 * @param {string} [error]
 * @returns {Failure}
 */
function failure(file, title, error = '') {
  return { file, title, error: stripVTControlCharacters(error).slice(0, ERROR_LENGTH) };
}

/**
 * @param {readonly Suite[]} suites
 * @returns {Spec[]}
 */
function specsOf(suites) {
  return suites.flatMap(({ specs = [], suites: inner = [] }) => [...specs, ...specsOf(inner)]);
}

/**
 * @param {readonly Tally[]} tallies
 * @returns {Tally}
 */
export function sum(tallies) {
  return tallies.reduce(
    (a, b) => ({ passed: a.passed + b.passed, failed: a.failed + b.failed, failures: [...a.failures, ...b.failures] }),
    NO_TESTS,
  );
}
