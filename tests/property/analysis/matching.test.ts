import { lengthOf } from '../../../src/engine/range.ts';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type OnRule, type Side, type SignedUnit, SIGNS } from '../../../src/analysis/matching/onRule.ts';
import {
  findOccurrences,
  MOST_OCCURRENCES,
  type OccurrencesQuestion,
} from '../../../src/analysis/matching/occurrences.ts';
import { unitsOnSpan } from '../../../src/analysis/matching/spanUnits.ts';
import { atLeast } from '../../../src/analysis/matching/together.ts';
import { ENCODE } from '../../../src/analysis/scores/codes.ts';
import type { ChannelRange } from '../../../src/engine/spec.ts';

/** Values that lie well apart, so that no threshold falls between a value and its code. */
const LEVELS: Readonly<Record<ChannelRange, readonly number[]>> = {
  gate: [0.05, 0.2, 0.4, 0.6, 0.8, 0.95],
  signed: [-0.9, -0.5, -0.2, 0, 0.2, 0.5, 0.9],
  unbounded: [-7, -2, -0.5, 0, 0.5, 2, 7],
};
const THRESHOLDS: Readonly<Record<ChannelRange, readonly number[]>> = {
  gate: [0.1, 0.5, 0.7, 0.9],
  signed: [0.1, 0.3, 0.7],
  unbounded: [0.3, 1, 5],
};

interface States {
  readonly range: ChannelRange;
  readonly hidden: number;
  readonly count: number;
  readonly side: Side;
  readonly on: number;
  /** [H][count] */
  readonly values: readonly (readonly number[])[];
}

const states: fc.Arbitrary<States> = fc
  .tuple(fc.constantFrom<ChannelRange>('gate', 'signed', 'unbounded'), fc.integer({ min: 1, max: 5 }))
  .chain(([range, hidden]) =>
    fc.integer({ min: 1, max: 60 }).chain((count) =>
      fc.record({
        range: fc.constant(range),
        hidden: fc.constant(hidden),
        count: fc.constant(count),
        side: fc.constantFrom<Side>('high', 'low', 'both'),
        on: fc.constantFrom(...THRESHOLDS[range]),
        values: fc.array(fc.array(fc.constantFrom(...LEVELS[range]), { minLength: count, maxLength: count }), {
          minLength: hidden,
          maxLength: hidden,
        }),
      }),
    ),
  );

/** The definition, word by word: h ≥ τ, −h ≥ τ, and of a gate open ≥ τ or shut ≤ 1 − τ. */
function isOn({ range, on }: States, value: number, sign: number): boolean {
  if (sign > 0) return value >= on;
  return range === 'gate' ? value <= 1 - on + 1e-12 : -value >= on;
}

test('every place is a maximal run that satisfies the condition, and none is missed', () => {
  fc.assert(
    fc.property(
      states,
      fc.array(fc.tuple(fc.nat(4), fc.constantFrom(1, -1)), { minLength: 1, maxLength: 5 }),
      fc.nat(4),
      fc.integer({ min: 1, max: 9 }),
      fc.option(fc.tuple(fc.nat(60), fc.integer({ min: 1, max: 8 })), { nil: null }),
      fc.nat(1000),
      (of, picked, extra, length, span, from) => {
        const numbers = [...new Set(picked.map(([unit]) => unit % of.hidden))];
        const units = numbers.map((unit, k): SignedUnit => ({ unit, sign: picked[k]![1] as 1 | -1 }));
        const least = Math.max(1, units.length - extra);
        const own = span && { from: from + span[0], to: from + span[0] + span[1] };
        const codes = Uint16Array.from(of.values.flat(), (value) => ENCODE[of.range](value));
        const question: OccurrencesQuestion = {
          source: { layer: 0, channel: 'h' },
          units,
          side: of.side,
          on: of.on,
          least,
          length,
          own,
        };
        const found = findOccurrences({ codes, range: of.range, read: { from, to: from + of.count } }, question);
        const countAt = (t: number): number =>
          units.filter(({ unit, sign }) => t >= 0 && t < of.count && isOn(of, of.values[unit]![t]!, sign)).length;
        const isIn = (t: number): boolean => t >= 0 && t < of.count && countAt(t) >= least;

        const expected: { from: number; to: number; on: number; others: number }[] = [];
        let together = 0;
        for (let start = 0; start < of.count; start++) {
          if (isIn(start)) together++;
          if (!isIn(start) || isIn(start - 1)) continue;
          let end = start;
          while (isIn(end)) end++;
          const ts = Array.from({ length: end - start }, (_, k) => start + k);
          if (own && ts.some((t) => from + t >= own.from && from + t < own.to)) continue;
          let others = 0;
          for (let unit = 0; unit < of.hidden; unit++) {
            if (numbers.includes(unit)) continue;
            for (const t of ts)
              if (SIGNS[of.side].some((sign) => isOn(of, of.values[unit]![t]!, sign))) others += 1 / ts.length;
          }
          expected.push({ from: from + start, to: from + end, on: Math.max(...ts.map(countAt)), others });
        }
        expect(found.together).toBe(together);
        expect([...found.runs]).toEqual(expected.flatMap((one) => [one.from, one.to]));
        const ranked = [...expected].sort(
          (a, b) =>
            b.on - a.on ||
            Math.abs(lengthOf(a) - length) - Math.abs(lengthOf(b) - length) ||
            (Math.abs(a.others - b.others) > 1e-9 ? a.others - b.others : 0) ||
            a.from - b.from,
        );
        expect(found.best.map((one) => [one.on, Math.abs(lengthOf(one) - length)])).toEqual(
          ranked.slice(0, MOST_OCCURRENCES).map((one) => [one.on, Math.abs(lengthOf(one) - length)]),
        );
        for (const one of found.best) {
          const same = expected.find((occurrence) => occurrence.from === one.from)!;
          expect(one).toEqual({ ...same, others: expect.closeTo(same.others, 9) });
        }
        for (let k = 1; k < found.best.length; k++) {
          const [a, b] = [found.best[k - 1]!, found.best[k]!];
          if (a.on === b.on && Math.abs(lengthOf(a) - length) === Math.abs(lengthOf(b) - length))
            expect(a.others).toBeLessThanOrEqual(b.others);
        }
      },
    ),
    { numRuns: 2000 },
  );
});

