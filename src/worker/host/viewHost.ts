/** The viewing worker: prepares texts and looks at copies of the weights, whatever trains. */
import * as Comlink from 'comlink';
import { blockSpectra } from '../../analysis/spectra.ts';
import { openWasmTracer } from '../../backends/wasm/wasmTracer.ts';
import { evaluate } from '../../engine/evaluate.ts';
import { heldOutSplit } from '../../engine/heldOut.ts';
import { initialParameters } from '../../engine/initialise.ts';
import { parameterLayout } from '../../engine/parameters.ts';
import { createRandom } from '../../engine/random.ts';
import { sampleText } from '../../engine/sample.ts';
import { GATES, type ModelSpec } from '../../engine/spec.ts';
import { traceText } from '../../engine/traceModel.ts';
import { buildVocabulary, encode } from '../../engine/vocabulary.ts';
import { decodeFile, prepareText } from '../../formats/text.ts';
import { buffersOf } from './buffers.ts';
import { openErrorDoor } from '../errorDoor.ts';
import type { PreparedText, ViewerApi } from '../protocol.ts';

openErrorDoor();

/**
 * Traces of at most so many multiplications are computed by the float64 reference, in about a tenth of a second: an LSTM
 * of 64 units over 1,000 characters needs 90 million. Larger ones are read on the kernels, in float32.
 */
const EXACT_BUDGET = 1.5e8;

/** Multiplications of a trace with its gradients. */
function multiplications(spec: ModelSpec, steps: number): number {
  // Each weight that is not fetched as a row is used once forward and twice backward at every step.
  const fetched = spec.embedding > 0 ? 0 : GATES[spec.cell].length * spec.hidden * spec.vocab;
  return 3 * steps * (parameterLayout(spec).size - fetched);
}

/** The SIMD kernels, which trace about ten times as fast as the reference; null where there is no SIMD. */
const tracer = openWasmTracer().catch(() => null);

const door: ViewerApi = {
  async prepare(raw) {
    const { text, notes } = prepareText(typeof raw === 'string' ? raw : decodeFile(raw));
    const vocabulary = buildVocabulary(text);
    const tokens = encode(vocabulary, text);
    const trainCount = heldOutSplit(tokens.length).train;
    const counts = new Array<number>(vocabulary.size).fill(0);
    for (const token of tokens.subarray(0, trainCount)) counts[token]!++;
    const prepared: PreparedText = {
      text,
      symbols: vocabulary.symbols,
      counts,
      tokens,
      trainCount,
      notes,
    };
    return Comlink.transfer(prepared, [tokens.buffer as ArrayBuffer]);
  },
  async initial(spec, init, counts) {
    const params = Float32Array.from(initialParameters(spec, init, counts));
    return Comlink.transfer(params, [params.buffer]);
  },
  async trace(spec, params, tokens, step) {
    const fast = multiplications(spec, tokens.length) > EXACT_BUDGET ? await tracer : null;
    const trace = fast
      ? await fast.trace(spec, params, tokens, step)
      : traceText(spec, Float64Array.from(params), tokens, step);
    return Comlink.transfer(trace, buffersOf(trace));
  },
  async spectra(spec, params) {
    return blockSpectra(spec, params);
  },
  async sample(spec, params, prime, request) {
    const { length, temperature, mode, k, seed } = request;
    const random = createRandom(seed, 'sample');
    const best = mode === 'top-k' && k !== undefined ? { topK: k } : {};
    return sampleText(spec, Float64Array.from(params), prime, {
      length,
      temperature,
      mode: mode === 'greedy' ? 'greedy' : 'sample',
      ...best,
      random,
    });
  },
  async evaluate(spec, params, tokens, warmUp) {
    return evaluate(spec, Float64Array.from(params), tokens, warmUp);
  },
};

Comlink.expose(door);
