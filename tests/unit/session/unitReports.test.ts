import { describe, expect, test } from 'vitest';
import type { UnitReport } from '../../../src/analysis/scores/unitReport.ts';
import type { LabelFinding } from '../../../src/analysis/scores/findings.ts';
import { isAnswered, wantedReport } from '../../../src/state/wantedReport.ts';
import { pictureMetadata, pictureName, pngFile, svgFile } from '../../../src/exports/pictureFacts.ts';
import { DEFAULT_SETTINGS } from '../../../src/state/settings.ts';
import type { Search } from '../../../src/state/findState.ts';
import type { AppState } from '../../../src/state/state.ts';
import { buildVocabulary, encode } from '../../../src/engine/vocabulary.ts';
import { labelRuns } from '../../../src/views/find/labelMarks.ts';
import { sideNames } from '../../../src/views/find/useUnitReport.ts';
import { specOf } from '../engine/models.ts';
import { changeResults } from '../../../src/state/changeModel.ts';
import { modelOf } from '../state/modelOf.ts';
import { changedUi, INITIAL_UI, withUi } from '../../../src/state/ui.ts';

const finding = {
  id: 'digit',
  name: 'digit',
  definition: 'A digit.',
  kind: 'binary',
} as unknown as LabelFinding;
const search = {
  spec: specOf({ cell: 'gru', hidden: 2 }),
  params: new Float32Array(0),
  hypotheses: [],
  step: 64,
  changes: [],
  seed: 3,
  chance: null,
  findings: {
    stretch: { from: 0, to: 10, half: 5, streams: 1, warmUp: 512, sampled: 10, untrained: 10 },
    found: [finding],
    absent: [],
    doubts: [],
    scores: new Float32Array(8),
  },
};
const report: UnitReport = {
  unit: { layer: 0, channel: 'h', unit: 1 },
  label: 'digit',
  kind: 'binary',
  read: { from: 100, to: 150 },
  scored: 25,
  streams: 1,
  onFrom: 1,
  onCount: 3,
  distribution: { low: -1, high: 1, on: Uint32Array.of(1, 2), off: Uint32Array.of(3, 4) },
  score: 0.25,
  roc: { auc: 0.25, off: Float32Array.of(0, 1), on: Float32Array.of(0, 1) },
  levels: null,
  contexts: { highest: [], lowest: [] },
  off: null,
  on: null,
  runs: Int32Array.of(100, 103, 110, 112, 149, 150),
};
const FOUND = changedUi(INITIAL_UI, {
  workspace: 'find',
  label: 'digit',
  cursor: { unit: 1, channel: 'h', model: 'gru' },
});
const state = {
  ui: FOUND,
  unitReport: { report, of: { params: search.params, hypotheses: search.hypotheses }, share: null },
  text: { name: 'numbers', tokens: new Int32Array(10), trainCount: 10 },
  settings: DEFAULT_SETTINGS,
  models: {
    gru: modelOf('gru', {
      run: { settings: DEFAULT_SETTINGS, trained: [] },
      results: { search: search as unknown as Search },
    }),
  },
} as unknown as AppState;

describe('what is to be looked at', () => {
  test('is the selected unit beside a label that was found, in Find alone', () => {
    expect(wantedReport(state)).toMatchObject({ layer: 0, channel: 'h', unit: 1, label: 'digit' });
    expect(wantedReport({ ...state, ...withUi(state, { workspace: 'watch' }) })).toBeNull();
    expect(wantedReport({ ...state, ...withUi(state, { label: null }) })).toBeNull();
    expect(wantedReport({ ...state, ...withUi(state, { label: 'gone' }) })).toBeNull();
    expect(wantedReport({ ...state, ...changeResults(state, 'gru', { search: null }) })).toBeNull();
  });

  test('is there if the answer is about this unit, label, weights and labels of one’s own', () => {
    const wanted = wantedReport(state)!;
    expect(isAnswered(state.unitReport, wanted)).toBe(true);
    expect(isAnswered(state.unitReport, { ...wanted, unit: 0 })).toBe(false);
    expect(isAnswered(state.unitReport, { ...wanted, label: 'vowel' })).toBe(false);
    const other = { ...wanted.search, hypotheses: [] };
    expect(isAnswered(state.unitReport, { ...wanted, search: other })).toBe(false);
    const retrained = { ...wanted.search, params: new Float32Array(0) };
    expect(isAnswered(state.unitReport, { ...wanted, search: retrained })).toBe(false);
  });
});

