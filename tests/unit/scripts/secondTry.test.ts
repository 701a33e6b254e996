import { describe, expect, it } from 'vitest';
import { withSecondTry } from '../../../scripts/secondTry.mjs';
import type { Failure } from '../../../scripts/tally.mjs';

const failuresOf = (...titles: string[]): Failure[] =>
  titles.map((title) => ({ file: 'a.spec.ts', title, error: 'late' }));

/** The outcome of a run with so many good tests and these failures. */
function outcome(passed: number, ...titles: string[]) {
  const tally = { passed, failed: titles.length, failures: failuresOf(...titles) };
  return { isGood: titles.length === 0, tally, output: '' };
}

/** Runs both tries; the second is counted. */
async function tried(first: ReturnType<typeof outcome>, second: ReturnType<typeof outcome>) {
  const unsteady: Failure[] = [];
  let seconds = 0;
  const { isGood, tally } = await withSecondTry(
    () => Promise.resolve(first),
    (failures) => {
      seconds++;
      expect(failures).toEqual(first.tally.failures);
      return Promise.resolve(second);
    },
    unsteady,
  );
  return { isGood, passed: tally.passed, failed: tally.failed, unsteady: unsteady.map(({ title }) => title), seconds };
}

describe('the second try of tests of a page', () => {
  it('is not made where all passed, or where more failed than a busy machine explains', async () => {
    expect(await tried(outcome(9), outcome(0))).toMatchObject({ isGood: true, passed: 9, seconds: 0 });
    const many = outcome(9, 'a', 'b', 'c', 'd');
    expect(await tried(many, outcome(4))).toMatchObject({ isGood: false, failed: 4, seconds: 0 });
  });

  it('is not made where something failed that is no test', async () => {
    const noServer = { isGood: false, tally: { passed: 0, failed: 1, failures: [] }, output: '' };
    expect(await tried(noServer, outcome(1))).toMatchObject({ isGood: false, failed: 1, seconds: 0 });
  });

  it('counts every test once, and names those that passed only by themselves', async () => {
    expect(await tried(outcome(8, 'a', 'b'), outcome(2))).toEqual({
      isGood: true,
      passed: 10,
      failed: 0,
      unsteady: ['a', 'b'],
      seconds: 1,
    });
  });

  it('fails where a test fails again', async () => {
    expect(await tried(outcome(8, 'a', 'b'), outcome(1, 'b'))).toEqual({
      isGood: false,
      passed: 9,
      failed: 1,
      unsteady: ['a'],
      seconds: 1,
    });
  });

  it('fails in every test where the second try died', async () => {
    const dead = { isGood: false, tally: { passed: 0, failed: 0, failures: [] }, output: '' };
    expect(await tried(outcome(8, 'a', 'b'), dead)).toMatchObject({
      isGood: false,
      passed: 8,
      failed: 2,
      unsteady: [],
    });
  });
});
