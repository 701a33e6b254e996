import { describe, expect, it } from 'vitest';
import { NO_TESTS, playwrightTally, sum, vitestTally } from '../../../scripts/tally.mjs';

const lost = { file: 'a.test.ts', title: 'adds', error: 'expected 3' };

describe('the closing count', () => {
  it('adds up the tests of all runners, and names those that failed', () => {
    expect(
      sum([
        { passed: 3, failed: 0, failures: [] },
        { passed: 4, failed: 1, failures: [lost] },
      ]),
    ).toEqual({ passed: 7, failed: 1, failures: [lost] });
    expect(sum([])).toEqual(NO_TESTS);
  });

  it('counts a file that Vitest could not load as one failure', () => {
    const testResults = [
      { name: 'b.test.ts', status: 'failed', assertionResults: [] },
      {
        name: 'a.test.ts',
        status: 'failed',
        assertionResults: [
          { status: 'failed', fullName: 'adds', failureMessages: ['\u001b[31mexpected 3\u001b[39m'] },
          { status: 'passed', fullName: 'subtracts', failureMessages: [] },
        ],
      },
      { name: 'c.test.ts', status: 'passed', assertionResults: [{ status: 'passed', fullName: 'multiplies' }] },
    ];
    expect(vitestTally(JSON.stringify({ numPassedTests: 5, numFailedTests: 1, testResults }))).toEqual({
      passed: 5,
      failed: 2,
      failures: [lost, { file: 'b.test.ts', title: 'the file could not be loaded', error: '' }],
    });
  });

  it('counts errors outside tests as failures of Playwright, and finds failed tests in groups of groups', () => {
    const failed = {
      file: 'x.spec.ts',
      title: 'opens',
      tests: [{ status: 'unexpected', results: [{}, { error: { message: 'gone' } }] }],
    };
    const passed = { file: 'x.spec.ts', title: 'closes', tests: [{ status: 'expected', results: [{}] }] };
    const report = {
      stats: { expected: 6, unexpected: 1, flaky: 0, skipped: 2 },
      errors: [{ message: 'no server' }],
      suites: [{ specs: [passed], suites: [{ suites: [{ specs: [failed] }] }] }],
    };
    expect(playwrightTally(JSON.stringify(report))).toEqual({
      passed: 6,
      failed: 2,
      failures: [{ file: 'x.spec.ts', title: 'opens', error: 'gone' }],
    });
  });
});
