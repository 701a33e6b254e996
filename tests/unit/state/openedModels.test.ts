import { describe, expect, it } from 'vitest';
import { firstModels } from '../../../src/state/models.ts';
import { fixedVocabulary, settingsWithOpened, withOpened } from '../../../src/state/openedModels.ts';
import { DEFAULT_SETTINGS } from '../../../src/state/settings.ts';
import type { ModelSpec } from '../../../src/engine/spec.ts';
import type { OpenedWeights } from '../../../src/state/model.ts';
import type { TextState } from '../../../src/state/textState.ts';

const SPEC: ModelSpec = {
  cell: 'lstm',
  vocab: 2,
  hidden: 700,
  layers: 3,
  embedding: 9,
  nonlinearity: 'tanh',
  reset: 'after',
};
const OPENED: OpenedWeights = { spec: SPEC, params: new Float32Array(3), step: 7, untrained: new Float32Array(3) };

function textWith(symbols: readonly string[]): TextState {
  const tokens = new Int32Array(2);
  return { name: '', source: { kind: 'paste' }, text: '', symbols, counts: [], tokens, trainCount: 1, notes: [] };
}

describe('opening a model', () => {
  it('adds it as the only one that takes part, with a name, a dash and an id of its own', () => {
    const { models, id } = withOpened({ models: firstModels(), text: textWith(['a']) }, OPENED, ['a', 'b'], 2);
    expect(Object.values(models).map(({ is }) => [is.id, is.name, is.active, is.variant])).toEqual([
      ['rnn', 'RNN', false, 0],
      ['gru', 'GRU', false, 0],
      ['lstm', 'LSTM', false, 0],
      ['lstm-2', 'LSTM, opened', true, 1],
    ]);
    expect(models[id]!.is.opened).toBe(OPENED);
  });

  it('keeps those that were opened before with the same vocabulary, as many as there is room for, and no others', () => {
    const text = textWith(['a', 'b']);
    let models = firstModels();
    for (let number = 2; number < 8; number++) {
      models = withOpened({ models, text }, OPENED, ['a', 'b'], number).models;
    }
    expect(Object.keys(models)).toEqual(['rnn', 'gru', 'lstm', 'lstm-5', 'lstm-6', 'lstm-7']);
    expect(new Set(Object.values(models).map(({ is }) => is.name)).size).toBe(6);
    const other = withOpened({ models, text }, OPENED, ['b', 'a'], 8).models;
    expect(Object.keys(other)).toEqual(['rnn', 'gru', 'lstm', 'lstm-8']);
  });

  it('fixes the vocabulary for as long as there is an opened model', () => {
    const text = textWith(['a', 'b']);
    expect(fixedVocabulary({ models: firstModels(), text })).toBeNull();
    expect(
      fixedVocabulary({ models: withOpened({ models: firstModels(), text }, OPENED, ['a', 'b'], 2).models, text }),
    ).toEqual(['a', 'b']);
  });
});

describe('the settings after a model was opened', () => {
  it('are those in our own file, as far as they fit', () => {
    const words = {
      learningRate: '0.01',
      optimizer: 'sgd',
      hidden: '1e9',
      seed: 'x',
      batch: '',
      backend: 'cpu',
      clipKind: 'norms',
      reduction: 'sum',
      extra: '1',
    };
    expect(settingsWithOpened({ ...DEFAULT_SETTINGS, seed: 5 }, SPEC, words)).toEqual({
      ...DEFAULT_SETTINGS,
      seed: 5,
      learningRate: 0.01,
      optimizer: 'sgd',
      hidden: 512,
      reduction: 'sum',
    });
  });

  it('take the sizes of another program’s model, as far as the settings reach', () => {
    expect(settingsWithOpened(DEFAULT_SETTINGS, SPEC, null)).toEqual({
      ...DEFAULT_SETTINGS,
      hidden: 512,
      layers: 3,
      input: 'embedding',
      embedding: 9,
    });
  });
});
