import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { OptimizerKind, OptimizerSettings } from '../../../src/engine/stepSettings.ts';
import { DEFAULT_SETTINGS, type Settings, withOptimizerDefaults } from '../../../src/state/settings.ts';
import { stepSettingsOf } from '../../../src/state/specs.ts';

/** PyTorch's own defaults, written by tests/golden/make.py. */
const { defaults } = JSON.parse(readFileSync('tests/golden/optimizers.json', 'utf8')) as {
  readonly defaults: Readonly<Record<'adam' | 'rmsprop' | 'adagrad', Partial<OptimizerSettings>>>;
};

const changed = (change: Partial<Settings>, from: Settings = DEFAULT_SETTINGS): Settings => ({
  ...from,
  ...withOptimizerDefaults(change),
});

describe('the optimizer’s settings', () => {
  test.each(['adam', 'rmsprop', 'adagrad'] as const)('choosing %s takes PyTorch’s defaults of it', (kind) => {
    // From every other optimizer, so that nothing of the one before stays.
    for (const before of ['sgd', 'adagrad', 'adagrad-minchar', 'rmsprop', 'adam'] satisfies OptimizerKind[]) {
      const settings = changed({ optimizer: kind }, changed({ optimizer: before, beta1: 0.3, epsilon: 0.7 }));
      expect(stepSettingsOf(settings).optimizer).toMatchObject({ kind, ...defaults[kind] });
    }
  });

  test('the first settings of the page are PyTorch’s Adam', () => {
    expect(stepSettingsOf(DEFAULT_SETTINGS).optimizer).toEqual({ kind: 'adam', ...defaults.adam });
  });

  test('a value that comes with the choice holds, and other changes leave the optimizer as it is', () => {
    const own = changed({ optimizer: 'adagrad', epsilon: 1e-3 });
    expect(stepSettingsOf(own).optimizer).toMatchObject({ kind: 'adagrad', epsilon: 1e-3 });
    expect(stepSettingsOf(changed({ hidden: 5 }, own)).optimizer).toEqual(stepSettingsOf(own).optimizer);
  });
});
