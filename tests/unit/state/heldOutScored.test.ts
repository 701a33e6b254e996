import fc from 'fast-check';
import { expect, test } from 'vitest';
import { lengthOf } from '../../../src/engine/range.ts';
import { heldOutSplit } from '../../../src/engine/heldOut.ts';
import { heldOutScored, SCORED, WARM_UP } from '../../../src/state/heldOutScored.ts';
import { heldOutOptions, describeScored } from '../../../src/views/describeHeldOut.ts';
import { specOf } from '../engine/models.ts';

const textOf = (length: number) => ({ tokens: new Int32Array(length), trainCount: heldOutSplit(length).train });

test('every prediction that is said to be scored is scored once, in order, after a warm-up', () => {
  const sizes = fc.integer({ min: 2, max: 400_000 });
  fc.assert(
    fc.property(sizes, fc.constantFrom('part' as const, 'all' as const), fc.boolean(), (length, choice, isLarge) => {
      const text = textOf(length);
      const spec = specOf({ hidden: isLarge ? 300 : 8 });
      const scored = heldOutScored(text, choice, spec);
      if (text.trainCount === length) {
        expect(scored).toBeNull();
        return;
      }
      expect(scored!.of).toBe(length - text.trainCount - 1);
      expect(scored!.count).toBe(choice === 'all' ? scored!.of : Math.min(SCORED, scored!.of));
      let next = text.trainCount;
      for (const { from, scored: part } of scored!.stretches) {
        expect(part.from).toBe(next);
        expect(part.from - from).toBe(Math.min(WARM_UP, part.from));
        expect(lengthOf(part)).toBeLessThanOrEqual(isLarge || choice === 'part' ? SCORED : 20_000);
        next = part.to;
      }
      expect(next - text.trainCount).toBe(scored!.count);
      expect(next).toBeLessThan(length);
    }),
  );
});

test('the page says how many characters that is', () => {
  const long = textOf(3_196_213);
  expect(describeScored(long, 'part')).toBe(
    'the first 4,000 of 319,620 predictions, after a warm-up of 1,000 characters',
  );
  expect(describeScored(long, 'all')).toBe('all 319,620 predictions, after a warm-up of 1,000 characters');
  expect(heldOutOptions(long)).toEqual([
    ['part', 'first 4,000'],
    ['all', 'all 319,620'],
  ]);
  expect(heldOutOptions(textOf(24_449))).toBeNull();
  expect(describeScored(textOf(1999), 'all')).toBeNull();
});
