import { expect, test } from 'vitest';
import type { AppState } from '../../../src/store/state.ts';
import { shownWeights, weightsWords } from '../../../src/store/weightsWords.ts';

test('weights are named by their step and by what was changed by hand in them', () => {
  expect(weightsWords({ step: 1204, changes: [] })).toBe('step 1,204');
  expect(weightsWords({ step: 3, changes: ['a', 'b'] })).toBe('step 3, changed by hand: a; b');
});

test('the weights that are shown are those of the trace, provoked ones under their own name', () => {
  const state = {
    traces: { lstm: { step: 12 } },
    runs: { lstm: { provoked: [] } },
    tracedProvocations: {},
  } as unknown as AppState;
  expect(shownWeights(state, 'lstm')).toEqual({ step: 12, changes: [] });
  expect(shownWeights(state, 'gru')).toBeNull();
  const provocation = { block: 'all', reset: null, scale: 1.5, forgetShift: 0 } as const;
  const provoked = { ...state, tracedProvocations: { lstm: provocation } } as unknown as AppState;
  expect(weightsWords(shownWeights(provoked, 'lstm')!)).toBe(
    'step 12, changed by hand: W_hh × 1.5 at step 12, not trained',
  );
});
