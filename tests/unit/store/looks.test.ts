import { describe, expect, test } from 'vitest';
import type { UnitLook } from '../../../src/analysis/scores/unitLook.ts';
import type { LabelFinding } from '../../../src/analysis/scores/findings.ts';
import { isAnswered, wantedLook } from '../../../src/store/looks.ts';
import { pictureMetadata, pictureName, pngFile, svgFile } from '../../../src/store/pictureFacts.ts';
import { DEFAULT_SETTINGS } from '../../../src/store/settings.ts';
import type { AppState } from '../../../src/store/state.ts';
import { buildVocabulary, encode } from '../../../src/engine/vocabulary.ts';
import { labelRuns } from '../../../src/views/find/labelMarks.ts';
import { sideNames } from '../../../src/views/find/useLook.ts';
import { specOf } from '../engine/models.ts';

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
    stretch: { from: 0, count: 10, half: 5, streams: 1, warmUp: 512, sampled: 10, untrained: 10 },
    found: [finding],
    absent: [],
    scores: new Float32Array(8),
  },
};
const look: UnitLook = {
  place: { layer: 0, channel: 'h', unit: 1 },
  label: 'digit',
  kind: 'binary',
  from: 100,
  count: 50,
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
const state = {
  workspace: 'find',
  label: 'digit',
  cursor: { t: 0, unit: 1, channel: 'h', layer: 0, slot: 'gru' },
  searches: { gru: search },
  looking: { look, of: { params: search.params, hypotheses: search.hypotheses }, share: null },
  text: { name: 'numbers', tokens: new Int32Array(10) },
  runs: { gru: { settings: DEFAULT_SETTINGS } },
  slots: [{ id: 'gru', name: 'GRU' }],
} as unknown as AppState;

describe('what is to be looked at', () => {
  test('is the selected unit beside a label that was found, in Find alone', () => {
    expect(wantedLook(state)).toMatchObject({ layer: 0, channel: 'h', unit: 1, label: 'digit' });
    expect(wantedLook({ ...state, workspace: 'watch' })).toBeNull();
    expect(wantedLook({ ...state, label: null })).toBeNull();
    expect(wantedLook({ ...state, label: 'gone' })).toBeNull();
    expect(wantedLook({ ...state, searches: {} })).toBeNull();
  });

  test('is there if the answer is about this unit, label, weights and labels of one’s own', () => {
    const wanted = wantedLook(state)!;
    expect(isAnswered(state.looking, wanted)).toBe(true);
    expect(isAnswered(state.looking, { ...wanted, unit: 0 })).toBe(false);
    expect(isAnswered(state.looking, { ...wanted, label: 'vowel' })).toBe(false);
    const other = { ...wanted.search, hypotheses: [] };
    expect(isAnswered(state.looking, { ...wanted, search: other })).toBe(false);
    const retrained = { ...wanted.search, params: new Float32Array(0) };
    expect(isAnswered(state.looking, { ...wanted, search: retrained })).toBe(false);
  });
});

describe('the facts of a picture', () => {
  test('are those of the search, the unit, the label and every number shown', () => {
    const shown = { tracedFrom: 7, firstTimestep: 2, step: 64, values: [0.123456789, Number.NaN] };
    const facts = JSON.parse(pictureMetadata(state, finding, look, 0.75, shown)) as Record<string, unknown>;
    expect(facts).toMatchObject({
      about: { 'made by': 'Unrolled', text: 'numbers', 'training step': 64, seed: 3, 'model cell': 'gru' },
      unit: { layer: 1, channel: 'h', unit: 1 },
      label: { id: 'digit', definition: 'A digit.' },
      score: 0.75,
      look: { scored: 25, distribution: { on: [1, 2], off: [3, 4] }, roc: { auc: 0.25, on: [0, 1] } },
      text: { tracedFrom: 7, values: [0.123457, null] },
    });
    expect(facts['look']).not.toHaveProperty('runs');
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
    traceWindow: { start: 115, length: 20 },
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
    expect([...labelRuns(traced, 'own-1', 1, look)!]).toEqual([]);
    const early = { ...traced, traceWindow: { start: 101, length: 20 } };
    expect([...labelRuns(early, 'own-1', 1, look)!]).toEqual([0, 2, 9, 11]);
    expect(labelRuns({ ...traced, traceWindow: { start: 90, length: 20 } }, 'own-1', 1, look)).toBeNull();
    expect(labelRuns(traced, 'own-1', 1, null)).toBeNull();
  });

  test('has a name for either side', () => {
    expect(sideNames({ kind: 'binary' }, { onFrom: 1 })).toEqual({ on: 'label on', off: 'label off' });
    expect(sideNames({ kind: 'numeric' }, { onFrom: 3 })).toEqual({ on: 'label ≥ 3', off: 'label < 3' });
    expect(sideNames({ kind: 'numeric' }, { onFrom: 0.25 }).on).toBe('label ≥ 0.25');
  });
});
