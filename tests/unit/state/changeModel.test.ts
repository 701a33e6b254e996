import { describe, expect, test } from 'vitest';
import {
  changeEachModel,
  changeIdentity,
  changeModel,
  changeResults,
  changeRun,
  startOver,
  withoutModel,
  withoutShown,
} from '../../../src/state/changeModel.ts';
import { firstModels, identities, selectedModel } from '../../../src/state/models.ts';
import { NO_RESULTS } from '../../../src/state/results.ts';
import type { AppState } from '../../../src/state/state.ts';
import type { ModelRun } from '../../../src/state/model.ts';
import { modelOf } from './modelOf.ts';
import { INITIAL_UI, changedUi } from '../../../src/state/ui.ts';

const gates = { histograms: {}, step: 1 } as unknown as NonNullable<(typeof NO_RESULTS)['gates']>;
const known = (id: string) =>
  modelOf(id, { is: { paused: true }, run: { step: 5 }, shown: { trace: {}, run: { step: 4 } }, results: { gates } });
const state = {
  models: { rnn: known('rnn'), 'lstm-2': known('lstm-2') },
  match: { sample: { model: 'lstm-2' } },
  ui: changedUi(INITIAL_UI, { cursor: { model: 'lstm-2' } }),
} as unknown as AppState;

describe('one model', () => {
  test('is changed alone: the others, and the rest of it, stay the same objects', () => {
    const { models } = changeResults(state, 'lstm-2', { recall: null, gates: null });
    expect(models!['rnn']).toBe(state.models['rnn']);
    expect(models!['lstm-2']).toEqual({ ...state.models['lstm-2'], results: NO_RESULTS });
    expect(models!['lstm-2']!.is).toBe(state.models['lstm-2']!.is);
    expect(models!['lstm-2']!.shown).toBe(state.models['lstm-2']!.shown);
    expect(changeIdentity(state, 'rnn', { active: false }).models!['rnn']!.is.active).toBe(false);
    expect(changeRun(state, 'rnn', ({ step }) => ({ step: step + 1 })).models!['rnn']!.run!.step).toBe(6);
  });

  test('that is gone is not brought back by what arrives for it', () => {
    const left = { ...state, ...withoutModel(state, 'lstm-2') };
    expect(Object.keys(left.models)).toEqual(['rnn']);
    expect(changeModel(left, 'lstm-2', { perturbation: null })).toEqual({});
    expect(changeResults(left, 'lstm-2', { gates })).toEqual({});
    expect(changeRun(left, 'lstm-2', { step: 9 })).toEqual({});
  });

  test('without a run has none that could be changed', () => {
    expect(changeRun({ models: firstModels() }, 'gru', { step: 9 })).toEqual({});
  });

  test('leaves nothing behind, not what was matched on it; what was matched on another stays', () => {
    expect(withoutModel(state, 'lstm-2').match).toBeNull();
    const left = withoutModel(state, 'rnn');
    expect(left.match).toBe(state.match);
    expect(left.models['lstm-2']).toBe(state.models['lstm-2']);
  });

  test('is selected by the cursor, and the first where the cursor’s is gone', () => {
    expect(selectedModel(state).is.id).toBe('lstm-2');
    expect(selectedModel({ ...state, ...withoutModel(state, 'lstm-2') }).is.id).toBe('rnn');
  });
});

describe('all models', () => {
  test('keep their order', () => {
    const models = { ...firstModels(), 'lstm-2': modelOf('lstm-2'), 'gru-3': modelOf('gru-3') };
    const ids = ['rnn', 'gru', 'lstm', 'lstm-2', 'gru-3'];
    expect(identities({ models }).map(({ id }) => id)).toEqual(ids);
    expect(identities(changeEachModel({ models }, () => ({}))).map(({ id }) => id)).toEqual(ids);
    expect(identities(changeModel({ models }, 'gru', { run: null }) as AppState).map(({ id }) => id)).toEqual(ids);
  });

  test('that start over have their new runs and nothing else, and none rests', () => {
    const run = { step: 0 } as ModelRun;
    const { models, match, view } = startOver(state, { rnn: run });
    expect([match, view]).toEqual([null, null]);
    for (const [id, model] of Object.entries(models!)) {
      expect(model).toEqual(modelOf(id, { ...(id === 'rnn' && { run }) }));
    }
  });

  test('show nothing of another passage, and remember of which run that was: it may be frozen', () => {
    const { models } = withoutShown(state);
    expect(models['rnn']).toMatchObject({
      shown: null,
      lastShownRun: { step: 4 },
      run: { step: 5 },
      results: { gates },
    });
    expect(withoutShown({ models }).models['rnn']!.lastShownRun).toEqual({ step: 4 });
  });
});
