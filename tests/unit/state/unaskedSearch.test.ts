/** What Find does by itself. */
import { describe, expect, test } from 'vitest';
import { searchQuery } from '../../../src/session/queries/searchQuery.ts';
import { changeModel } from '../../../src/state/changeModel.ts';
import { endSearch, startSearch, stopSearch } from '../../../src/state/findChanges.ts';
import type { Search } from '../../../src/state/findState.ts';
import { firstModels } from '../../../src/state/models.ts';
import type { ModelRun, Shown } from '../../../src/state/model.ts';
import type { AppState } from '../../../src/state/state.ts';
import { changedUi, INITIAL_UI, type UiChange } from '../../../src/state/ui.ts';
import { isSearchDue } from '../../../src/state/unaskedSearch.ts';
import { specOf } from '../engine/models.ts';

const initial = new Float32Array(1);
const newest = new Float32Array(1);
const spec = specOf({ cell: 'lstm', hidden: 2 });
const checkpoints = [{ step: 0, params: initial }];
const run = { spec, params: newest, paramsStep: 8, checkpoints, perturbed: [] } as unknown as ModelRun;
const shownWith = (params: Float32Array): Shown =>
  ({ trace: { step: 8 }, params, run, perturbation: null }) as unknown as Shown;

function stateWith(change: Partial<AppState> = {}, ui: UiChange = {}): AppState {
  const state = {
    models: firstModels(),
    hypotheses: [],
    text: { tokens: new Int32Array(1000), symbols: [] },
    settings: { seed: 7 },
    status: 'paused',
    ui: changedUi(INITIAL_UI, { workspace: 'find', ...ui }),
    ...change,
  } as unknown as AppState;
  return { ...state, ...changeModel(state, 'lstm', { run, shown: shownWith(newest) }) };
}

const searchOf = (state: AppState): Search | null => state.models['lstm']!.results.search;
const wanted = (state: AppState) =>
  searchQuery.wanted(state, { isTraining: state.status === 'training' || state.status === 'pausing', isRested: true });
const begun = (state: AppState): AppState => ({ ...state, ...searchQuery.begin!(state, wanted(state)!) });

describe('the newest weights are searched unasked', () => {
  test('while Find is open and nothing trains', () => {
    for (const status of ['idle', 'paused'] as const) expect(isSearchDue(stateWith({ status }))).toBe(true);
    for (const status of ['preparing', 'training', 'pausing', 'failed'] as const) {
      expect(isSearchDue(stateWith({ status })), status).toBe(false);
      expect(wanted(stateWith({ status })), status).toBeNull();
    }
    for (const workspace of ['start', 'train', 'watch', 'compare'] as const)
      expect(isSearchDue(stateWith({}, { workspace })), workspace).toBe(false);
  });

  test('where the text is long enough, and the pictures show these weights', () => {
    expect(isSearchDue(stateWith({ text: { tokens: new Int32Array(999) } as never }))).toBe(false);
    const state = stateWith();
    expect(isSearchDue({ ...state, ...changeModel(state, 'lstm', { shown: shownWith(initial) }) })).toBe(false);
    expect(isSearchDue({ ...state, ...changeModel(state, 'lstm', { shown: null }) })).toBe(false);
  });

  test('once: neither again after the end, nor after a stop, with findings before it or without', () => {
    const first = begun(stateWith());
    expect(searchOf(first)).toMatchObject({ status: 'running', isUnasked: true, params: newest });
    expect(searchQuery.identity(wanted(first)!)).toEqual(searchQuery.identity(wanted(stateWith())!));
    const stopped = { ...first, ...stopSearch(first) };
    expect(isSearchDue(stopped)).toBe(false);
    const done = { ...first, ...searchQuery.finish(first, wanted(first)!, undefined as never) };
    expect(isSearchDue(done)).toBe(false);

    const earlier = { ...searchOf(done)!, params: initial, findings: { found: [] } as never };
    const trainedOn = {
      ...done,
      ...changeModel(done, 'lstm', ({ results }) => ({ results: { ...results, search: earlier } })),
    };
    expect(isSearchDue(trainedOn)).toBe(true);
    // Over training follows the units of the search that there is.
    const page = (state: AppState) => ({ ...state, ui: changedUi(state.ui, { findPage: 'overTraining' }) });
    expect(isSearchDue(page(trainedOn))).toBe(false);
    expect(isSearchDue(page(stateWith()))).toBe(true);
    const again = begun(trainedOn);
    const stoppedAgain = { ...again, ...stopSearch(again) };
    expect(searchOf(stoppedAgain)).toMatchObject({ params: initial, status: 'done' });
    expect(isSearchDue(stoppedAgain)).toBe(false);
  });

  test('and give way to training, to be searched when it pauses again; a search that was asked for goes on', () => {
    const first = begun(stateWith());
    const training = { ...first, status: 'training' } as AppState;
    expect(wanted(training)).toBeNull();
    const ended = { ...training, ...endSearch(training) };
    expect(searchOf(ended)).toBeNull();
    expect(isSearchDue({ ...ended, status: 'paused' })).toBe(true);
    const paused = stateWith();
    const asked = { ...paused, ...startSearch(paused), status: 'training' } as AppState;
    expect(wanted(asked)).not.toBeNull();
  });
});

describe('what was found is selected', () => {
  const finding = { id: 'quotes', kind: 'binary', row: 3, direction: 1, score: 0.99, last1: 0.5, last3: 0.6 };
  const findings = { found: [finding], scores: new Float32Array(12) } as never;
  const after = (state: AppState, untrained: number): AppState => {
    let now = begun(state);
    const key = wanted(now)!;
    for (const report of [
      { kind: 'findings', findings },
      { kind: 'chance', shifts: 100, marks: [0.6] },
      { kind: 'untrained', scores: [untrained] },
    ] as const)
      now = Object.assign({}, now, searchQuery.progress!(now, key, report));
    return now;
  };

  test('where nothing was chosen before and a unit tracks a label', () => {
    const { label, cursor } = after(stateWith(), 0.6).ui;
    expect(label).toBe('quotes');
    expect(cursor).toMatchObject({ layer: 0, channel: 'f', unit: 1 });
    expect(after(stateWith(), 0.99).ui.label).toBeNull();
  });

  test('and never in the place of what a person chose', () => {
    for (const ui of [{ label: 'vowel' }, { cursor: { unit: 1 } }, { cursor: { channel: 'f' } }] as const)
      expect(after(stateWith({}, ui), 0.6).ui).toEqual(stateWith({}, ui).ui);
  });
});
