import { describe, expect, test } from 'vitest';
import { changesOfSettings, recordSettings, settingsByStep, settingsInForce } from '../../../src/state/inForce.ts';
import { addProgress, runTakenBack } from '../../../src/state/progress.ts';
import { EMPTY_SERIES } from '../../../src/state/series.ts';
import { DEFAULT_SETTINGS } from '../../../src/state/settings.ts';
import { stepSettingsOf } from '../../../src/state/specs.ts';
import type { ModelRun, Models } from '../../../src/state/model.ts';
import type { TextState } from '../../../src/state/textState.ts';
import { specOf } from '../engine/models.ts';
import { modelOf } from './modelOf.ts';

const before = stepSettingsOf(DEFAULT_SETTINGS);
const after = stepSettingsOf({ ...DEFAULT_SETTINGS, learningRate: 0.001, clipKind: 'value', clipMax: 7 });

const INITIAL = Float32Array.of(1);

const untrained: ModelRun = {
  spec: specOf({ cell: 'gru' }),
  step: 0,
  loss: EMPTY_SERIES,
  gradNorm: EMPTY_SERIES,
  heldOut: EMPTY_SERIES,
  otherHeldOut: EMPTY_SERIES,
  charactersPerSecond: 0,
  samples: [],
  checkpoints: [{ step: 0, params: INITIAL }],
  params: INITIAL,
  paramsStep: 0,
  settings: DEFAULT_SETTINGS,
  trained: [],
  perturbed: [],
};
const report = (step: number, count: number, settings: { from: number; settings: typeof before }[]) => ({
  models: [
    {
      id: 'gru',
      step,
      losses: new Float32Array(count).fill(2),
      gradNorms: new Float32Array(count).fill(1),
      settings,
      charactersPerSecond: 1,
    },
  ],
  snapshots: [],
  checkpoints: [],
});

/** 300 steps as set at reset, 200 with another learning rate and clip, told in three reports. */
function trained(): ModelRun {
  let models: Models = { gru: modelOf('gru', { run: untrained }) };
  models = addProgress(models, report(200, 200, [{ from: 1, settings: before }]), 'wasm');
  // A new job names its settings again, though nothing has changed.
  models = addProgress(
    models,
    report(400, 200, [
      { from: 201, settings: { ...before } },
      { from: 301, settings: after },
    ]),
    'wasm',
  );
  models = addProgress(models, report(500, 100, []), 'wasm');
  return models['gru']!.run!;
}

const state = (run: ModelRun) => ({
  models: { gru: modelOf('gru', { run }) },
  // What the fields say now is a third thing: it has trained nothing.
  settings: { ...DEFAULT_SETTINGS, learningRate: 0.5, temperature: 1.5 },
  // 32 pairs of neighbours: one stream of 32.
  text: { trainCount: 33 } as TextState,
});

describe('the settings in force', () => {
  test('are those that the step was taken with, not those at reset nor those of now', () => {
    const of = (step: number) => settingsInForce(state(trained()), 'gru', step)!;
    expect(of(300)).toMatchObject({ learningRate: 0.005, clipKind: 'norm', clipMax: 1, backend: 'wasm' });
    expect(of(301)).toMatchObject({ learningRate: 0.001, clipKind: 'value', clipMax: 7 });
    expect(of(500)).toMatchObject({ learningRate: 0.001, hidden: 64, temperature: 1.5 });
    // A short text shortened them.
    expect(of(500)).toMatchObject({ batch: 1, unroll: 32 });
    expect(settingsInForce(state(untrained), 'gru', 0)).toMatchObject({ learningRate: 0.5 });
  });

  test('come with the steps at which they changed, in words and for programs', () => {
    const run = trained();
    expect(changesOfSettings(run, 300)).toEqual([]);
    expect(changesOfSettings(run, 500)).toEqual(['learning rate 0.001, clip by value at 7 from step 301']);
    expect(settingsByStep(run, 500)).toEqual([
      { from_step: 1, ...before, backend: 'wasm' },
      { from_step: 301, ...after, backend: 'wasm' },
    ]);
  });

  test('follow another backend', () => {
    const run = { trained: recordSettings(trained().trained, [{ from: 501, settings: after }], 'cpu') };
    expect(changesOfSettings(run, 501).at(-1)).toBe('cpu backend from step 501');
  });

  test('forget what was taken back', () => {
    const back = runTakenBack(trained(), { params: Float32Array.of(2), step: 250 });
    expect(changesOfSettings(back, 500)).toEqual([]);
    expect(back.params).toEqual(Float32Array.of(2));
    expect([back.step, back.paramsStep, back.loss.length]).toEqual([250, 250, 250]);
    expect(runTakenBack(back, null).params).toBe(untrained.params);
  });
});
