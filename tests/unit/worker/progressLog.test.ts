import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { stepSettings } from '../../browser/support/workload.ts';
import { ProgressLog } from '../../../src/worker/host/progressLog.ts';
import type { TrainProgress } from '../../../src/worker/protocol.ts';

const SETTINGS = stepSettings('adam');

beforeEach(() => void vi.useFakeTimers({ toFake: ['performance'] }));
afterEach(() => void vi.useRealTimers());

/** Steps of 7 ms, each of which is reported when a report is due; the page answers as `answer` does. */
async function train(steps: number, answer: () => Promise<void>): Promise<readonly TrainProgress[]> {
  const sent: TrainProgress[] = [];
  const log = new ProgressLog(10, (progress) => {
    sent.push(progress);
    return answer();
  });
  for (let step = 1; step <= steps; step++) {
    vi.advanceTimersByTime(7);
    log.add('lstm', step, { loss: step, gradNorm: 1 }, SETTINGS);
    if (log.reportDue()) log.flush([]);
    await new Promise((done) => setImmediate(done));
  }
  return sent;
}

it('reports at most ten times a second, and loses no step', async () => {
  const sent = await train(1000, () => Promise.resolve());
  // 7 seconds; the first step is reported at once.
  expect(sent.length).toBeGreaterThan(60);
  expect(sent.length).toBeLessThanOrEqual(71);
  const losses = sent.flatMap(({ models }) => models.flatMap((model) => [...model.losses]));
  expect(losses).toEqual(Array.from({ length: losses.length }, (_, k) => k + 1));
});

it('does not report again before the page has taken in the last report', async () => {
  expect(await train(1000, () => new Promise(() => undefined))).toHaveLength(1);
});
