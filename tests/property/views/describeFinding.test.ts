/** The first line of Find agrees with the numbers beside it, whatever they are. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type CostInterval, directionOf } from '../../../src/analysis/ablation/costIntervals.ts';
import type { LabelFinding } from '../../../src/analysis/scores/findings.ts';
import { VERDICT_ORDER } from '../../../src/state/bestFinding.ts';
import type { ScoreRow } from '../../../src/state/foundScores.ts';
import { describeFinding, intervalText } from '../../../src/views/find/describeFinding.ts';

const cost: fc.Arbitrary<CostInterval | null> = fc.option(
  fc.record({
    count: fc.integer({ min: 1, max: 1000 }),
    mean: fc.double({ min: -3, max: 3, noNaN: true }),
    half: fc.option(fc.double({ min: 0, max: 2, noNaN: true })),
  }),
);
const row: fc.Arbitrary<ScoreRow> = fc
  .record({
    kind: fc.constantFrom('binary' as const, 'numeric' as const),
    name: fc.constantFrom('inside double quotes', 'vowel', 'position in line'),
    direction: fc.constantFrom(1 as const, -1 as const),
    score: fc.double({ min: 0.5, max: 1, noNaN: true }),
    verdict: fc.constantFrom(...VERDICT_ORDER),
    unit: fc.integer({ min: 0, max: 511 }),
  })
  .map(({ kind, name, direction, score, verdict, unit }) => ({
    finding: { kind, name } as LabelFinding,
    index: 0,
    position: { layer: 0, channel: 'c', unit },
    isBest: true,
    direction,
    score,
    mark: 0.5,
    untrained: 0.5,
    probe: null,
    verdict,
  }));

/** The amount in a phrase, in nats with its sign; null for "nothing". */
function saidOf(phrase: string, unit: 'bits' | 'nats' | 'perplexity', verb: string): readonly [number, number] | null {
  if (/nothing/.test(phrase)) return null;
  if (unit === 'perplexity') {
    const factor = Number(/by ([\d.]+)/.exec(phrase)![1]);
    return [Math.log(Math.max(1e-9, factor - 0.0051)), Math.log(factor + 0.0051)];
  }
  const scale = unit === 'bits' ? Math.LN2 : 1;
  const sign = verb === 'saves' ? -1 : 1;
  const size = /less than 0\.01/.test(phrase) ? [0, 0.0051] : [-0.0051, 0.0051].map((d) => amountOf(phrase) + d);
  const ends = size.map((one) => sign * scale * one).sort((a, b) => a - b);
  return [ends[0]!, ends[1]!];
}

const amountOf = (phrase: string): number => Number(/([\d.]+)/.exec(phrase)![1]);

test('a cost is stated as large as it is, and "nothing" only where its interval holds 0', () => {
  fc.assert(
    fc.property(row, cost, cost, fc.constantFrom('bits', 'nats', 'perplexity'), (one, on, off, lossUnit) => {
      const tracking = { ...one, verdict: 'tracks' as const };
      const sentence = describeFinding(
        tracking,
        { on, off, there: 'there' },
        { model: 'LSTM', layers: 1, isUntrained: false, isTrainedSince: false, isChosen: true, lossUnit },
      );
      expect(sentence).toContain(`c ${one.position.unit} `);
      const stated = /; holding it (costs|saves|multiplies the perplexity) (.*?) there(?: and (.*) elsewhere)?\.$/.exec(
        sentence,
      );
      if (!on || on.half === null) {
        expect(stated).toBeNull();
        return;
      }
      const [, verb, there, elsewhere] = stated!;
      const check = (phrase: string, of: CostInterval, itsVerb: string): void => {
        const said = saidOf(phrase, lossUnit, itsVerb);
        if (said === null) {
          expect(Math.abs(of.mean)).toBeLessThanOrEqual(of.half!);
        } else {
          expect(directionOf(of)).not.toBe(0);
          expect(of.mean).toBeGreaterThanOrEqual(said[0]);
          expect(of.mean).toBeLessThanOrEqual(said[1]);
        }
      };
      check(there!, on, verb!);
      if (!off || off.half === null) expect(elsewhere).toBeUndefined();
      else check(elsewhere!, off, /^(costs|saves)/.exec(elsewhere!)?.[0] ?? verb!);
      // "nothing" without a doubt is not said of an interval that the other side's cost would be lost in.
      if (elsewhere?.endsWith('nothing') && directionOf(on) !== 0)
        expect(off!.half!).toBeLessThanOrEqual(Math.abs(on.mean));
    }),
    { numRuns: 500 },
  );
});

