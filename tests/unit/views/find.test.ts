import { describe, expect, test } from 'vitest';
import type { Findings } from '../../../src/analysis/scores/findings.ts';
import type { CheckpointScores } from '../../../src/analysis/scores/scoresOverTraining.ts';
import type { Search } from '../../../src/state/findState.ts';
import { clampedAt, clampedUnits } from '../../../src/state/clampChoice.ts';
import { INITIAL_UI } from '../../../src/state/ui.ts';
import {
  changesOfLoss,
  lossMeans,
  pairedPredictions,
  positionOf,
  reachOf,
} from '../../../src/views/find/ablationNumbers.ts';
import { scoreOverTrainingRows } from '../../../src/views/find/scoreOverTrainingRows.ts';
import { specOf } from '../engine/models.ts';

const report = { loss: Float32Array.of(1, 2, 3), clampedLoss: Float32Array.of(1, 1, 5) };

describe('what holding a unit costs', () => {
  test('is counted from the timestep from which on it is held', () => {
    expect(lossMeans(report, 0)).toEqual({ plain: 2, clamped: 7 / 3, count: 3 });
    expect(lossMeans(report, 1)).toEqual({ plain: 2.5, clamped: 3, count: 2 });
  });

  test('is the change in bits of the prediction made at a timestep; nats, and the logarithm of a factor of the perplexity, on request', () => {
    const { values, hidden, steps } = changesOfLoss(report, 4, 'bits');
    for (const unit of ['nats', 'perplexity'] as const) {
      expect(Array.from(changesOfLoss(report, 4, unit).values)).toEqual([0, -1, 2]);
    }
    expect([hidden, steps]).toEqual([1, 4]);
    expect(Array.from(values)).toEqual([0, -1 / Math.LN2, 2 / Math.LN2].map(Math.fround));
  });

  test('shows the characters that either prediction thinks likely', () => {
    const pairs = pairedPredictions(Float32Array.of(5, 0, 1, -4), Float32Array.of(-4, 0, 1, 5), 3);
    expect(pairs.map(({ token }) => token)).toEqual([0, 3, 2]);
    expect(pairs[0]!.plain).toBeGreaterThan(0.97);
    expect(pairs[0]!.clamped).toBeLessThan(0.01);
  });
});

describe('the units that are held', () => {
  const spec = specOf({ cell: 'gru', hidden: 4 });
  const h2 = { layer: 0, channel: 'h', unit: 2 } as const;

  test('are the pinned ones and the selected one, once each', () => {
    const pinned = [h2, { ...h2, unit: 3 }];
    const units = clampedUnits({ ...INITIAL_UI.clamp, pinned }, h2, spec);
    expect(units.map(({ unit }) => unit)).toEqual([3, 2]);
  });

  test('are none that the model does not have', () => {
    const pinned = [
      { ...h2, channel: 'c' as const },
      { ...h2, unit: 9 },
      { ...h2, layer: 1 },
    ];
    expect(clampedUnits({ ...INITIAL_UI.clamp, pinned }, { ...h2, channel: 'f' }, spec)).toEqual([]);
  });

  test('are held at 0, their mean or the value given', () => {
    expect([clampedAt(INITIAL_UI.clamp), clampedAt({ ...INITIAL_UI.clamp, at: 'value', value: 0.25 })]).toEqual([
      'mean',
      0.25,
    ]);
  });
});

test('labels over training stand in the order of what their best units gained', () => {
  const label = (id: string) => ({ id, kind: 'binary' as const, row: 1, direction: 1 as const });
  const findings = { found: [label('a'), label('b')] } as unknown as Findings;
  const metrics = (step: number, a: number, b: number): CheckpointScores => ({
    step,
    best: [a, b].map((score) => ({ row: 0, direction: 1, chosen: score, score })),
    followed: [a - 0.1, b - 0.1],
  });
  const rows = scoreOverTrainingRows({ findings } as Search, [
    metrics(0, 0.6, 0.5),
    metrics(4, 0.6, 0.75),
    metrics(9, 0.62, 0.9),
  ]);
  expect(rows.map(({ finding, half }) => [finding.id, half])).toEqual([
    ['b', 4],
    ['a', null],
  ]);
  expect(rows[0]!.gain).toBeCloseTo(0.4, 12);
  expect(rows[1]!.followed[2]).toBeCloseTo(0.52, 12);
  expect(scoreOverTrainingRows({ findings } as Search, [])).toEqual([]);
});

test('changes of losses that are no numbers have no place on the axis, and do not take that of the others', () => {
  const bits = [0.5, Number.NaN, -2, Infinity, -Infinity];
  const reach = reachOf(bits);
  expect(reach).toBe(2);
  expect(bits.map((one) => positionOf(one, reach))).toEqual([0.25, null, -1, 1, -1]);
  expect(reachOf([Number.NaN])).toBe(1e-9);
});
