/** The viewing worker: prepares texts and answers questions on copies of the weights, independently of training. */
import * as Comlink from 'comlink';
import { type LoadedModel, openWasmTracer } from '../../backends/wasm/wasmTracer.ts';
import { scoreAnswers } from '../../analysis/recall.ts';
import { blockSpectra } from '../../analysis/spectra.ts';
import { evaluate } from '../../engine/evaluate.ts';
import { initialParameters } from '../../engine/initialise.ts';
import { createRandom } from '../../engine/random.ts';
import { gateHistograms } from '../../engine/gateHistograms.ts';
import { ReferenceWindow } from '../../engine/referenceWindow.ts';
import { sampleText } from '../../engine/sample.ts';
import type { ModelSpec } from '../../engine/spec.ts';
import { traceText } from '../../engine/traceModel.ts';
import { fileKind } from '../../formats/models/fileKinds.ts';
import { notOneText, openModel } from '../../formats/models/openModel.ts';
import { type PreparedText, preparedText } from '../../formats/preparedText.ts';
import { decodeFile, encodingNote, readTextFile } from '../../formats/textFile.ts';
import { buffersOf } from './buffers.ts';
import { isWithinExactBudget } from './exactBudget.ts';
import { gradientHandlers } from './gradientHandlers.ts';
import { registerErrorHandler } from '../errorTransfer.ts';
import { beatWhile, startHeart } from './heart.ts';
import type { ViewerApi } from '../protocol.ts';

startHeart();
registerErrorHandler();

/**
 * The model on the kernels if the reference would be too slow; null if it is fast enough, or without SIMD.
 *
 * @param passes how often each weight is used per timestep: 1 for the forward pass, 3 with gradients
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

/** Asks a loaded model and releases its memory afterwards. */
async function ask<T>(model: LoadedModel, question: (model: LoadedModel) => Promise<T>): Promise<T> {
  try {
    return await question(model);
  } finally {
    model.release();
  }
}

/** The SIMD kernels, which trace about ten times as fast as the reference; null without SIMD. */
const tracer = beatWhile(openWasmTracer()).catch(() => null);

/** A text for the page, which gets its tokens by transfer. */
function prepared(...given: Parameters<typeof preparedText>): PreparedText {
  const ready = preparedText(...given);
  return Comlink.transfer(ready, [ready.tokens.buffer as ArrayBuffer]);
}

const api: ViewerApi = {
  async prepare(raw, vocabulary) {
    return prepared(raw, vocabulary);
  },
  async prepareFile(bytes, encoding, vocabulary) {
    const { text, characters, faults } = decodeFile(bytes, encoding);
    return prepared(text, vocabulary, characters, [{ kind: 'encoding', text: encodingNote(encoding, faults) }]);
  },
  async openFiles(files, folder, vocabulary) {
    const [first, another] = files;
    // What reads archives is loaded when there is one.
    if (first && !another && fileKind(first.bytes) === 'archive') {
      const { openArchive } = await import('../../formats/experiments/openArchive.ts');
      const opened = openArchive(first);
      return Comlink.transfer(opened, buffersOf(opened));
    }
    const model = openModel(files);
    if (model) return Comlink.transfer({ model }, [model.params.buffer]);
    if (!first || another || folder !== null) throw notOneText(files, folder);
    const { bytes, name } = first;
    const read = readTextFile(bytes, name);
    if (read.kind === 'text') return prepared(read.text, vocabulary, read.characters);
    const { fault, offers } = read;
    return Comlink.transfer({ fault, offers, bytes }, [bytes.buffer]);
  },
  async packExperiment(contents) {
    const [{ writeZip }, { openArchive }] = await Promise.all([
      import('../../formats/zip/writeZip.ts'),
      import('../../formats/experiments/openArchive.ts'),
    ]);
    const packed = writeZip(contents);
    openArchive({ name: '', bytes: packed });
    return Comlink.transfer(packed, [packed.buffer]);
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
    const { length, temperature, seed, stream } = request;
    const options = {
      length,
      temperature,
      random: createRandom(seed, stream ?? 'sample'),
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
  ...gradientHandlers,
};

Comlink.expose(api);
