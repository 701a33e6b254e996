import { expect, test } from 'vitest';
import { batchAt, batchPlan } from '../../../src/engine/batches.ts';
import { HELD_OUT_FROM, heldOutSplit } from '../../../src/engine/heldOut.ts';

const tokens = Int32Array.from({ length: 1_003 }, (_, k) => k);

test('the same step gives the same batch to every model, whatever was asked before', () => {
  const plan = batchPlan(tokens.length, 4, 16);
  const there = batchAt(tokens, plan, 3, 40);
  for (let step = 0; step < 10; step++) batchAt(tokens, plan, 3, step);
  expect(batchAt(tokens, plan, 3, 40)).toEqual(there);
});

test('epochs begin at offsets of their own, and another seed gives others', () => {
  const plan = batchPlan(tokens.length, 4, 60);
  expect(plan).toMatchObject({ streamLength: 250, stepsPerEpoch: 4, shortened: false });
  const starts = (seed: number) =>
    Array.from({ length: 12 }, (_, epoch) => batchAt(tokens, plan, seed, epoch * 4).x[0]);
  expect(new Set(starts(1)).size).toBeGreaterThan(3);
  expect(Math.max(...(starts(1) as number[]))).toBeLessThanOrEqual(10);
  expect(starts(1)).toEqual(starts(1));
  expect(starts(1)).not.toEqual(starts(2));
});

test('streams are contiguous parts of the text, in order', () => {
  const plan = batchPlan(tokens.length, 4, 60);
  const { x } = batchAt(tokens, plan, 1, 0);
  expect([x[1]! - x[0]!, x[2]! - x[1]!, x[3]! - x[2]!]).toEqual([250, 250, 250]);
});

test('a short text first gives up length, then streams: “hello” is one window of four pairs', () => {
  expect(batchPlan(5, 32, 64)).toEqual({ batch: 1, unroll: 4, streamLength: 4, stepsPerEpoch: 1, shortened: true });
  expect(batchPlan(1_000, 32, 64)).toMatchObject({ batch: 15, unroll: 64, shortened: true });
});

test('a text without a pair is refused', () => {
  expect(() => batchPlan(1, 1, 1)).toThrow(RangeError);
  expect(() => batchPlan(0, 1, 1)).toThrow(RangeError);
  expect(() => batchPlan(10, 0, 1)).toThrow(RangeError);
  expect(() => batchPlan(10, 1, 1.5)).toThrow(RangeError);
});

test('the last tenth of a text is held out from 2,000 characters on', () => {
  expect(heldOutSplit(HELD_OUT_FROM - 1)).toEqual({ train: 1_999, heldOut: 0 });
  expect(heldOutSplit(HELD_OUT_FROM)).toEqual({ train: 1_800, heldOut: 200 });
  expect(heldOutSplit(20_005)).toEqual({ train: 18_005, heldOut: 2_000 });
});
