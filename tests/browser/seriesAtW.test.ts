/** The workload that speeds are measured at: V as the text has, H 128, B 32, T 64, LSTM, Adam, clipped, state carried. */
import { expect, test } from 'vitest';
import type { Backend } from '../../src/backends/backend.ts';
import { openCpuBackend } from '../../src/backends/cpu/cpuBackend.ts';
import { openWasmBackend } from '../../src/backends/wasm/wasmBackend.ts';
import { openWebglBackend } from '../../src/backends/webgl/webglBackend.ts';
import { batchAt, batchPlan } from '../../src/engine/batches.ts';
import { initialParameters } from '../../src/engine/initialise.ts';
import { optimizerDefaults } from '../../src/engine/optimizers.ts';
import type { StepSettings } from '../../src/engine/stepSettings.ts';
import type { ModelSpec } from '../../src/engine/spec.ts';
import { buildVocabulary, encode } from '../../src/engine/vocabulary.ts';
import { SAMPLES } from '../../src/samples/samples.ts';

const SEED = 3;
const text = SAMPLES[0]!.build();
const vocabulary = buildVocabulary(text);
const tokens = encode(vocabulary, text);
const spec: ModelSpec = {
  cell: 'lstm',
  vocab: vocabulary.size,
  hidden: 128,
  layers: 1,
  embedding: 0,
  nonlinearity: 'tanh',
  reset: 'after',
};
const settings: StepSettings = {
  learningRate: 2e-3,
  optimizer: optimizerDefaults('adam'),
  clip: { kind: 'norm', max: 1 },
  reduction: 'mean',
};

async function series(backend: Backend, learningRate: number, steps: number): Promise<number[]> {
  const init = { kind: 'uniform', headBias: 'unigram', forgetBias: 1, seed: SEED } as const;
  const params = initialParameters(spec, init, vocabulary.counts);
  const model = await backend.createModel({ spec, batch: 32, unroll: 64, params });
  const plan = batchPlan(tokens.length, 32, 64);
  const losses: number[] = [];
  for (let step = 0; step < steps; step++) {
    losses.push((await model.step(batchAt(tokens, plan, SEED, step), { ...settings, learningRate })).loss);
  }
  model.dispose();
  return losses;
}

/**
 * At the rate of 2e-3, seeds 1 to 5 were seen within 3.1e-6, 6.6e-7, 2.0e-7, 3.6e-6, 1.3e-7 of the reference (wasm) and
 * within 6.5e-6, 5.9e-7, 4.5e-7, 4.5e-7, 4.4e-7 (webgl; its float32 loss alone is good for 2e-7). A run amplifies what
 * rounding does to it, some seeds more than others, and the more the faster it learns: hence the fewer
 * steps at 5e-3.
 */
test.each([
  [2e-3, 28, 1e-5],
  [5e-3, 16, 1e-5],
])(
  'on English text at the rate %f, %i steps give the same losses on every backend',
  { timeout: 240_000 },
  async (rate, steps, allowed) => {
    const reference = await series(openCpuBackend(), rate, steps);
    expect(reference.at(-1)!).toBeLessThan(reference[0]! - 0.1);
    for (const backend of [await openWasmBackend(), await openWebglBackend()]) {
      const found = await series(backend, rate, steps);
      const worst = Math.max(...found.map((loss, k) => Math.abs(loss - reference[k]!)));
      console.log(`${backend.name} at ${rate}: largest difference over ${steps} steps ${worst.toExponential(1)}`);
      expect(worst).toBeLessThanOrEqual(allowed);
      // A second run gives the same bits.
      if (backend.name === 'wasm') expect(await series(backend, rate, 4)).toEqual(found.slice(0, 4));
      backend.dispose();
    }
  },
);
