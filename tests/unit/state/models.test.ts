import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { commonStep, stepsApart } from '../../../src/state/lockstep.ts';
import { describeDifference } from '../../../src/state/differences.ts';
import { DEFAULT_SETTINGS } from '../../../src/state/settings.ts';
import { firstModels, identities, laterModel, overridesOf, settingsOf } from '../../../src/state/models.ts';
import { initOf, specOf, stepSettingsOf } from '../../../src/state/specs.ts';
import { modelOf } from './modelOf.ts';

const first = identities({ models: firstModels() });

describe('a further model', () => {
  test('takes the first name and dash that are free, whatever was removed before', () => {
    const models = [...first];
    for (let k = 0; k < 2; k++) models.push(laterModel(models, 'lstm', { forgetBias: k }, 2 + k));
    expect(models.slice(3).map(({ id, name, variant }) => [id, name, variant])).toEqual([
      ['lstm-2', 'LSTM, forget bias 0', 1],
      ['lstm-3', 'LSTM, forget bias 1', 2],
    ]);
    models.splice(3, 1);
    expect(laterModel(models, 'lstm', { forgetBias: 5 }, 4)).toMatchObject({
      id: 'lstm-4',
      name: 'LSTM, forget bias 5',
      variant: 1,
      hue: 'lstm',
    });
    expect(laterModel(models, 'gru', { clipKind: 'none' }, 5)).toMatchObject({
      name: 'GRU, clip off',
      variant: 1,
      hue: 'gru',
    });
  });

  test('has a name that says its difference and that no other has, also when two differ alike', () => {
    const differences = fc.record(
      { forgetBias: fc.constantFrom(-2, 3), clipKind: fc.constantFrom('none' as const, 'value' as const) },
      { requiredKeys: ['forgetBias'] },
    );
    fc.assert(
      fc.property(fc.array(differences, { minLength: 1, maxLength: 3 }), (all) => {
        const models = [...first];
        for (const [k, difference] of all.entries()) models.push(laterModel(models, 'lstm', difference, k));
        expect(new Set(models.map(({ name }) => name)).size).toBe(models.length);
        models.slice(3).forEach(({ name }, k) => expect(name).toContain(describeDifference(all[k]!)));
      }),
    );
    const two = [...first];
    for (let k = 0; k < 2; k++) two.push(laterModel(two, 'lstm', { forgetBias: 3 }, k));
    expect(two.slice(3).map(({ name }) => name)).toEqual(['LSTM, forget bias 3', 'LSTM, forget bias 3, second']);
  });

  test('is made and trained with its own settings where it has any, and with the experiment’s otherwise', () => {
    const [, , lstm] = first;
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
    expect(describeDifference({})).toBe('');
    expect(describeDifference({ forgetBias: -2 })).toBe('forget bias −2');
    expect(describeDifference({ clipKind: 'none', initialisation: 'glorot-orthogonal' })).toBe(
      'initialisation Glorot, clip off',
    );
    expect(describeDifference({ clipKind: 'value', clipMax: 5 })).toBe('clip by value 5');
    expect(describeDifference({ clipMax: 5 })).toBe('clip limit 5');
    expect(describeDifference({ nonlinearity: 'relu' })).toBe('ReLU');
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
  const state = (steps: readonly number[], paused: readonly number[]) =>
    first.map(({ id }, k) => modelOf(id, { is: { paused: paused.includes(k) }, run: { step: steps[k]! } }));

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
