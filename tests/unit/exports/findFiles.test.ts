import { expect, test } from 'vitest';
import type { UnitCosts } from '../../../src/analysis/ablation/costs.ts';
import type { Findings } from '../../../src/analysis/scores/findings.ts';
import { costsFileOf } from '../../../src/exports/costsFile.ts';
import type { Search, ModelCosts, ScoresOverTraining } from '../../../src/state/findState.ts';
import { scoresOverTrainingFileOf } from '../../../src/exports/scoresOverTrainingFile.ts';
import { DEFAULT_SETTINGS } from '../../../src/state/settings.ts';
import { changeResults } from '../../../src/state/changeModel.ts';
import type { Results } from '../../../src/state/results.ts';
import type { AppState } from '../../../src/state/state.ts';
import { modelOf } from '../state/modelOf.ts';
import { specOf } from '../engine/models.ts';
import { INITIAL_UI, changedUi } from '../../../src/state/ui.ts';

const spec = specOf({ cell: 'gru', hidden: 2 });
const weights = { step: 40, changes: ['W_hh × 2 at step 40, not trained'] };
const state = {
  ui: changedUi(INITIAL_UI, { cursor: { channel: 'h', model: 'gru' } }),
  text: { name: 'a text', tokens: new Int32Array(900), trainCount: 900 },
  settings: DEFAULT_SETTINGS,
  models: { gru: modelOf('gru', { run: { spec, settings: DEFAULT_SETTINGS, trained: [] } }) },
} as unknown as AppState;
const withResults = (results: Partial<Results>): AppState => ({ ...state, ...changeResults(state, 'gru', results) });

function lines(bytes: Uint8Array): string[] {
  return new TextDecoder().decode(bytes).split('\r\n');
}

test('the saved ranking names text, model, stretch and values held, and has the costliest unit first', () => {
  const found: UnitCosts = {
    source: { layer: 0, channel: 'h' },
    stretch: { from: 100, warmUp: 20, counted: 700 },
    bits: 2.5,
    change: Float32Array.of(0.25, 0.5),
    values: Float32Array.of(-0.5, 0.125),
    labels: [{ id: 'a', name: 'quotes', count: 70 }],
    on: Float32Array.of(1, 2),
    off: Float32Array.of(0.125, 0.25),
  };
  const asked = { spec, of: new Float32Array(0), hypotheses: [], source: found.source, at: 'mean' } as const;
  const costs: ModelCosts = { ...weights, ...asked, status: 'done', share: 1, found };
  const file = costsFileOf(withResults({ costs }))!;
  expect(file.name).toBe('unrolled-gru-step40-held-h-layer1.csv');
  const all = lines(file.bytes);
  for (const line of [
    'text,a text',
    'first character read,100',
    'held at,mean',
    'training step,40',
    'model hidden,2',
  ]) {
    expect(all).toContain(line);
  }
  expect(all).toContain('weights changed by hand,"W_hh × 2 at step 40, not trained"');
  const at = all.findIndex((line) => line.startsWith('layer,channel'));
  expect(all[at - 1]).toBe(',,,,,quotes,on at 70');
  expect(all.slice(at, at + 3)).toEqual([
    'layer,channel,unit,held at,"change, bits per character",on,off',
    '1,h,1,0.125,0.5,2,0.25',
    '1,h,0,-0.5,0.25,1,0.125',
  ]);
  expect(costsFileOf(state)).toBeNull();
});

test('the saved scores over training have one line for each label and step', () => {
  const findings = {
    stretch: { from: 0, to: 900, half: 450, streams: 1, warmUp: 512, sampled: 900, untrained: 900 },
    found: [{ id: 'a', name: 'quotes', kind: 'binary', row: 7, direction: 1 }],
    absent: [],
    doubts: [],
    scores: new Float32Array(8),
  } as unknown as Findings;
  const search = { ...weights, spec, seed: 1, findings, chance: null } as unknown as Search;
  const metrics = (step: number, row: number, score: number) => ({
    step,
    of: new Float32Array(0),
    best: [{ row, direction: 1 as const, chosen: score, score }],
    followed: [score / 2],
  });
  const overTraining: ScoresOverTraining = {
    of: findings,
    status: 'done',
    share: 1,
    checkpointMetrics: [metrics(0, 2, 0.5), metrics(40, 7, 0.75)],
  };
  const file = scoresOverTrainingFileOf(withResults({ search, scoresOverTraining: overTraining }))!;
  expect(file.name).toBe('unrolled-gru-step40-over-training.csv');
  const all = lines(file.bytes);
  const at = all.findIndex((line) => line.startsWith('label,score is'));
  expect(all.slice(at + 1, at + 3)).toEqual([
    'quotes,AUC,0,"z 0, layer 1",0.5,"h 1, layer 1",0.25',
    'quotes,AUC,40,"h 1, layer 1",0.75,"h 1, layer 1",0.375',
  ]);
  // Of a search that is no longer shown nothing is saved.
  const other = { ...search, findings: { ...findings } };
  expect(scoresOverTrainingFileOf(withResults({ search: other, scoresOverTraining: overTraining }))).toBeNull();
});
