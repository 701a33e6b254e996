import { describe, expect, test } from 'vitest';
import type { Findings, LabelFinding } from '../../../src/analysis/scores/findings.ts';
import { VERSION } from '../../../src/limits/version.ts';
import { DEFAULT_SETTINGS } from '../../../src/state/settings.ts';
import { scoresFileOf } from '../../../src/exports/scoresFile.ts';
import { searchProgress } from '../../../src/state/findChanges.ts';
import type { Search } from '../../../src/state/findState.ts';
import type { AppState } from '../../../src/state/state.ts';
import { stateRows } from '../../../src/analysis/scores/fitProbes.ts';
import { probedState } from '../../../src/views/find/scoreFacts.ts';
import { specOf } from '../engine/models.ts';
import { modelOf } from '../state/modelOf.ts';
import { bestRow } from '../../../src/state/bestFinding.ts';
import { type ScoreRow, scoreRows } from '../../../src/state/foundScores.ts';
import { isEcho, shownRows } from '../../../src/views/find/scoreRows.ts';
import { INITIAL_UI, changedUi } from '../../../src/state/ui.ts';

const spec = specOf({ cell: 'gru', hidden: 2 });
const finding = (id: string, kind: LabelFinding['kind'], some: Partial<LabelFinding>): LabelFinding => ({
  id,
  kind,
  name: `=${id}`,
  definition: `Where ${id} is.`,
  row: 3,
  direction: -1,
  chosen: 0.9,
  score: 0.875,
  linear: kind === 'numeric' ? -0.75 : null,
  last1: 0.5,
  last3: 0.6,
  frequency: 0.25,
  effect: kind === 'binary' ? -1.5 : null,
  ...some,
});
const findings: Findings = {
  stretch: { from: 7, to: 2007, half: 1000, streams: 1, warmUp: 512, sampled: 2000, untrained: 2000 },
  found: [
    finding('quotes', 'binary', {}),
    finding('commas', 'binary', { score: 0.95, last1: 0.96, last3: 0.97 }),
    finding('lines', 'numeric', { score: 0.04 }),
  ],
  absent: [
    { name: 'digit', why: 'rare' },
    { name: '/x/', why: 'nowhere' },
  ],
  doubts: [{ name: 'quotes', marks: 40, unpaired: 3, first: 1017 }],
  // [3 labels, 8 rows]
  scores: Float32Array.from({ length: 24 }, (_, k) => (k < 16 ? 0.1 + 0.05 * k : -0.01 * k)),
};
const before: Search = {
  spec,
  params: new Float32Array(0),
  hypotheses: [],
  step: 120,
  changes: ['W_hh times 1.5 at step 120, not trained'],
  seed: 5,
  isUnasked: false,
  status: 'running',
  stage: 'labels',
  share: 0,
  findings: null,
  chance: null,
  untrained: null,
  probes: [],
};
let search = before;
for (const report of [
  { kind: 'share', stage: 'chance', share: 0.5 },
  { kind: 'findings', findings },
  { kind: 'chance', shifts: 100, marks: [0.6, 0.6, 0.05] },
  { kind: 'untrained', scores: [0.7, 0.5, 0.03] },
  { kind: 'probe', label: 1, probe: { score: 0.99, rows: [6, 7], weights: [0.5, -2] } },
] as const) {
  search = Object.assign({}, search, searchProgress(report, search));
}

test('reports add up to a search', () => {
  expect(search).toMatchObject({
    stage: 'chance',
    share: 0.5,
    findings,
    chance: { shifts: 100 },
    untrained: [0.7, 0.5, 0.03],
  });
  expect(search.probes.map((probe) => probe?.score ?? null)).toEqual([null, 0.99, null]);
  expect(before.probes).toEqual([]);
});

