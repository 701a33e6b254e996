import fc from 'fast-check';
import { expect, test } from 'vitest';
import { nextCheckpoint } from '../../../src/engine/checkpoints.ts';

function schedule(until: number): number[] {
  const steps = [0];
  while (steps.at(-1)! < until) steps.push(nextCheckpoint(steps.at(-1)!));
  return steps;
}

test('weights are kept at every early step and then ever more rarely', () => {
  expect(schedule(100)).toEqual([0, 1, 2, 3, 4, 6, 8, 11, 16, 23, 32, 45, 64, 91, 128]);
  expect(schedule(1e6).length).toBe(41);
});

test('from any step on the next kept one is a step of the one schedule', () => {
  const all = schedule(2e6);
  fc.assert(
    fc.property(fc.nat(1_000_000), (step) => {
      expect(nextCheckpoint(step)).toBe(all.find((kept) => kept > step));
    }),
  );
});
