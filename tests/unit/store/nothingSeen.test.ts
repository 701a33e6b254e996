import { expect, test } from 'vitest';
import { NOTHING_SEEN, withoutSlot } from '../../../src/store/nothingSeen.ts';
import type { AppState } from '../../../src/store/state.ts';

test('a model that is taken away leaves nothing of what was measured on it, and all of the others', () => {
  const both = { gone: 1, stays: 2 };
  const records = Object.entries(NOTHING_SEEN).filter(([, empty]) => empty && Object.keys(empty).length === 0);
  const state = {
    ...NOTHING_SEEN,
    ...Object.fromEntries(records.map(([key]) => [key, both])),
    gradients: { lags: both, chains: both, jacobians: both },
    gradientCheck: { slots: both, running: null },
    match: { sample: { slot: 'gone' } },
  } as unknown as AppState;
  const left = withoutSlot(state, 'gone');
  const one = { stays: 2 };
  for (const [key] of records) expect(left[key as keyof AppState], key).toEqual(one);
  expect(records.map(([key]) => key)).toEqual(expect.arrayContaining(['traces', 'searches', 'formations', 'costs']));
  expect(left.gradients).toEqual({ lags: one, chains: one, jacobians: one });
  expect(left.gradientCheck).toEqual({ slots: one, running: null });
  expect(left.match).toBeNull();
  expect(withoutSlot(state, 'stays').match).toBe(state.match);
});