describe('the rows of the table', () => {
  test('name each label’s best unit and its verdict', () => {
    const rows = scoreRows(search, null);
    expect(rows.map(({ verdict }) => verdict)).toEqual(['tracks', 'echo of the last character', 'chance']);
    expect(rows[0]).toMatchObject({
      position: { layer: 0, channel: 'z', unit: 1 },
      direction: -1,
      score: 0.875,
      probe: null,
    });
    expect(rows[1]!.probe).toBe(0.99);
  });

  test('name one unit on every label, with the direction it has there', () => {
    const rows = scoreRows(search, { layer: 0, channel: 'r', unit: 1 });
    expect(rows.map(({ direction }) => direction)).toEqual([-1, 1, -1]);
    expect(rows.map(({ score }) => Math.round(100 * score))).toEqual([85, 55, 17]);
    expect(rows.map(({ isBest }) => isBest)).toEqual([false, false, false]);
  });

  test('are filtered by name and definition, and ordered', () => {
    const rows = scoreRows(search, null);
    const ids = (filter: string, order: 'verdict' | 'score' | 'name'): string[] =>
      shownRows(rows, filter, null, order).map((row) => row.finding.id);
    expect(ids('', 'verdict')).toEqual(['quotes', 'commas', 'lines']);
    expect(ids('', 'score')).toEqual(['commas', 'quotes', 'lines']);
    expect(ids('', 'name')).toEqual(['commas', 'lines', 'quotes']);
    expect(ids('WHERE quot', 'score')).toEqual(['quotes']);
    expect(ids('nothing', 'score')).toEqual([]);
  });

  test('are those of one channel where one is chosen', () => {
    const rows = scoreRows(search, null);
    expect(shownRows(rows, '', 'z', 'verdict')).toHaveLength(3);
    expect(shownRows(rows, '', 'h', 'verdict')).toEqual([]);
  });

  test('fold where the last characters say as much, before chance is known as after', () => {
    const echoes = (of: Search): readonly string[] =>
      scoreRows(of, null)
        .filter(isEcho)
        .map(({ finding: { id } }) => id);
    expect(echoes(search)).toEqual(['commas']);
    // A label that turns out to be chance comes out of the fold.
    expect(echoes({ ...search, chance: null })).toEqual(['commas', 'lines']);
  });

  test('have one that comes first: by what can be concluded, then by how far its score is from guessing', () => {
    const rows = scoreRows(search, null);
    expect(bestRow(rows)!.finding.id).toBe('quotes');
    expect(bestRow([])).toBeNull();
    const [quotes, , lines] = rows as [ScoreRow, ScoreRow, ScoreRow];
    const tracks = { ...lines, verdict: 'tracks' as const };
    // An AUC of 0.875 is 0.75 from guessing.
    expect(bestRow([quotes, { ...tracks, score: 0.74 }])).toBe(quotes);
    expect(bestRow([quotes, { ...tracks, score: 0.76 }])!.finding.id).toBe('lines');
  });
});

describe('the saved table', () => {
  const searched = (known: Search | null): Pick<AppState, 'models'> => ({
    models: { gru: modelOf('gru', { run: { settings: DEFAULT_SETTINGS, trained: [] }, results: { search: known } }) },
  });
  const state = {
    ui: changedUi(INITIAL_UI, { cursor: { model: 'gru' } }),
    text: { name: 'a, text', tokens: new Int32Array(2007), trainCount: 2007 },
    settings: DEFAULT_SETTINGS,
    ...searched(search),
  } as unknown as AppState;

  test('says all that is needed to repeat it, then one line for each label', () => {
    const file = scoresFileOf(state, null)!;
    expect(file.name).toBe('unrolled-gru-step120-units.csv');
    const lines = new TextDecoder().decode(file.bytes).split('\r\n');
    for (const line of [
      'text,"a, text"',
      'first character read,7',
      'characters read,2000',
      '"warm-up of a stream, characters",512',
      'shifts,100',
      'seed,5',
      'training step,120',
      'probe weighs,the whole state',
      `version,${VERSION}`,
      'weights changed by hand,"W_hh times 1.5 at step 120, not trained"',
      'model hidden,2',
      `setting learningRate,${DEFAULT_SETTINGS.learningRate}`,
      'labels too rare to be scored,digit',
      'labels on nowhere in what was read,/x/',
      '"quotation marks without a partner, quotes","3 of 40, the first at character 1017"',
    ]) {
      expect(lines).toContain(line);
    }
    const at = lines.findIndex((line) => line.startsWith('label,definition'));
    expect(lines[at + 1]).toBe("'=quotes,Where quotes is.,AUC,1,z,1,-1,0.875,0.9,,0.6,0.5,0.6,0.7,,0.25,-1.5,tracks");
    expect(lines[at + 3]).toBe(
      "'=lines,Where lines is.,Spearman rho,1,z,1,-1,0.04,0.9,-0.75,0.05,0.5,0.6,0.03,,0.25,,chance",
    );
  });

  test('says it where the probe weighs the top layer alone, as the page does', () => {
    const deep = specOf({ cell: 'lstm', hidden: 300, layers: 2 });
    const deepState = { ...state, ...searched({ ...search, spec: deep }) };
    expect(new TextDecoder().decode(scoresFileOf(deepState, null)!.bytes)).toContain('the state of the top layer\r\n');
    expect(probedState(deep)).toBe('the top layer’s state alone (the whole has more than 1,024)');
    expect(stateRows(deep)).toHaveLength(600);
    const wide = specOf({ cell: 'lstm', hidden: 600 });
    expect(probedState(wide)).toBe('the whole state');
    expect(stateRows(wide)).toHaveLength(1200);
  });

  test('shows one unit on every label where the page does, without what is known of the best alone', () => {
    const one = { layer: 0, channel: 'z', unit: 0 } as const;
    const file = scoresFileOf(state, one)!;
    expect(file.name).toBe('unrolled-gru-step120-z0-layer1.csv');
    const lines = new TextDecoder().decode(file.bytes).split('\r\n');
    const at = lines.findIndex((line) => line.startsWith('label,definition'));
    for (const [k, row] of scoreRows(search, one).entries()) {
      const cells = lines[at + 1 + k]!.split(',');
      expect(cells.slice(3, 9)).toEqual(['1', 'z', '0', String(row.direction), String(row.score), '']);
    }
  });

  test('does not exist before anything was found', () => {
    expect(scoresFileOf({ ...state, ...searched(before) }, null)).toBeNull();
    expect(scoresFileOf({ ...state, ...searched(null) }, null)).toBeNull();
  });
});
