import { expect, it } from 'vitest';
import { DEFAULT_SETTINGS } from '../../../src/state/settings.ts';
import { describeSettings } from '../../../src/views/train/describeSettings.ts';

const line = (
  change: Partial<typeof DEFAULT_SETTINGS>,
  shape: { batch: number; unroll: number } | null = null,
): string => describeSettings({ ...DEFAULT_SETTINGS, ...change }, shape, ['rnn', 'gru', 'lstm']).join(' · ');

it('always names units, layers and the optimizer with its rate, and nothing that is as at a first visit', () => {
  expect(line({})).toBe('64 units · 1 layer · Adam 0.005');
  expect(line({}, { batch: 32, unroll: 64 })).toBe('64 units · 1 layer · Adam 0.005');
});

it('names each setting that differs, in words', () => {
  expect(line({ hidden: 1, layers: 2, sizing: 'parameters', seed: 7, batch: 8, unroll: 32 })).toBe(
    '1 unit · 2 layers · Adam 0.005 · equal parameters · unroll length 32 · batch size 8 · seed 7',
  );
  expect(line({ input: 'embedding', headBias: 'plain', reduction: 'sum', backend: 'cpu', temperature: 1 })).toBe(
    '64 units · 1 layer · Adam 0.005 · temperature 1 · embedding · head bias as weights · reduction sum · cpu',
  );
  expect(line({ forgetBias: -3, nonlinearity: 'relu', reset: 'before', initialisation: 'gaussian' })).toBe(
    '64 units · 1 layer · Adam 0.005 · forget bias −3 · initialisation N(0, 0.01²) · reset gate before W_hn · ReLU',
  );
});

it('names an optimizer’s numbers only where they are not its own defaults, and the clip only where it is used', () => {
  expect(line({ optimizer: 'rmsprop', beta2: 0.99 })).toBe('64 units · 1 layer · RMSProp 0.005');
  expect(line({ optimizer: 'rmsprop', beta2: 0.9, epsilon: 1e-6 })).toContain('RMSProp 0.005 · ε 0.000001 · α 0.9');
  expect(line({ optimizer: 'sgd', epsilon: 1e-3, beta1: 0.5 })).toBe('64 units · 1 layer · SGD 0.005');
  expect(line({ clipKind: 'none', clipMax: 9 })).toContain('clip off');
  expect(line({ clipKind: 'none', clipMax: 9 })).not.toContain('9');
  expect(line({ clipKind: 'value', clipMax: 5 })).toContain('clip by value 5');
});

it('says that a text is too short for the unroll length', () => {
  expect(line({}, { batch: 1, unroll: 4 })).toContain('short text: unrolled over 4, 1 at a time');
});
