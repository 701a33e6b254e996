import { describe, expect, test } from 'vitest';
import { commonStep, stepsApart } from '../../../src/store/lockstep.ts';
import { DEFAULT_SETTINGS } from '../../../src/store/settings.ts';
import { firstSlots, furtherSlot, overridesOf, settingsOf } from '../../../src/store/slots.ts';
import { initOf, specOf, stepSettingsOf } from '../../../src/store/specs.ts';
import type { AppState } from '../../../src/store/state.ts';
import { differenceWords } from '../../../src/views/train/settingOptions.ts';

describe('a further model', () => {
  test('takes the first name and dash that are free, whatever was removed before', () => {
    const slots = [...firstSlots()];
    for (let k = 0; k < 2; k++) slots.push(furtherSlot(slots, 'lstm', { forgetBias: k }));
    expect(slots.slice(3).map(({ id, name, variant }) => [id, name, variant])).toEqual([
      ['lstm-2', 'LSTM 2', 1],
      ['lstm-3', 'LSTM 3', 2],
    ]);
    slots.splice(3, 1);
    expect(furtherSlot(slots, 'lstm', { forgetBias: 5 })).toMatchObject({ name: 'LSTM 2', variant: 1, hue: 'lstm' });
    expect(furtherSlot(slots, 'gru', { clipKind: 'none' })).toMatchObject({ name: 'GRU 2', variant: 1, hue: 'gru' });
  });

  test('is made and trained with its own settings where it has any, and with the experiment’s otherwise', () => {
    const [, , lstm] = firstSlots();
    const own = settingsOf({ overrides: { forgetBias: -3, clipKind: 'value', clipMax: 7 } }, DEFAULT_SETTINGS);
    expect(initOf(own)).toEqual({ ...initOf(DEFAULT_SETTINGS), forgetBias: -3 });
    expect(stepSettingsOf(own)).toEqual({ ...stepSettingsOf(DEFAULT_SETTINGS), clip: { kind: 'value', max: 7 } });
    expect(specOf('lstm', own, 40)).toEqual(specOf('lstm', DEFAULT_SETTINGS, 40));
    expect(settingsOf(lstm!, DEFAULT_SETTINGS)).toEqual(DEFAULT_SETTINGS);
  });

  test('of a cell offers only what that cell has', () => {
    expect(overridesOf('lstm')).toContain('forgetBias');
    expect(overridesOf('gru')).toEqual(['initialisation', 'clipKind', 'clipMax', 'learningRate', 'reset']);
    expect(overridesOf('rnn')).not.toContain('reset');
  });

  test('says in what it differs', () => {
    expect(differenceWords({})).toBe('');
    expect(differenceWords({ forgetBias: -2 })).toBe('forget bias −2');
    expect(differenceWords({ clipKind: 'none', initialisation: 'glorot-orthogonal' })).toBe(
      'initialisation Glorot, clip off',
    );
    expect(differenceWords({ clipKind: 'value', clipMax: 5 })).toBe('clip by value 5');
    expect(differenceWords({ clipMax: 5 })).toBe('clip at 5');
    expect(differenceWords({ nonlinearity: 'relu' })).toBe('ReLU');
  });
});

describe('equal number of parameters', () => {
  test('gives each cell its own H, and equal hidden size the same one', () => {
    const sizes = (sizing: 'hidden' | 'parameters'): number[] =>
      (['rnn', 'gru', 'lstm'] as const).map((cell) => specOf(cell, { ...DEFAULT_SETTINGS, sizing }, 60).hidden);
    expect(sizes('hidden')).toEqual([64, 64, 64]);
    const [rnn, gru, lstm] = sizes('parameters');
    expect(lstm).toBe(64);
    expect(gru).toBeGreaterThan(lstm!);
    expect(rnn).toBeGreaterThan(gru!);
  });
});

describe('lockstep', () => {
  const state = (steps: readonly number[], paused: readonly number[]): Pick<AppState, 'slots' | 'runs'> => ({
    slots: firstSlots().map((slot, k) => ({ ...slot, paused: paused.includes(k) })),
    runs: Object.fromEntries(firstSlots().map(({ id }, k) => [id, { step: steps[k]! }])) as unknown as AppState['runs'],
  });

  test('is where the furthest of those that learn stand; a paused one may be behind or ahead of it', () => {
    expect(commonStep(state([120, 200, 200], [0]))).toBe(200);
    expect(commonStep(state([40, 200, 200], [1, 2]))).toBe(40);
    expect(commonStep(state([40, 90, 60], [0, 1, 2]))).toBe(90);
    expect(stepsApart(120, 200)).toBe('80 steps behind');
    expect(stepsApart(1201, 200)).toBe('1,001 steps ahead');
    expect(stepsApart(199, 200)).toBe('1 step behind');
    expect(stepsApart(200, 200)).toBeNull();
  });
});
