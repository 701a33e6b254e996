import { describe, expect, test } from 'vitest';
import { occurrenceLabels } from '../../../../src/analysis/matching/occurrenceLabels.ts';
import { findOccurrences, MOST_OCCURRENCES } from '../../../../src/analysis/matching/occurrences.ts';
import { levelOfStrongest, unitsOnSpan } from '../../../../src/analysis/matching/spanUnits.ts';
import { leastOf } from '../../../../src/analysis/matching/together.ts';
import { ENCODE } from '../../../../src/analysis/scores/codes.ts';

const RULE = { side: 'both', on: 0.3, off: 0.3, share: 1, before: 1, after: 1 } as const;

describe('units of a span', () => {
  // Characters down, units across: on and off around; on in the other direction; on too long; on too short.
  const rows = {
    values: Float32Array.from(
      [
        [0.1, 0.2, 0.1, 0.0],
        [0.5, -0.4, 0.5, 0.5],
        [0.4, -0.9, 0.5, 0.1],
        [0.2, -0.1, 0.5, 0.0],
      ].flat(),
    ),
    hidden: 4,
    before: 1,
    length: 2,
    after: 1,
  };

  test('are taken in the direction in which they are on, and off around it', () => {
    const { chosen, anywhere, throughout } = unitsOnSpan(rows, 'signed', RULE);
    expect(chosen.map(({ unit, sign, share }) => [unit, sign, share])).toEqual([
      [1, -1, 1],
      [0, 1, 1],
    ]);
    expect(chosen[0]!.mean).toBeCloseTo(-0.65, 6);
    expect([anywhere, throughout]).toEqual([4, 3]);
  });

  test('need not be off around it where no characters around are asked for', () => {
    const { chosen } = unitsOnSpan(rows, 'signed', { ...RULE, before: 0, after: 0 });
    expect(chosen.map(({ unit }) => unit)).toEqual([1, 2, 0]);
  });

  test('come in at the threshold that the strongest of them reach', () => {
    for (const [wanted, share] of [
      [1, 1],
      [2, 1],
      [3, 0.5],
      [9, 1],
    ] as const) {
      const level = levelOfStrongest(rows, 'signed', 'both', share, wanted);
      const rule = { ...RULE, share, before: 0, after: 0 };
      const count = (on: number): number => unitsOnSpan(rows, 'signed', { ...rule, on }).chosen.length;
      expect(count(level)).toBeGreaterThanOrEqual(Math.min(4, wanted));
      expect(count(level + 0.001)).toBeLessThan(wanted);
    }
  });

  test('may be on over a part of it', () => {
    const { chosen } = unitsOnSpan(rows, 'signed', { ...RULE, share: 0.5 });
    expect(chosen.map(({ unit, share }) => [unit, share])).toEqual([
      [1, 1],
      [0, 1],
      [3, 0.5],
    ]);
  });

  test('are all gates that are open, or shut, where both are asked for', () => {
    const gates = {
      values: Float32Array.from([0.5, 0.5, 0.95, 0.03, 0.5, 0.5]),
      hidden: 2,
      before: 1,
      length: 1,
      after: 1,
    };
    const rule = { ...RULE, on: 0.9, off: 0.9 };
    const names = (side: 'high' | 'low' | 'both') =>
      unitsOnSpan(gates, 'gate', { ...rule, side }).chosen.map(({ unit, sign }) => `${unit} ${sign}`);
    expect(names('high')).toEqual(['0 1']);
    expect(names('low')).toEqual(['1 -1']);
    expect(names('both')).toEqual(['1 -1', '0 1']);
  });
});

test('of more places than are listed the best are, even where many are alike until the last rule', () => {
  // 200 single characters at which unit 0 is on; at every third unit 1 is off.
  const count = 400;
  const codes = new Uint16Array(2 * count);
  for (let t = 0; t < count; t++) {
    codes[t] = ENCODE.signed(t % 2 === 0 ? 0.9 : 0);
    codes[count + t] = ENCODE.signed(t % 6 === 0 ? 0 : 0.9);
  }
  const { best, runs } = findOccurrences(
    { codes, range: 'signed', read: { from: 7, to: 7 + count } },
    {
      source: { layer: 0, channel: 'h' },
      units: [{ unit: 0, sign: 1 }],
      side: 'high',
      on: 0.5,
      least: 1,
      length: 1,
      own: null,
    },
  );
  expect(runs.length).toBe(2 * 200);
  expect(best.map(({ from }) => from)).toEqual(Array.from({ length: MOST_OCCURRENCES }, (_, k) => 7 + 6 * k));
});

test('labels stand with their share at the places and in the text, the largest difference first', () => {
  const label = (id: string, on: string) => ({
    id,
    name: id,
    definition: `Where ${id} is.`,
    values: Uint8Array.from(on, Number),
  });
  const labels = [
    label('everywhere', '1111111111'),
    label('here', '0011000000'),
    label('never', '0000000000'),
    label('elsewhere', '1100111100'),
  ];
  const occurrences = [
    { from: 102, to: 104 },
    { from: 107, to: 109 },
  ];
  const found = occurrenceLabels(labels, [102, 104, 107, 109], occurrences, 100);
  expect(found.characters).toBe(4);
  expect(found.labels.map(({ id, inOccurrences, inText }) => [id, inOccurrences, inText])).toEqual([
    ['elsewhere', 1, 6],
    ['here', 2, 2],
    ['everywhere', 4, 10],
  ]);
  // Rare ones first; half of the characters is enough.
  expect(found.at.map((at) => at.map((k) => found.labels[k]!.id))).toEqual([
    ['here', 'everywhere'],
    ['elsewhere', 'everywhere'],
  ]);
});

test('a share of units is the next whole number of them, one at least', () => {
  expect([leastOf(1, 7), leastOf(0.8, 5), leastOf(0.8, 6), leastOf(0.01, 3)]).toEqual([7, 4, 5, 1]);
});
