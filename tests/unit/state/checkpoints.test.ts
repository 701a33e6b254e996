import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addCheckpoint, runAt } from '../../../src/state/savedCheckpoints.ts';
import type { Checkpoint, ModelRun } from '../../../src/state/model.ts';

const checkpoint = (step: number): Checkpoint => ({ step, params: new Float32Array(10).fill(step) });
const steps = (list: readonly Checkpoint[]) => list.map(({ step }) => step);

describe('kept weights', () => {
  test('stay under their limit, and the first and the newest are always among them', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 30 }), fc.integer({ min: 1, max: 80 }), (most, count) => {
        let kept: readonly Checkpoint[] = [checkpoint(0)];
        for (let n = 1; n <= count; n++) {
          kept = addCheckpoint(kept, checkpoint(n * n), most * 40);
          expect(kept.length).toBeLessThanOrEqual(Math.max(2, most));
          expect([kept[0]!.step, kept.at(-1)!.step]).toEqual([0, n * n]);
          expect(steps(kept)).toEqual([...steps(kept)].sort((a, b) => a - b));
        }
      }),
    );
  });

  test('after a run went back, steps that it takes again replace what was kept of them', () => {
    const kept = [0, 1, 2, 4].map(checkpoint);
    expect(steps(addCheckpoint(kept, checkpoint(2)))).toEqual([0, 1, 2]);
  });

  test('a list that was given is not changed', () => {
    const kept = [checkpoint(0), checkpoint(1), checkpoint(2)];
    addCheckpoint(kept, checkpoint(3), 80);
    expect(steps(kept)).toEqual([0, 1, 2]);
  });
});

test('a run is looked at with the weights kept nearest to the step asked for, or with its newest', () => {
  const run = {
    params: new Float32Array(10).fill(-1),
    paramsStep: 9,
    checkpoints: [0, 2, 8].map(checkpoint),
  } as unknown as ModelRun;
  expect(runAt(run, null)).toBe(run);
  expect([runAt(run, 0), runAt(run, 3), runAt(run, 6), runAt(run, 50)].map((r) => r.paramsStep)).toEqual([0, 2, 8, 8]);
  expect(runAt(run, 3).params[0]).toBe(2);
});
