import { describe, expect, test } from 'vitest';
import { aboutPicture } from '../../../src/exports/aboutPicture.ts';
import { numbersFileOf } from '../../../src/exports/gradientFiles.ts';
import { PICTURES } from '../../../src/exports/pictures.ts';
import { tablesFileOf } from '../../../src/exports/tablesFile.ts';
import type { Chain } from '../../../src/analysis/chain.ts';
import type { StateJacobian } from '../../../src/analysis/jacobian.ts';
import type { LagCurve, LagCurves, LagReport } from '../../../src/analysis/lagCurves.ts';
import type { Measured } from '../../../src/state/gradientPictures.ts';
import { DEFAULT_SETTINGS } from '../../../src/state/settings.ts';
import type { Results } from '../../../src/state/results.ts';
import type { AppState } from '../../../src/state/state.ts';
import { changedUi, INITIAL_UI } from '../../../src/state/ui.ts';
import { specOf } from '../engine/models.ts';
import { modelOf } from '../state/modelOf.ts';

const LINK = 'https://example.org/#v=1&hidden=2';
const passage = { kind: 'text' } as const;
const traceWindow = { from: 100, to: 160 };
const lstm = specOf({ cell: 'lstm', hidden: 2 });
const rnn = specOf({ cell: 'rnn', hidden: 2 });

const runOf = (spec: typeof rnn) => ({ spec, step: 1300, settings: DEFAULT_SETTINGS, trained: [], perturbed: [] });
function shownOf(spec: typeof rnn, step: number) {
  return { trace: { spec, step }, run: runOf(spec), perturbation: null };
}
function measured<T>(of: T, step = 1200): Measured<T> {
  return { of, trace: { step, spec: rnn }, read: { passage, traceWindow } } as unknown as Measured<T>;
}
function stateWith(results: Partial<Results> = {}, steps: readonly [number, number] = [1200, 1200]): AppState {
  return {
    ui: changedUi(INITIAL_UI, { cursor: { model: 'lstm', unit: 1, channel: 'c', t: 1234 } }),
    text: { name: 'a text', tokens: new Int32Array(20_449), trainCount: 18_000 },
    settings: { ...DEFAULT_SETTINGS, batch: 4, unroll: 16 },
    passage,
    traceWindow,
    match: null,
    models: {
      rnn: modelOf('rnn', { run: runOf(rnn), shown: shownOf(rnn, steps[0]), results }),
      gru: modelOf('gru', { is: { active: false } }),
      lstm: modelOf('lstm', { run: runOf(lstm), shown: shownOf(lstm, steps[1]) }),
    },
  } as unknown as AppState;
}

function rowsOf(bytes: Uint8Array): { readonly about: readonly string[]; readonly rows: readonly string[] } {
  const lines = new TextDecoder().decode(bytes).split('\r\n');
  const empty = lines.indexOf('');
  return { about: lines.slice(0, empty), rows: lines.slice(empty + 1, -1) };
}

test('no two pictures have the same name', () => {
  const names = Object.values(PICTURES).map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
});

