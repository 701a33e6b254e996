import { expect, test } from 'vitest';
import type { Findings, LabelFinding } from '../../../src/analysis/scores/findings.ts';
import { scoreOrder } from '../../../src/analysis/scores/scoreOrder.ts';
import { modelSpec } from '../../browser/support/workload.ts';

const spec = modelSpec({ cell: 'gru', hidden: 3, layers: 2 });
/** r z n h of layer 1, then of layer 2, three units each. */
const U = 24;
const label = (id: string, kind: 'binary' | 'numeric') => ({ id, kind }) as unknown as LabelFinding;

function findings(change: Readonly<Record<number, number>>): Findings {
  const scores = new Float32Array(2 * U).fill(0.5, 0, U);
  for (const [at, score] of Object.entries(change)) scores[Number(at)] = score;
  return { found: [label('quote', 'binary'), label('depth', 'numeric')], scores } as unknown as Findings;
}

test('units stand by the strongest of their channels, whichever way it goes', () => {
  // Layer 1: unit 2 by its z against the label, unit 1 by its h with it; unit 0 says nothing.
  const of = findings({ [3 + 2]: 0.05, [9 + 1]: 0.9 });
  expect([...scoreOrder(spec, of, 'quote', 0)!]).toEqual([2, 1, 0]);
  expect([...scoreOrder(spec, of, 'quote', 1)!]).toEqual([0, 1, 2]);
});

test('a numeric label ranks by |ρ|, and what is no number comes last', () => {
  const of = findings({
    [U + 12]: Number.NaN,
    [U + 15]: Number.NaN,
    [U + 18]: Number.NaN,
    [U + 21]: Number.NaN,
    [U + 13]: 0.2,
    [U + 23]: -0.7,
  });
  expect([...scoreOrder(spec, of, 'depth', 1)!]).toEqual([2, 1, 0]);
});

test('a label that was not found gives no order', () => {
  expect(scoreOrder(spec, findings({}), 'url', 0)).toBeNull();
});
