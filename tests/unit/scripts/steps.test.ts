import { describe, expect, it } from 'vitest';
import { runSteps } from '../../../scripts/steps.mjs';
import type { Tally } from '../../../scripts/tally.mjs';

interface Started {
  readonly name: string;
  end(isGood?: boolean, failed?: number, output?: string): Promise<void>;
}

/** Steps that end when the test says so. */
function staged(needs: Readonly<Record<string, readonly string[]>>, limit: number) {
  const running = new Map<string, Started>();
  const printed: string[] = [];
  const steps = Object.entries(needs).map(([name, after]) => ({
    name,
    after,
    run: () =>
      new Promise<{ isGood: boolean; tally: Tally; output: string }>((done) => {
        running.set(name, {
          name,
          end: async (isGood = true, failed = 0, output = '') => {
            running.delete(name);
            done({ isGood, tally: { passed: 1, failed, failures: [] }, output });
            await settled();
          },
        });
      }),
  }));
  const all = runSteps(steps, { limit, print: (text) => printed.push(text), now: () => 0 });
  return { all, printed, started: () => [...running.keys()], end: (name: string) => running.get(name)!.end };
}

/** Lets every promise that is due come to its end. */
async function settled(): Promise<void> {
  await new Promise((done) => setImmediate(done));
}

describe('steps of npm test', () => {
  it('begin when what they need has passed, at most so many at once, earlier ones first', async () => {
    const { all, started, end } = staged({ a: [], b: [], c: ['a'], d: ['c'], e: [] }, 2);
    await settled();
    expect(started()).toEqual(['a', 'b']);
    await end('a')();
    expect(started()).toEqual(['b', 'c']);
    await end('b')();
    expect(started()).toEqual(['c', 'e']);
    await end('c')();
    expect(started()).toEqual(['e', 'd']);
    await end('d')();
    await end('e')();
    const tallies = Array.from({ length: 5 }, () => ({ passed: 1, failed: 0, failures: [] }));
    expect(await all).toEqual({ tallies, failed: [], skipped: [] });
  });

  it('do not begin after one has failed; those that run come to their end', async () => {
    const { all, started, end } = staged({ a: [], b: [], c: ['a'], d: [] }, 2);
    await settled();
    await end('a')(false, 2);
    expect(started()).toEqual(['b']);
    await end('b')();
    expect(await all).toEqual({
      tallies: [
        { passed: 1, failed: 2, failures: [] },
        { passed: 1, failed: 0, failures: [] },
      ],
      failed: ['a'],
      skipped: ['c', 'd'],
    });
  });

  it('show their output in one piece when they end', async () => {
    const { all, printed, end } = staged({ a: [], b: [] }, 2);
    await settled();
    await end('b')(true, 0, 'first line\nsecond line\n');
    await end('a')(false);
    await all;
    expect(printed).toEqual(['▶ a', '▶ b', '\n── b\nfirst line\nsecond line\n✔ b, 0 s\n', '✘ a failed, 0 s']);
  });

  it('have failed when they throw, which counts as one failure', async () => {
    const broken = { name: 'a', after: [], run: () => Promise.reject(new Error('no such program')) };
    const printed: string[] = [];
    const { tallies, failed } = await runSteps([broken], { limit: 1, print: (text) => printed.push(text) });
    expect({ tallies, failed }).toEqual({ tallies: [{ passed: 0, failed: 1, failures: [] }], failed: ['a'] });
    expect(printed.join()).toContain('no such program');
  });
});