describe('what a picture says about itself', () => {
  test('a picture of several models names each, their step, the settings, what was read, and the link', () => {
    const about = aboutPicture(stateWith(), 'normsOverTime', LINK);
    expect(about.fileName).toBe('unrolled-step1200-normsOverTime');
    expect(about.title).toBe('Gradient norm and loss over time');
    expect(about.subtitle).toBe('RNN, LSTM · training step 1,200 · “a text” · layer 1, t = 1,234');
    expect(about.footer).toEqual([
      '2 hidden units · 1 layer · one-hot input · unroll length 16 · batch 4 · seed 1 · Adam · learning rate 0.005 · clipped by norm at 1 · backend auto',
      'Text: “a text”, 20,449 characters. Timestep 0 is its character 100; read up to 159.',
      expect.stringMatching(/^https:\/\/example\.org\/#v=1&hidden=2 · Unrolled \d/),
    ]);
    const metadata = JSON.parse(about.metadata) as { link: string; models: Record<string, unknown>[]; about: object };
    expect(metadata.link).toBe(LINK);
    expect(metadata.models).toMatchObject([
      { model: 'RNN', 'training step': 1200, 'model hidden': 2, 'setting learningRate': '0.005' },
      { model: 'LSTM', 'training step': 1200, 'model cell': 'lstm' },
    ]);
    expect(metadata.about).toMatchObject({
      text: 'a text',
      'first character read': 100,
      'characters read': 60,
      timestep: 1234,
    });
  });

  test('models at different steps have each its own, and weights changed by hand are said', () => {
    const state = stateWith({}, [40, 1200]);
    expect(aboutPicture(state, 'normsOverTime', LINK).subtitle).toContain('RNN at step 40, LSTM at step 1,200');
    const model = state.models['lstm']!;
    const perturbation = { block: 'all', reset: null, scale: 2, forgetShift: 0 } as const;
    const provoked = {
      ...state,
      models: { ...state.models, lstm: { ...model, shown: { ...model.shown!, perturbation } } },
    } as unknown as AppState;
    const { footer, subtitle, fileName } = aboutPicture(provoked, 'maps', LINK);
    expect(footer).toContain('LSTM: W_hh × 2 at step 1200, not trained.');
    expect(subtitle).toBe('LSTM · training step 1,200 · “a text” · layer 1, t = 1,234, c of unit 1');
    expect(fileName).toBe('unrolled-lstm-step1200-maps');
  });

  test('a picture of the training is about the whole text, and one of a changed passage says so', () => {
    expect(aboutPicture(stateWith(), 'loss', LINK).footer[1]).toBe(
      'Text: “a text”, 20,449 characters, of which the first 18,000 are learned.',
    );
    expect(aboutPicture(stateWith(), 'loss', LINK).subtitle).toBe('RNN, LSTM · training step 1,300 · “a text”');
    const edited = { ...stateWith(), passage: { kind: 'edited', tokens: new Int32Array(60), at: 7 } } as AppState;
    expect(aboutPicture(edited, 'distance', LINK).footer[1]).toMatch(/with the character at timestep 7 changed\.$/);
    const written = {
      ...stateWith(),
      passage: { kind: 'written', tokens: new Int32Array(9), prime: 4, continuation: 0 },
    } as AppState;
    expect(aboutPicture(written, 'maps', LINK).footer[1]).toMatch(/Read: what a model wrote/);
    expect(aboutPicture(written, 'maps', LINK).metadata).toContain('"of them given":4');
  });
});

test('a saved table has a column of facts for each model, and its numbers plainly', () => {
  const { name, bytes } = tablesFileOf(
    stateWith(),
    'normTable',
    [
      {
        caption: 'Norms over 1,999 timesteps',
        rows: [
          ['state', 'lowest'],
          ['RNN h', '7.56·10⁻⁴'],
        ],
      },
      { caption: '', rows: [['a'], ['−1']] },
    ],
    LINK,
  );
  expect(name).toBe('unrolled-step1200-normTable-table.csv');
  const { about, rows } = rowsOf(bytes);
  expect(about).toContain('model,RNN,LSTM');
  expect(about).toContain('training step,1200,1200');
  expect(about).toContain(`link,${LINK}`);
  expect(rows).toEqual(['Norms over 1999 timesteps', 'state,lowest', 'RNN h,0.000756', '', 'a', '-1']);
});

const curve = (mean: number[]): LagCurve => ({
  mean: Float64Array.from(mean),
  low: Float64Array.from(mean, (value) => value / 2),
  high: Float64Array.from(mean, (value) => value * 2),
  below: Uint16Array.from(mean, (value) => (value === 0 ? 3 : 0)),
});
const curves = (mean: number[], error: number | null): LagCurves =>
  ({
    absolute: curve(mean),
    relative: curve(mean.map((value) => value / mean[0]!)),
    fit: 'too short',
    error: error === null ? null : Float64Array.from(mean, () => error),
    without: { none: 1, broken: 0 },
  }) as unknown as LagCurves;

/** Three losses, t = 5 … 7, with lags 0 and 1, of one layer. */
function lagReport(error: number | null): LagReport {
  return {
    gradients: { losses: { from: 5, to: 8 }, lags: 1, spec: rnn, h: Float64Array.of(6, 5, 4, 3, 2, 1e-40), c: null },
    curves: [{ h: curves([4, 0], error), c: null }],
    from: 5,
    errors: error === null ? null : ({ layers: [], compared: 2 } as LagReport['errors']),
  };
}

describe('all numbers behind the pictures of gradients', () => {
  test('by lag: statistics of every layer, gradient and lag, with their precision', () => {
    const { rows, about } = rowsOf(numbersFileOf(stateWith({ lags: measured(lagReport(0.01)) }), 'lag', LINK)!.bytes);
    expect(about).toContain('model,RNN');
    expect(rows[0]).toMatch(/^model,training step,layer,gradient,lag,geometric mean/);
    expect(rows.slice(1)).toEqual([
      'RNN,1200,1,dL/dh,0,4,2,8,1,0.5,2,2,0,float32,0.01',
      'RNN,1200,1,dL/dh,1,0,0,0,0,0,0,2,3,float32,0.01',
    ]);
  });

  test('by lag on held-out text: that measurement, and the picture says on which text it was made', () => {
    const state = stateWith({ lags: measured(lagReport(null)) });
    const heldOut = { of: lagReport(0.01), params: new Float32Array(), step: 7, read: [state.text] };
    const rnnModel = state.models['rnn']!;
    const shown = {
      ...state,
      ui: changedUi(state.ui, { lagText: 'heldOut' }),
      models: { ...state.models, rnn: { ...rnnModel, results: { ...rnnModel.results, lagsHeldOut: heldOut } } },
    } as AppState;
    expect(rowsOf(numbersFileOf(shown, 'lag', LINK)!.bytes).rows[1]).toMatch(/^RNN,7,.*float32,0\.01$/);
    const { footer, subtitle } = aboutPicture(shown, 'lag', LINK);
    expect(subtitle).toContain('training step 7');
    expect(footer.join('\n')).toContain(
      'Timestep 0 is its character 18,000, the first that is held out from training.',
    );
    // The other pictures of these gradients are of the text that is read.
    expect(rowsOf(numbersFileOf(shown, 'triangle', LINK)!.bytes).rows[1]).toMatch(/^RNN,1200,/);
  });

  test('triangle: every loss with every earlier state, also those that are beyond what is drawn', () => {
    const file = numbersFileOf(stateWith({ lags: measured(lagReport(null)) }), 'triangle', LINK)!;
    expect(file.name).toBe('unrolled-rnn-step1200-triangle-numbers.csv');
    expect(rowsOf(file.bytes).rows.slice(1)).toEqual([
      'RNN,1200,1,5,4,1,5,,float64',
      'RNN,1200,1,5,5,0,6,,float64',
      'RNN,1200,1,6,5,1,3,,float64',
      'RNN,1200,1,6,6,0,4,,float64',
      'RNN,1200,1,7,6,1,1e-40,,float64',
      'RNN,1200,1,7,7,0,2,,float64',
    ]);
  });

  test('chain: every term of every weight, with its share', () => {
    const of: Chain = {
      spec: lstm,
      t: 1,
      layer: 0,
      parts: [
        {
          weight: 'weight_hh',
          gate: -1,
          norms: Float64Array.of(2, 1),
          shares: Float64Array.of(0.75, 0.25),
          total: 3,
          deviation: 1e-16,
        },
        { weight: 'weight_hh', gate: 1, norms: Float64Array.of(2, 1), shares: null, total: 0, deviation: 0 },
      ],
    };
    expect(rowsOf(numbersFileOf(stateWith({ chain: measured(of) }), 'chain', LINK)!.bytes).rows.slice(1)).toEqual([
      'RNN,1200,1,1,rnn.weight_hh_l0,all,0,2,0.75,3,1e-16',
      'RNN,1200,1,1,rnn.weight_hh_l0,all,1,1,0.25,3,1e-16',
      'RNN,1200,1,1,rnn.weight_hh_l0,f,0,2,,0,0',
      'RNN,1200,1,1,rnn.weight_hh_l0,f,1,1,,0,0',
    ]);
  });

  test('Jacobian: every lag of every block, all singular values, the bound, and the blocks of W_hh', () => {
    const of: StateJacobian = {
      spec: rnn,
      t: 9,
      layer: 0,
      lags: 1,
      curves: [{ block: 'h', largest: Float64Array.of(1, 0.5), noise: Float64Array.of(0, 1e-16) }],
      spectra: [
        { lag: 1, values: Float64Array.of(0.5, 0.125), noise: 1e-16, matrix: Float64Array.of(0.5, 0.25, 0, -0.125) },
      ],
      gates: [{ layer: 0, gate: 'h', sigma: 1.5, quartiles: [0.25, 0.5, 1], radius: null }],
      boundPerStep: 1.5,
    };
    const { rows } = rowsOf(numbersFileOf(stateWith({ jacobian: measured(of) }), 'jacobian', LINK)!.bytes);
    expect(rows.slice(1)).toEqual([
      'RNN,1200,1,9,state h,0,1,1,0',
      'RNN,1200,1,9,state h,1,1,0.5,1e-16',
      'RNN,1200,1,9,state h,1,2,0.125,1e-16',
      'RNN,1200,1,9,upper bound,0,1,1,',
      'RNN,1200,1,9,upper bound,1,1,1.5,',
      '',
      'model,training step,layer,block of W_hh,largest singular value,first quartile,median,third quartile,spectral radius',
      'RNN,1200,1,h,1.5,0.25,0.5,1,',
      '',
      expect.stringMatching(/^model,training step,layer,state at t,lag,derivative of,/),
      'RNN,1200,1,9,1,h 0,0.5,0.25',
      'RNN,1200,1,9,1,h 1,0,-0.125',
    ]);
  });

  test('a measurement of another passage is not saved, and a picture without such numbers has no file', () => {
    const other = { ...measured(lagReport(null)), read: { passage: {}, traceWindow } };
    expect(rowsOf(numbersFileOf(stateWith({ lags: other }), 'lag', LINK)!.bytes).rows).toHaveLength(1);
    expect(numbersFileOf(stateWith(), 'loss', LINK)).toBeNull();
  });
});