test('the units of a span are those that are on over it and off around it', () => {
  fc.assert(
    fc.property(
      states,
      fc.nat(60),
      fc.integer({ min: 1, max: 12 }),
      fc.constantFrom(0.5, 0.6, 1),
      fc.nat(3),
      fc.nat(3),
      (of, at, wanted, share, before, after) => {
        const start = at % of.count;
        const length = Math.min(wanted, of.count - start);
        const rule: OnRule = { side: of.side, on: of.on, off: of.on, share, before, after };
        const values = Float32Array.from({ length: of.count * of.hidden }, (_, k) => {
          return of.values[k % of.hidden]![Math.floor(k / of.hidden)]!;
        });
        const rows = { values, hidden: of.hidden, before: start, length, after: of.count - start - length };
        const found = unitsOnSpan(rows, of.range, rule);
        let anywhere = 0;
        let throughout = 0;
        const chosen: string[] = [];
        for (let unit = 0; unit < of.hidden; unit++) {
          const own = of.values[unit]!.map((value) => Math.fround(value));
          const shares = SIGNS[of.side].map((sign) => {
            const on = own.slice(start, start + length).filter((value) => levelIsOn(of, value, sign)).length;
            return { sign, on };
          });
          const best = shares.reduce((a, b) => (b.on > a.on ? b : a));
          if (best.on > 0) anywhere++;
          if (best.on === 0 || best.on < share * length - 1e-6) continue;
          throughout++;
          const around = [
            ...own.slice(Math.max(0, start - before), start),
            ...own.slice(start + length).slice(0, after),
          ];
          if (around.every((value) => !levelIsOn(of, value, best.sign))) chosen.push(`${unit} ${best.sign}`);
        }
        expect([found.anywhere, found.throughout]).toEqual([anywhere, throughout]);
        expect(found.chosen.map(({ unit, sign }) => `${unit} ${sign}`).sort()).toEqual(chosen.sort());
        for (const one of found.chosen) {
          const own = of.values[one.unit]!.slice(start, start + length);
          expect(one.mean).toBeCloseTo(own.reduce((a, b) => a + b, 0) / length, 5);
        }
      },
    ),
    { numRuns: 2000 },
  );
});

/** As the page computes it, in float32 values and float64 arithmetic. */
function levelIsOn({ range, on }: States, value: number, sign: number): boolean {
  return (sign > 0 ? value : range === 'gate' ? 1 - value : -value) >= on;
}

test('the chance that so many of independent events happen is the sum over all ways in which they can', () => {
  fc.assert(
    fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 8 }), fc.nat(9), (p, least) => {
      let sum = 0;
      for (let way = 0; way < 2 ** p.length; way++) {
        let chance = 1;
        let happened = 0;
        for (const [k, one] of p.entries()) {
          const is = (way >> k) & 1;
          chance *= is ? one : 1 - one;
          happened += is;
        }
        if (happened >= least) sum += chance;
      }
      expect(atLeast(p, least)).toBeCloseTo(sum, 10);
    }),
  );
});
