import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parameterLayout } from '../../../src/engine/parameters.ts';
import {
  comparedLosses,
  EXACT_ADJOINTS_OF_MANY,
  isExactJacobian,
  isExactStretch,
  adjointCost,
} from '../../../src/worker/host/adjointChoice.ts';
import { specOf } from '../engine/models.ts';

const STRETCH = { losses: { from: 0, to: 400 }, lags: 200 };

test('small models are walked in float64, large ones on the kernels', () => {
  for (const layers of [1, 2]) {
    for (const cell of ['rnn', 'gru', 'lstm'] as const) {
      expect(isExactStretch(specOf({ cell, hidden: 24, layers }), STRETCH), cell).toBe(true);
    }
  }
  expect(isExactStretch(specOf({ cell: 'rnn', hidden: 64 }), STRETCH)).toBe(true);
  expect(isExactStretch(specOf({ cell: 'lstm', hidden: 64 }), STRETCH)).toBe(false);
  // What is measured for every kept step has less time.
  const kept = { losses: { from: 100, to: 150 }, lags: 100 };
  expect(isExactStretch(specOf({ cell: 'lstm', hidden: 64 }), kept, EXACT_ADJOINTS_OF_MANY)).toBe(true);
  expect(isExactStretch(specOf({ cell: 'lstm', hidden: 128 }), kept, EXACT_ADJOINTS_OF_MANY)).toBe(false);
  expect(isExactJacobian(specOf({ cell: 'lstm', hidden: 64 }), 100)).toBe(true);
  expect(isExactJacobian(specOf({ cell: 'lstm', hidden: 128 }), 100)).toBe(false);
});

test('the cost of a lane is the weights that it is multiplied with: W_hh, and W_ih above the first layer', () => {
  fc.assert(
    fc.property(
      fc.constantFrom('rnn', 'gru', 'lstm' as const),
      fc.integer({ min: 1, max: 40 }),
      fc.integer({ min: 1, max: 4 }),
      (cell, hidden, layers) => {
        const spec = specOf({ cell, hidden, layers });
        const used = parameterLayout(spec).entries.filter(
          ({ name }) => name.startsWith('rnn.weight') && name !== 'rnn.weight_ih_l0',
        );
        expect(adjointCost(spec)).toBe(used.reduce((sum, { size }) => sum + size, 0));
      },
    ),
  );
});

test('at least one loss is computed twice, at most eight', () => {
  expect(comparedLosses(specOf({ cell: 'lstm', hidden: 64 }), STRETCH)).toBe(8);
  expect(comparedLosses(specOf({ cell: 'lstm', hidden: 512, layers: 4 }), STRETCH)).toBe(1);
});
