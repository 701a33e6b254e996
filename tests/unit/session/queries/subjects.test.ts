/** Answers about a run that is not the model's any more are dropped in one place. */
import { describe, expect, test } from 'vitest';
import { askEach, storeEach } from '../../../../src/session/queries/subjects.ts';
import type { SearchReport } from '../../../../src/analysis/scores/findings.ts';
import { searchProgress, startSearch, stopSearch } from '../../../../src/state/findChanges.ts';
import { foundSearch } from '../../../../src/state/foundScores.ts';
import { isCurrent, runRef } from '../../../../src/state/runRef.ts';
import { changeModel, newModel } from '../../../../src/state/changeModel.ts';
import { firstModels } from '../../../../src/state/models.ts';
import type { Recall, Results } from '../../../../src/state/results.ts';
import type { AppState } from '../../../../src/state/state.ts';
import type { ModelRun } from '../../../../src/state/model.ts';

const initial = new Float32Array(1);

function run(change: Partial<ModelRun> = {}): ModelRun {
  const checkpoints = [{ step: 0, params: initial }];
  return { spec: {}, params: initial, paramsStep: 8, checkpoints, perturbed: [], ...change } as unknown as ModelRun;
}

const then = run();
const asked = { model: 'gru', run: then };

function stateWith(gru: ModelRun | null): AppState {
  const models = firstModels();
  const [text, settings, ui] = [{}, { seed: 7 }, { cursor: { model: 'gru' } }];
  const state = { models, hypotheses: [], text, settings, ui } as unknown as AppState;
  return { ...state, ...changeModel(state, 'gru', { run: gru }) };
}

describe('a question about a run', () => {
  test('is one as long as the run is only trained on', () => {
    expect(runRef({ ...newModel(firstModels()['gru']!.is), run: then })).toEqual(asked);
    expect(isCurrent(stateWith(then), asked)).toBe(true);
    expect(isCurrent(stateWith({ ...then, paramsStep: 9, params: new Float32Array(1) }), asked)).toBe(true);
  });

  test('is none of a model that is gone or was started over, nor of a run that went back or was changed by hand', () => {
    const other = run({ checkpoints: [{ step: 0, params: new Float32Array(1) }] });
    const back = { ...then, paramsStep: 7 };
    const changed = { ...then, perturbed: [{ step: 8, what: 'W_hh times 2' }] };
    for (const now of [null, other, back, changed]) expect(isCurrent(stateWith(now), asked)).toBe(false);
    const { gru: _, ...rest } = stateWith(then).models;
    expect(isCurrent({ models: rest }, asked)).toBe(false);
    expect(isCurrent(stateWith(then), { model: 'gru', run: null })).toBe(false);
  });
});

test('models are asked one after the other; their answers come in one change, and none where a model is gone', async () => {
  const order: string[] = [];
  const answers = await askEach([asked, { model: 'gone', run: then }], async ({ model }): Promise<Recall> => {
    order.push(`ask ${model}`);
    await Promise.resolve();
    order.push(`had ${model}`);
    return { step: 8 } as Recall;
  });
  expect(order).toEqual(['ask gru', 'had gru', 'ask gone', 'had gone']);
  const state = stateWith(then);
  const { models } = storeEach(state, 'recall', answers);
  expect(Object.keys(models!)).toEqual(Object.keys(state.models));
  expect(models!['gru']!.results.recall).toBe(answers['gru']);
  expect(models!['lstm']!.results.recall).toBeNull();
});

describe('a search', () => {
  const searchOf = (state: AppState, model: string): Results['search'] => state.models[model]!.results.search;

  test('ends another one that runs; what that has found stays', () => {
    const first = stateWith(then);
    const begun = { ...first, ...startSearch(first) };
    expect(searchOf(begun, 'gru')).toMatchObject({ status: 'running', seed: 7 });
    const both = { ...begun, ...changeModel(begun, 'lstm', { run: run() }) };
    const other = { ...both, ui: { ...both.ui, cursor: { ...both.ui.cursor, model: 'lstm' } } };
    const next = { ...other, ...startSearch(other) };
    expect([searchOf(next, 'gru')!.status, searchOf(next, 'lstm')!.status]).toEqual(['stopped', 'running']);
    expect(stopSearch(first)).toEqual({});
  });

  test('that is stopped before it has found anything gives way to the one before it', () => {
    const first = stateWith(then);
    const begun = { ...first, ...startSearch(first) };
    const found = { ...searchOf(begun, 'gru')!, status: 'done', findings: {} } as NonNullable<Results['search']>;
    const done = {
      ...begun,
      ...changeModel(begun, 'gru', ({ results }) => ({ results: { ...results, search: found } })),
    };
    const again = { ...done, ...startSearch(done) };
    expect(searchOf(again, 'gru')).toMatchObject({ status: 'running', findings: null, earlier: found });
    const stopped = { ...again, ...stopSearch(again) };
    expect(searchOf(stopped, 'gru')).toBe(found);
  });

  test('shows the findings of the one before it until its own verdicts stand, so that the table loses no rows meanwhile', () => {
    const first = stateWith(then);
    const begun = { ...first, ...startSearch(first) };
    const found = { ...searchOf(begun, 'gru')!, status: 'done', findings: {} } as NonNullable<Results['search']>;
    const running = { ...found, status: 'running', earlier: found } as NonNullable<Results['search']>;
    const reports: readonly SearchReport[] = [
      { kind: 'findings', findings: { found: [] } as never },
      { kind: 'chance', shifts: 100, marks: [] },
      { kind: 'untrained', scores: [] },
    ];
    const shown: boolean[] = [];
    let now = running;
    for (const report of reports) {
      now = Object.assign({}, now, searchProgress(report, now));
      shown.push(foundSearch(now) === found);
    }
    expect(shown).toEqual([true, true, false]);
    // Who stops it sees what it has found.
    expect(foundSearch({ ...running, status: 'stopped', findings: {} as never })).not.toBe(found);
  });
});
