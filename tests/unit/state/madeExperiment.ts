/** Experiments made without training, with every part that a record may have. */
import { createRandom } from '../../../src/engine/random.ts';
import { parameterLayout } from '../../../src/engine/parameters.ts';
import { hasC } from '../../../src/engine/spec.ts';
import { newRun } from '../../../src/state/changeModel.ts';
import type { Experiment, SavedModel } from '../../../src/state/experiment.ts';
import { firstModels } from '../../../src/state/models.ts';
import { ALL_DUE } from '../../../src/state/results.ts';
import { append, EMPTY_SERIES } from '../../../src/state/series.ts';
import { DEFAULT_SETTINGS } from '../../../src/state/settings.ts';
import { specOf } from '../../../src/state/specs.ts';
import type { ModelIdentity } from '../../../src/state/model.ts';
import { changedUi, INITIAL_UI } from '../../../src/state/ui.ts';

const SYMBOLS = ['a', 'é', '😀', '\n'];
const SETTINGS = { ...DEFAULT_SETTINGS, hidden: 3, batch: 2, learningRate: 0.0123456789 };

export function floats(length: number, seed: number): Float32Array {
  const random = createRandom(seed, 'test');
  return Float32Array.from({ length }, () => random.normal());
}

function saved(is: ModelIdentity, step: number): SavedModel {
  const spec = specOf(is.cell, SETTINGS, SYMBOLS.length);
  const { size } = parameterLayout(spec);
  const params = floats(size, step + 1);
  const series = append(EMPTY_SERIES, floats(step, 7), step);
  const run = {
    ...newRun(spec, SETTINGS, floats(size, 1)),
    step,
    loss: series,
    gradNorm: series,
    heldOut: append(EMPTY_SERIES, [1.5], Math.max(1, step)),
    params,
    paramsStep: step,
  };
  const carry = () => floats(SETTINGS.batch * spec.hidden, 3);
  const state = {
    params,
    compensation: floats(size, 4),
    moments: [floats(size, 5), Float64Array.from(floats(size, 6))],
    carry: { h: carry(), c: hasC(spec) ? carry() : null },
    step,
  };
  const schedule = { ...ALL_DUE, heldOutFrom: 1.25 * step, draws: { [step]: 2 } };
  const { heldOutFrom, sampleFrom, draws } = schedule;
  return {
    is,
    run,
    state: step > 0 ? state : null,
    perturbation: { block: 'all', reset: { kind: 'gaussian', gain: 1.2, seed: 4 }, scale: 1, forgetShift: -2 },
    beforePerturbing: step > 0 ? [{ run, state }] : [],
    schedule: { heldOutFrom, sampleFrom, draws },
  };
}

export function madeExperiment(step: number): Experiment {
  const tokens = Int32Array.from({ length: 40 }, (_, k) => k % SYMBOLS.length);
  return {
    text: {
      name: 'a text',
      source: { kind: 'file', name: 'a.txt', encoding: 'utf-8' },
      text: Array.from(tokens, (token) => SYMBOLS[token]!).join(''),
      symbols: SYMBOLS,
      counts: [9, 9, 9, 9],
      tokens,
      trainCount: 36,
      notes: [{ kind: 'line-ends', text: 'One line end was changed.' }],
    },
    settings: SETTINGS,
    models: Object.values(firstModels()).map(({ is }) => saved({ ...is, overrides: { forgetBias: 2 } }, step)),
    hypotheses: [
      { id: 'p', name: 'own', kind: 'pattern', pattern: 'a+' },
      { id: 's', name: 'marked', kind: 'spans', spans: [{ from: 2, to: 5 }] },
    ],
    traceWindow: { from: 2, to: 30 },
    passage: { kind: 'edited', tokens: tokens.slice(2, 30), at: 3 },
    continuations: [],
    pins: [
      { id: '2', title: 'Maps', caption: 'At last.', svg: new TextEncoder().encode('<svg/>'), width: 40, height: 30 },
    ],
    ui: changedUi(INITIAL_UI, { workspace: 'watch', cursor: { t: 4, unit: 2 } }),
  };
}
