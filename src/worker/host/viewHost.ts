/** The viewing worker: prepares texts and looks at copies of the weights, whatever trains. */
import * as Comlink from 'comlink';
import { type LoadedModel, openWasmTracer } from '../../backends/wasm/wasmTracer.ts';
import { scoreAnswers } from '../../analysis/recall.ts';
import { blockSpectra } from '../../analysis/spectra.ts';
import { evaluate } from '../../engine/evaluate.ts';
import { heldOutSplit } from '../../engine/heldOut.ts';
import { initialParameters } from '../../engine/initialise.ts';
import { createRandom } from '../../engine/random.ts';
import { gateHistograms } from '../../engine/gateHistograms.ts';
import { ReferenceWindow } from '../../engine/referenceWindow.ts';
import { sampleText } from '../../engine/sample.ts';
import type { ModelSpec } from '../../engine/spec.ts';
import { traceText } from '../../engine/traceModel.ts';
import { buildVocabulary, encode } from '../../engine/vocabulary.ts';
import { decodeFile, prepareText } from '../../formats/text.ts';
import { buffersOf } from './buffers.ts';
import { isWithinExactBudget } from './exactBudget.ts';
import { gradientDesk } from './gradientDesk.ts';
import { openErrorDoor } from '../errorDoor.ts';
import type { PreparedText, ViewerApi } from '../protocol.ts';

openErrorDoor();

/**
 * The kernels with the model loaded, where the reference would take too long; null where it would not, or without SIMD.
 *
 * @param passes how often each weight is used at every step: 1 forward, 3 with the gradients
 */
async function fastModel(
  spec: ModelSpec,
  params: Float32Array,
  steps: number,
  passes: 1 | 3,
): Promise<LoadedModel | null> {
  if (isWithinExactBudget(spec, steps, passes)) return null;
  return (await tracer)?.load(spec, params) ?? null;
}

/** The answer of a loaded model; its memory is for others afterwards. */
async function ask<T>(model: LoadedModel, question: (model: LoadedModel) => Promise<T>): Promise<T> {
  try {
    return await question(model);
  } finally {
    model.release();
  }
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
  async trace(spec, params, tokens, step, keep) {
    const fast = await fastModel(spec, params, tokens.length, 3);
    const trace = fast
      ? await ask(fast, (model) => model.trace(tokens, step, keep))
      : traceText(spec, Float64Array.from(params), tokens, step, keep);
    return Comlink.transfer(trace, buffersOf(trace));
  },
  async spectra(spec, params) {
    return blockSpectra(spec, params);
  },
  async write(spec, params, prime, request) {
    const { length, temperature, seed } = request;
    const options = {
      length,
      temperature,
      random: createRandom(seed, 'sample'),
      ...(request.mode === 'top-k' ? { mode: 'sample' as const, topK: request.k } : { mode: request.mode }),
    };
    const fast = await fastModel(spec, params, prime.length + length, 1);
    const written = fast
      ? await ask(fast, (model) => model.write(prime, options))
      : sampleText(spec, Float64Array.from(params), prime, options);
    return Comlink.transfer(written, [written.buffer]);
  },
  async recall(spec, params, tokens, asked) {
    const fast = await fastModel(spec, params, tokens.length, 3);
    const { logits } = fast
      ? await ask(fast, (model) => model.trace(tokens, 0))
      : traceText(spec, Float64Array.from(params), tokens, 0);
    const scores = scoreAnswers(logits, spec.vocab, tokens, asked);
    return Comlink.transfer(scores, buffersOf(scores));
  },
  async saturation(spec, params, tokens) {
    const fast = await fastModel(spec, params, tokens.length, 1);
    const histograms = fast
      ? await ask(fast, (model) => model.gates(tokens))
      : gateHistograms(new ReferenceWindow(spec, Float64Array.from(params)), tokens);
    return Comlink.transfer(histograms, [histograms.counts.buffer]);
  },
  async evaluate(spec, params, tokens, warmUp) {
    const fast = await fastModel(spec, params, tokens.length, 1);
    if (fast) return ask(fast, (model) => model.evaluate(tokens, warmUp));
    return evaluate(spec, Float64Array.from(params), tokens, warmUp);
  },
  ...gradientDesk,
};

Comlink.expose(door);
