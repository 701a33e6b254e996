/** The workload that speeds are measured at: V as the text has, H 128, B 32, T 64, LSTM, Adam, clipped, state carried. */
import { expect, test } from 'vitest';
import type { Backend } from '../../src/backends/backend.ts';
import { openCpuBackend } from '../../src/backends/cpu/cpuBackend.ts';
import { openWasmBackend } from '../../src/backends/wasm/wasmBackend.ts';
import { openWebglBackend } from '../../src/backends/webgl/webglBackend.ts';
import { batchAt, batchPlan } from '../../src/engine/batches.ts';
import { initialParameters } from '../../src/engine/initialise.ts';
import { optimizerDefaults } from '../../src/engine/optimizers.ts';
import type { StepSettings } from '../../src/engine/settings.ts';
import type { ModelSpec } from '../../src/engine/spec.ts';
import { buildVocabulary, encode } from '../../src/engine/vocabulary.ts';
import { SAMPLES } from '../../src/samples/samples.ts';

const STEPS = 40;
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
  learningRate: 5e-3,
  optimizer: optimizerDefaults('adam'),
  clip: { kind: 'norm', max: 1 },
  reduction: 'mean',
};

async function series(backend: Backend): Promise<number[]> {
  const init = { kind: 'uniform', headBias: 'unigram', forgetBias: 1, seed: 1 } as const;
  const params = initialParameters(spec, init, vocabulary.counts);
  const model = await backend.createModel({ spec, batch: 32, unroll: 64, params });
  const plan = batchPlan(tokens.length, 32, 64);
  const losses: number[] = [];
  for (let step = 0; step < STEPS; step++) {
    losses.push((await model.step(batchAt(tokens, plan, 1, step), settings)).loss);
  }
  model.dispose();
  return losses;
}

test('forty steps on English text give the same losses on every backend', { timeout: 240_000 }, async () => {
  const reference = await series(openCpuBackend());
  expect(reference.at(-1)!).toBeLessThan(reference[0]! - 0.2);
  for (const backend of [await openWasmBackend(), await openWebglBackend()]) {
    const found = await series(backend);
    const worst = Math.max(...found.map((loss, k) => Math.abs(loss - reference[k]!)));
    console.log(`${backend.name}: largest difference over ${STEPS} steps ${worst.toExponential(1)}`);
    expect(worst).toBeLessThanOrEqual(2e-3);
    backend.dispose();
  }
});
