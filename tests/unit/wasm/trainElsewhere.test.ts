/** The page trains as scripts/elsewhere/train_elsewhere.py does, which tests/golden/elsewhere.py ran. */
import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Backend } from '../../../src/backends/backend.ts';
import { openCpuBackend } from '../../../src/backends/cpu/cpuBackend.ts';
import { openWasmBackend } from '../../../src/backends/wasm/wasmBackend.ts';
import { batchAt, batchPlan } from '../../../src/engine/batches.ts';
import { heldOutSplit } from '../../../src/engine/heldOut.ts';
import { initialParameters } from '../../../src/engine/initialise.ts';
import type { CellKind, ModelSpec } from '../../../src/engine/spec.ts';
import { buildVocabulary, encode } from '../../../src/engine/vocabulary.ts';
import { prepareText } from '../../../src/formats/text.ts';
import { readWeights } from '../../../src/formats/weightsFile.ts';
import { DEFAULT_SETTINGS, type Settings, withOptimizerDefaults } from '../../../src/state/settings.ts';
import { initOf, specOf, stepSettingsOf } from '../../../src/state/specs.ts';
import { largestDifference, PLAIN } from './support.ts';

interface Golden {
  readonly text: string;
  readonly cases: readonly {
    readonly settings: Partial<Settings> & { readonly cell: CellKind };
    readonly losses: readonly number[];
  }[];
  readonly fromFile: readonly number[];
}

const folder = new URL('../../golden/', import.meta.url);
const golden = JSON.parse(readFileSync(new URL('elsewhere.json', folder), 'utf8')) as Golden;
const text = prepareText(golden.text).text;
const vocabulary = buildVocabulary(text);
const all = encode(vocabulary, text);
const tokens = all.subarray(0, heldOutSplit(all.length).train);

let backends: readonly { readonly backend: Backend; readonly tolerance: number }[];
beforeAll(async () => {
  backends = [
    // The script computed in float64, as the reference does.
    { backend: openCpuBackend(), tolerance: 1e-9 },
    { backend: await openWasmBackend(PLAIN), tolerance: 1e-4 },
  ];
});

/** The losses of the first steps, and the parameters after them. */
async function train(backend: Backend, spec: ModelSpec, settings: Settings, params: Float32Array, steps: number) {
  const plan = batchPlan(tokens.length, settings.batch, settings.unroll);
  const model = await backend.createModel({ spec, batch: plan.batch, unroll: plan.unroll, params });
  const losses: number[] = [];
  for (let step = 0; step < steps; step++) {
    const batch = batchAt(tokens, plan, settings.seed, step);
    losses.push((await model.step(batch, stepSettingsOf(settings))).loss);
  }
  const state = await model.getState();
  model.dispose();
  return { losses, params: state.params };
}

function countsOfTokens(): number[] {
  const counts = new Array<number>(vocabulary.size).fill(0);
  for (const token of tokens) counts[token]!++;
  return counts;
}

describe('from initial weights that the script made itself', () => {
  it.each(golden.cases)('$settings', async ({ settings: { cell, ...given }, losses }) => {
    const settings = { ...DEFAULT_SETTINGS, ...withOptimizerDefaults(given) };
    const spec = specOf(cell, settings, vocabulary.size);
    const params = Float32Array.from(initialParameters(spec, initOf(settings), countsOfTokens()));
    expect(losses).toHaveLength(20);
    for (const { backend, tolerance } of backends) {
      const found = await train(backend, spec, settings, params, losses.length);
      expect(largestDifference(found.losses, losses), backend.name).toBeLessThanOrEqual(tolerance);
    }
  });
});

describe('the files of the script', () => {
  const read = (name: string) => readWeights(readFileSync(new URL(`elsewhere-${name}.safetensors`, folder)));

  it('are read as weights, with the vocabulary of the page and every setting', () => {
    const start = read('start');
    expect(start).toMatchObject({
      spec: { cell: 'lstm', hidden: 5, layers: 2, embedding: 3, nonlinearity: 'tanh', reset: 'after' },
      vocabulary: vocabulary.symbols,
      seed: 9,
      step: 0,
    });
    expect(Object.keys(DEFAULT_SETTINGS)).toEqual(expect.arrayContaining(Object.keys(start.settings)));
    expect(new Set(start.params).size).toBe(start.params.length);
    expect(read('trained')).toMatchObject({
      spec: start.spec,
      vocabulary: start.vocabulary,
      settings: start.settings,
      step: 20,
    });
  });

  it('hold the weights that the page has after the same steps, at the same losses', async () => {
    const [start, trained] = [read('start'), read('trained')];
    const { unroll, batch, learningRate, epsilon } = start.settings;
    const settings: Settings = {
      ...DEFAULT_SETTINGS,
      seed: start.seed,
      unroll: Number(unroll),
      batch: Number(batch),
      learningRate: Number(learningRate),
      epsilon: Number(epsilon),
    };
    for (const { backend, tolerance } of backends) {
      const found = await train(backend, start.spec, settings, start.params, 20);
      expect(largestDifference(found.losses, golden.fromFile), backend.name).toBeLessThanOrEqual(tolerance);
      // Half a unit in the last place of float32, in which the file is.
      const rounded = Float32Array.from(found.params);
      expect(largestDifference(rounded, trained.params), backend.name).toBeLessThanOrEqual(Math.max(tolerance, 2e-7));
    }
  });
});
