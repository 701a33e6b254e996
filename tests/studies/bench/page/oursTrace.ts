import { openWasmTracer } from '../../../../src/backends/wasm/wasmTracer.ts';
import type { Workload } from '../contract.ts';
import { requestOf } from './oursSettings.ts';
import { randomText } from './text.ts';
import type { Trainee } from './trainee.ts';

/**
 * A step is a trace of T characters.
 *
 * @param handsOver whether the weights are handed over each time, as looking at a model in training does; else they were
 * loaded once, as reading on with a model at rest does
 */
export async function openTrace(workload: Workload, handsOver: boolean): Promise<Trainee> {
  const tracer = await openWasmTracer();
  const { spec, params } = requestOf(workload);
  const weights = Float32Array.from(params);
  const model = tracer.load(spec, weights);
  const tokens = randomText(workload.V).subarray(0, workload.T);
  return {
    detail: 'WebAssembly SIMD, one thread',
    characters: workload.T,
    hasLoss: workload.T > 1,
    async step() {
      const { loss } = await (handsOver ? tracer.trace(spec, weights, tokens, 0) : model.trace(tokens, 0));
      return loss.length > 0 ? loss.at(-1)! : Number.NaN;
    },
  };
}