describe('the facts of a picture', () => {
  test('are those of the search, the unit, the label and every number shown', () => {
    const shown = { tracedFrom: 7, firstTimestep: 2, step: 64, values: [0.123456789, Number.NaN] };
    const facts = JSON.parse(pictureMetadata(state, finding, report, 0.75, shown)) as Record<string, unknown>;
    expect(facts).toMatchObject({
      about: { 'made by': 'Unrolled', text: 'numbers', 'training step': 64, seed: 3, 'model cell': 'gru' },
      unit: { layer: 1, channel: 'h', unit: 1 },
      label: { id: 'digit', definition: 'A digit.' },
      score: 0.75,
      report: { scored: 25, distribution: { on: [1, 2], off: [3, 4] }, roc: { auc: 0.25, on: [0, 1] } },
      text: { tracedFrom: 7, values: [0.123457, null] },
    });
    expect(facts['report']).not.toHaveProperty('runs');
  });

  test('name the files', () => {
    expect(pictureName(state)).toBe('unrolled-gru-step64-h1');
    expect(svgFile('a', '<svg/>')).toEqual({ name: 'a.svg', bytes: new TextEncoder().encode('<svg/>') });
    expect(() => pngFile('a', new Uint8Array(3), '')).toThrow(RangeError);
  });
});

describe('where a label is on in what is traced', () => {
  const text = `${'ab '.repeat(40)}12 and 3${' c'.repeat(20)}`;
  const vocabulary = buildVocabulary(text);
  const tokens = encode(vocabulary, text);
  const traced = {
    text: { tokens, symbols: vocabulary.symbols } as unknown as AppState['text'],
    traceWindow: { from: 115, to: 135 },
    passage: { kind: 'text' },
    revealed: Infinity,
  } as const;

  test('is computed for labels of the page, with what stands before the stretch, and for a passage of its own', () => {
    expect([...labelRuns(traced, 'digit', 1, null)!]).toEqual([5, 7, 12, 13]);
    const written = { kind: 'written', tokens: encode(vocabulary, 'a1'), prime: 1, continuation: 0 } as const;
    expect([...labelRuns({ ...traced, passage: written }, 'digit', 1, null)!]).toEqual([1, 2]);
    expect(labelRuns({ ...traced, text: null }, 'digit', 1, null)).toBeNull();
  });

  test('comes from the finder for a label of one’s own, where it has read the stretch', () => {
    expect([...labelRuns(traced, 'own-1', 1, report)!]).toEqual([]);
    const early = { ...traced, traceWindow: { from: 101, to: 121 } };
    expect([...labelRuns(early, 'own-1', 1, report)!]).toEqual([0, 2, 9, 11]);
    expect(labelRuns({ ...traced, traceWindow: { from: 90, to: 110 } }, 'own-1', 1, report)).toBeNull();
    expect(labelRuns(traced, 'own-1', 1, null)).toBeNull();
  });

  test('has a name for either side', () => {
    expect(sideNames({ kind: 'binary' }, { onFrom: 1 })).toEqual({ on: 'label on', off: 'label off' });
    expect(sideNames({ kind: 'numeric' }, { onFrom: 3 })).toEqual({ on: 'label ≥ 3', off: 'label < 3' });
    expect(sideNames({ kind: 'numeric' }, { onFrom: 0.25 }).on).toBe('label ≥ 0.25');
  });
});
