import { describe, expect, it } from 'vitest';
import type { Entrant, Suite, Workload } from '../../studies/bench/contract.ts';
import { type OpenRunner, runSuite } from '../../studies/bench/rounds.ts';

const workload: Workload = { cell: 'lstm', V: 8, H: 4, B: 2, T: 3, optimizer: 'adam' };

function suiteOf(...labels: readonly string[]): Suite {
  const entrants = labels.map((label): Entrant => ({ label, contender: 'ours-wasm', workload }));
  return { name: 'test', title: 'Test', entrants, sliceMilliseconds: 7 };
}

/** Runners that write down what is asked of them; those named in `failing` fail in the given round. */
function recorder(failing: Readonly<Record<string, number>> = {}): {
  readonly log: string[];
  readonly open: OpenRunner;
} {
  const log: string[] = [];
  const open: OpenRunner = async ({ label }) => {
    if (failing[label] === 0) throw new Error(`${label} does not start\n  at some place`);
    log.push(`open ${label}`);
    let round = 0;
    return {
      opened: { detail: label, characters: 6 },
      async slice(milliseconds) {
        if (++round === failing[label]) throw new Error(`${label} broke`);
        log.push(label);
        return { steps: round, milliseconds, loss: 1 };
      },
      counts: async () => ({ draws: null, gpuBytes: null, wasmBytes: 5 }),
      close: async () => void log.push(`close ${label}`),
    };
  };
  return { log, open };
}

describe('interleaved rounds', () => {
  it('open everybody first, then let all step in turn, each round beginning with another, and close all', async () => {
    const { log, open } = recorder();
    await runSuite(suiteOf('a', 'b', 'c'), 3, open, () => undefined);
    expect(log.join(', ')).toBe('open a, open b, open c, a, b, c, b, c, a, c, a, b, close a, close b, close c');
  });

  it("give each entrant the suite's slice of time and keep its rounds in order", async () => {
    const { entrants } = await runSuite(suiteOf('a', 'b'), 2, recorder().open, () => undefined);
    const slices = [1, 2].map((steps) => ({ steps, milliseconds: 7, loss: 1 }));
    expect(entrants.map((result) => result.slices)).toEqual([slices, slices]);
    expect(entrants[1].counts?.wasmBytes).toBe(5);
  });

  it('go on without one that does not start, and say why in one line', async () => {
    const { entrants } = await runSuite(suiteOf('a', 'b'), 2, recorder({ a: 0 }).open, () => undefined);
    expect(entrants[0]).toMatchObject({ fault: 'a does not start', slices: [], opened: null });
    expect(entrants[1]).toMatchObject({ fault: null, slices: [{ steps: 1 }, { steps: 2 }] });
  });

  it('throw out all rounds of one that fails in the middle, and still close it', async () => {
    const { log, open } = recorder({ b: 2 });
    const { entrants } = await runSuite(suiteOf('a', 'b'), 3, open, () => undefined);
    expect(entrants[1]).toMatchObject({ fault: 'b broke', slices: [], counts: null });
    expect(entrants[0].slices).toHaveLength(3);
    expect(log).toContain('close b');
  });
});