test('only a unit that tracks its label is said to do so without a "but"; costs stand only there', () => {
  fc.assert(
    fc.property(row, fc.boolean(), fc.boolean(), (one, isChosen, isUntrained) => {
      const costs = { on: { count: 9, mean: 1, half: 0.1 }, off: null, there: 'there' };
      const sentence = describeFinding(one, costs, {
        model: 'LSTM',
        layers: 2,
        isUntrained,
        isTrainedSince: false,
        isChosen,
        lossUnit: 'bits',
      });
      const isPlain = one.verdict === 'tracks' || one.verdict === 'open';
      expect(/No unit|but /.test(sentence) || /: (the last|a unit|that is)/.test(sentence)).toBe(!isPlain);
      expect(sentence.includes('holding it')).toBe(one.verdict === 'tracks');
      const direction = /is on |rises /.test(sentence) ? 1 : /is low |falls /.test(sentence) ? -1 : null;
      if (direction !== null) expect(direction).toBe(one.direction);
      const score = /\((?:ρ )?(> )?([\d.]+)\)/.exec(sentence);
      if (score?.[1]) expect(one.score).toBeGreaterThan(Number(score[2]));
      else if (score) expect(one.score).toBeCloseTo(Number(score[2]), 1.99);
    }),
    { numRuns: 500 },
  );
});

test('nothing scored, nothing found and an untrained network each have a sentence', () => {
  const about = {
    model: 'GRU',
    layers: 1,
    isUntrained: false,
    isTrainedSince: false,
    isChosen: false,
    lossUnit: 'bits',
  } as const;
  expect(describeFinding(null, null, about)).toMatch(/^No label could be scored/);
  const [first] = fc.sample(row, { numRuns: 1, seed: 1 });
  const of = (verdict: ScoreRow['verdict'], change: Partial<typeof about> = {}): string =>
    describeFinding({ ...first!, verdict }, null, { ...about, ...change });
  expect(of('chance')).toBe('No unit of the GRU follows any label better than chance.');
  // The sentence of an old search is about its own step.
  expect(of('untrained', { isUntrained: true, isTrainedSince: true } as never)).toBe(
    'Before training, no unit of the GRU tracked a label. It has trained since.',
  );
  expect(of('untrained', { isUntrained: true } as never)).toBe(
    'No unit of the GRU tracks a label yet: it is untrained.',
  );
  expect(of('echo of the last character')).toMatch(
    /^No unit of the GRU tracks a label\. The strongest, c \d+, .*: the last character alone says as much\.$/,
  );
});

test('what holding a unit of a blown-up network costs is a number or a bound, in every unit', () => {
  const size = fc.double({ min: -1e5, max: 1e5, noNaN: true });
  fc.assert(
    fc.property(row, size, fc.option(size), fc.constantFrom('bits', 'nats', 'perplexity'), (one, mean, half, unit) => {
      const on: CostInterval = { count: 20, mean, half: half === null ? null : Math.abs(half) };
      const sentence = describeFinding(
        { ...one, verdict: 'tracks' },
        { on, off: on, there: 'there' },
        { model: 'RNN', layers: 1, isUntrained: false, isTrainedSince: false, isChosen: true, lossUnit: unit },
      );
      for (const text of [sentence, intervalText(on, unit)]) expect(text).not.toMatch(/NaN|Infinity|∞/);
    }),
  );
  expect(intervalText({ count: 9, mean: 1628, half: 20 }, 'perplexity')).toBe('×>10³⁰⁸ (>10³⁰⁸ to >10³⁰⁸)');
});
