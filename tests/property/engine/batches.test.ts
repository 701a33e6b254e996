import fc from 'fast-check';
import { expect, test } from 'vitest';
import { batchAt, batchPlan } from '../../../src/engine/batches.ts';

/** Tokens that are their own place in the text, so that a batch shows where it was cut. */
function positions(count: number): Int32Array {
  return Int32Array.from({ length: count }, (_, k) => k);
}

const cut = fc.record({
  count: fc.integer({ min: 2, max: 400 }),
  batch: fc.integer({ min: 1, max: 12 }),
  unroll: fc.integer({ min: 1, max: 40 }),
  seed: fc.integer({ min: -1000, max: 2 ** 40 }),
  step: fc.integer({ min: 0, max: 500 }),
});

test('every target is the character right after its input, and inputs run on from one timestep to the next', () => {
  fc.assert(
    fc.property(cut, ({ count, batch, unroll, seed, step }) => {
      const plan = batchPlan(count, batch, unroll);
      const { x, y } = batchAt(positions(count), plan, seed, step);
      expect(x.length).toBe(plan.batch * plan.unroll);
      for (let p = 0; p < x.length; p++) {
        expect(y[p]).toBe(x[p]! + 1);
        expect(y[p]!).toBeLessThan(count);
        if (p >= plan.batch) expect(x[p]).toBe(x[p - plan.batch]! + 1);
      }
    }),
  );
});

test('a window with carried state begins where the window before it ended; one without begins an epoch', () => {
  fc.assert(
    fc.property(cut, ({ count, batch, unroll, seed, step }) => {
      const plan = batchPlan(count, batch, unroll);
      const next = batchAt(positions(count), plan, seed, step + 1);
      expect(next.carry).toBe((step + 1) % plan.stepsPerEpoch !== 0);
      if (!next.carry) return;
      const before = batchAt(positions(count), plan, seed, step);
      expect([...next.x.subarray(0, plan.batch)]).toEqual([...before.y.subarray(-plan.batch)]);
    }),
  );
});

test('an epoch reads no character twice as an input, and misses fewer than one window per stream', () => {
  fc.assert(
    fc.property(cut, ({ count, batch, unroll, seed, step }) => {
      const plan = batchPlan(count, batch, unroll);
      const first = Math.floor(step / plan.stepsPerEpoch) * plan.stepsPerEpoch;
      const read: number[] = [];
      for (let k = 0; k < plan.stepsPerEpoch; k++) read.push(...batchAt(positions(count), plan, seed, first + k).x);
      expect(new Set(read).size).toBe(read.length);
      const missed = count - 1 - read.length;
      expect(missed).toBeLessThan(plan.batch * plan.unroll + plan.batch);
    }),
  );
});

test('a text that is long enough keeps the sizes asked for; a shorter one shortens them and says so', () => {
  fc.assert(
    fc.property(cut, ({ count, batch, unroll }) => {
      const plan = batchPlan(count, batch, unroll);
      expect(plan.shortened).toBe(count - 1 < batch * unroll);
      if (!plan.shortened) expect([plan.batch, plan.unroll]).toEqual([batch, unroll]);
      expect(plan.batch * plan.unroll).toBeLessThanOrEqual(count - 1);
      expect(plan.stepsPerEpoch).toBeGreaterThanOrEqual(1);
    }),
  );
});
