/** Trains one network as the page does, without a page. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { KernelBuild } from '../../src/backends/wasm/kernelModule.ts';
import { openWasmBackend } from '../../src/backends/wasm/wasmBackend.ts';
import { batchAt, batchPlan } from '../../src/engine/batches.ts';
import { evaluate } from '../../src/engine/evaluate.ts';
import { initialParameters } from '../../src/engine/initialise.ts';
import { newRun } from '../../src/state/changeModel.ts';
import type { SavedModel } from '../../src/state/experiment.ts';
import { heldOutScored } from '../../src/state/heldOutScored.ts';
import { append } from '../../src/state/series.ts';
import type { Settings } from '../../src/state/settings.ts';
import { initOf, specOf, stepSettingsOf } from '../../src/state/specs.ts';
import type { ModelIdentity } from '../../src/state/model.ts';
import type { TextState } from '../../src/state/textState.ts';
import { ALL_DUE } from '../../src/state/results.ts';
import { ROOT } from '../prepare.mjs';

interface Training {
  readonly text: TextState;
  readonly settings: Settings;
  readonly steps: number;
}

/** Each held-out loss is measured at a step this many times that of the one before. */
const PACE = 1.5;

/** Points of a curve in a file: every step at first and at the end, and between them as many as can be told apart. */
const POINTS = 500;
const WHOLE_AT_FIRST = 200;
const WHOLE_AT_THE_END = 20;

function isLogged(step: number, steps: number): boolean {
  return step <= WHOLE_AT_FIRST || step > steps - WHOLE_AT_THE_END || step % Math.ceil(steps / POINTS) === 0;
}

/** The compiled kernels from their files: Node does not fetch those. */
export async function kernelsFromFile(build: KernelBuild): Promise<BufferSource> {
  const name = build === 'plain' ? 'kernels.wasm' : 'kernels.relaxed.wasm';
  return new Uint8Array(readFileSync(join(ROOT, 'src/backends/wasm/build', name)));
}

/** The model after its training, as an experiment holds it. */
export async function trainModel(
  is: ModelIdentity,
  { text, settings, steps }: Training,
): Promise<SavedModel> {
  const spec = specOf(is.cell, settings, text.symbols.length);
  const untrained = Float32Array.from(initialParameters(spec, initOf(settings), text.counts));
  const train = text.tokens.subarray(0, text.trainCount);
  const plan = batchPlan(train.length, settings.batch, settings.unroll);
  const { batch, unroll } = plan;
  const stepSettings = stepSettingsOf(settings);
  const backend = await openWasmBackend({ build: 'plain', source: kernelsFromFile });
  const model = await backend.createModel({ spec, batch, unroll, params: Float64Array.from(untrained) });
  const run = newRun(spec, settings, untrained);
  let { loss: losses, gradNorm: gradNorms, heldOut: heldOuts } = run;
  const [stretch] = heldOutScored(text, 'part', spec)?.stretches ?? [];
  let heldOutAt = 1;
  for (let step = 1; step <= steps; step++) {
    const { loss, gradNorm } = await model.step(batchAt(train, plan, settings.seed, step - 1), stepSettings);
    if (isLogged(step, steps)) {
      losses = append(losses, [loss], step);
      gradNorms = append(gradNorms, [gradNorm], step);
    }
    if (stretch === undefined || (step < heldOutAt && step < steps)) continue;
    const params = Float32Array.from((await model.getState()).params);
    const { from, scored } = stretch;
    const read = text.tokens.subarray(from, scored.to + 1);
    const heldOut = evaluate(spec, Float64Array.from(params), read, scored.from - from);
    heldOuts = append(heldOuts, [heldOut], step);
    heldOutAt = Math.ceil(step * PACE);
  }
  const state = await model.getState();
  model.dispose();
  const params = Float32Array.from(state.params);
  const trained = [{ from: 1, settings: stepSettings, backend: 'wasm' as const }];
  return {
    is,
    run: { ...run, loss: losses, gradNorm: gradNorms, heldOut: heldOuts, step: steps, params, paramsStep: steps, checkpoints: [...run.checkpoints, { step: steps, params }], trained },
    state: { ...state, params },
    perturbation: null,
    beforePerturbing: [],
    schedule: { heldOutFrom: steps + 1, sampleFrom: ALL_DUE.sampleFrom, draws: ALL_DUE.draws },
  };
}
