import { expect, test } from 'vitest';
import { changeModel } from '../../../src/state/changeModel.ts';
import { shownWeights, describeWeights } from '../../../src/state/weightsText.ts';
import { modelOf } from './modelOf.ts';

test('weights are named by their step and by what was changed by hand in them', () => {
  expect(describeWeights({ step: 1204, changes: [] })).toBe('step 1,204');
  expect(describeWeights({ step: 3, changes: ['a', 'b'] })).toBe('step 3, changed by hand: a; b');
});

test('the weights that are shown are those of the trace, provoked ones under their own name', () => {
  const state = {
    models: { lstm: modelOf('lstm', { run: { perturbed: [] }, shown: { trace: { step: 12 }, perturbation: null } }) },
  };
  expect(shownWeights(state, 'lstm')).toEqual({ step: 12, changes: [] });
  expect(shownWeights(state, 'gru')).toBeNull();
  const perturbation = { block: 'all', reset: null, scale: 1.5, forgetShift: 0 } as const;
  const perturbed = changeModel(state, 'lstm', ({ shown }) => ({ shown: { ...shown!, perturbation } }));
  expect(describeWeights(shownWeights({ ...state, ...perturbed }, 'lstm')!)).toBe(
    'step 12, changed by hand: W_hh × 1.5 at step 12, not trained',
  );
});
