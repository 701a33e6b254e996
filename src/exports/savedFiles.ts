/**
 * The files with which anyone can recompute what the page shows. A trace belongs to the weights of the same step.
 */
import type { Perturbation } from '../analysis/perturbation.ts';
import { CELLS, type ModelSpec } from '../engine/spec.ts';
import type { Trace } from '../engine/trace.ts';
import { pytorchLines } from '../formats/pytorchLines.ts';
import { torchModule } from '../formats/tensorNames.ts';
import { writeTrace } from '../formats/traceFile.ts';
import { writeWeights } from '../formats/weightsFile.ts';
import { type Message, MESSAGES } from '../limits/messages.ts';
import { heldOutScored } from '../state/heldOutScored.ts';
import { settingsByStep, settingsInForce } from '../state/inForce.ts';
import { selectedModel } from '../state/models.ts';
import { changesByHand } from '../state/perturbations.ts';
import type { Settings } from '../state/settings.ts';
import type { AppState } from '../state/state.ts';
import type { SavedFile } from '../state/givenFiles.ts';
import type { ModelId, ModelRun } from '../state/model.ts';
import type { TextState } from '../state/textState.ts';
import type { HeldOutChoice } from '../state/ui.ts';

/** The weights of one model at one training step, and the text and settings of their training. */
export interface SavedWeights {
  readonly model: ModelId;
  readonly text: TextState;
  readonly run: ModelRun;
  readonly step: number;
  readonly params: Float32Array;
  readonly perturbation: Perturbation | null;
  /** In force at the step. */
  readonly settings: Settings;
  readonly heldOutChoice: HeldOutChoice;
}

/** The same with the shown trace, which was computed with these weights. */
export interface SavedState extends SavedWeights {
  readonly trace: Trace;
}

/** The selected model as it is shown; null if nothing is traced yet. */
export function shownState(state: AppState): SavedState | null {
  const { text } = state;
  const { heldOutChoice } = state.ui;
  const { is, run, shown } = selectedModel(state);
  if (!shown || !text || !run) return null;
  const { trace, params, perturbation } = shown;
  const model = is.id;
  const { step } = trace;
  const settings = settingsInForce(state, model, step) ?? run.settings;
  return { model, text, run, step, trace, params, perturbation, settings, heldOutChoice };
}

function nameOf({ model, step, perturbation }: SavedWeights, what: string): string {
  return `unrolled-${model}-step${step}${perturbation ? '-provoked' : ''}-${what}.safetensors`;
}

/** The settings as text, with changes of the weights by hand. */
function settingsText({ run, step, settings, perturbation }: SavedWeights): Record<string, string> {
  const texts = Object.fromEntries(Object.entries(settings).map(([key, value]) => [key, String(value)]));
  const changes = changesByHand(run, perturbation, step);
  return changes.length > 0 ? { ...texts, provoked: changes.join('; ') } : texts;
}

/** The training of the weights, as metadata of both files. */
function trainedWith(saved: SavedWeights): Record<string, string> {
  const { run, step, text } = saved;
  return {
    settings: JSON.stringify(settingsText(saved)),
    settings_by_step: JSON.stringify(settingsByStep(run, step)),
    text: text.name,
    text_characters: String(text.tokens.length),
    trained_characters: String(text.trainCount),
  };
}

/** Lines of Python that load the file of `weightsFileOf`; null if nothing is traced yet. */
export function pytorchLinesOf(state: AppState): string | null {
  const saved = shownState(state);
  return saved && pytorchLines(saved.trace.spec, nameOf(saved, 'weights'));
}

/** The message if no module of PyTorch can hold the saved weights; null if one can. */
export function notInPytorch(spec: ModelSpec): Message | null {
  if (torchModule(spec) !== null) return null;
  return CELLS[spec.cell].variant === 'reset'
    ? MESSAGES.notInPytorch('nn.GRU', 'this GRU applies its reset gate before the matrix product')
    : MESSAGES.notInPytorch('nn.RNN', 'this RNN has the logistic function');
}

/**
 * How the held-out loss is measured, and the loss itself if it was measured with these weights. The characters `first + 1` …
 * `first + predictions` of the text are predicted in stretches. Each is read from the zero state after `warm_up` characters.
 */
function heldOut({ run, step, perturbation, text, heldOutChoice }: SavedWeights): Record<string, string> {
  const scored = heldOutScored(text, heldOutChoice, run.spec);
  if (!scored) return {};
  const { count, stretch, warmUp } = scored;
  let loss: number | null = null;
  for (let k = 0; k < run.heldOut.length; k++) if (run.heldOut.steps[k] === step) loss = run.heldOut.values[k]!;
  const about = { first: text.trainCount, predictions: count, of: scored.of, stretch, warm_up: warmUp };
  return { held_out: JSON.stringify(loss === null || perturbation ? about : { ...about, loss_nats: loss }) };
}

/** The model's weights. */
export function weightsFileOf(saved: SavedWeights): SavedFile {
  return { name: nameOf(saved, 'weights'), bytes: weightsBytes(saved) };
}

/** The same without a name. */
export function weightsBytes(saved: SavedWeights): Uint8Array<ArrayBuffer> {
  const { run, step, settings, params, text } = saved;
  const { seed } = settings;
  const model = { spec: run.spec, vocabulary: text.symbols, settings: settingsText(saved), seed, step, params };
  return writeWeights(model, { ...trainedWith(saved), ...heldOut(saved) });
}

/**
 * The model's trace.
 *
 * @throws ExportError if the file would be too large
 */
export function traceFileOf(saved: SavedState): SavedFile {
  const bytes = writeTrace(saved.trace, saved.text.symbols, trainedWith(saved));
  return { name: nameOf(saved, 'trace'), bytes };
}

/** A name as part of a file's name: letters and digits with hyphens between them, without an ending such as ".txt". */
export function plainName(name: string): string {
  return name.replace(/\.[^.]*$/, '').replace(/[^\p{L}\p{N}]+/gu, '-');
}

/** The text as the models see it: one code point per token, in UTF-8. */
export function textFileOf({ symbols, tokens, name }: TextState): SavedFile {
  const parts: string[] = [];
  for (let at = 0; at < tokens.length; at += 65_536) {
    parts.push(Array.from(tokens.subarray(at, at + 65_536), (token) => symbols[token]!).join(''));
  }
  return { name: `unrolled-text-${plainName(name)}.txt`, bytes: new TextEncoder().encode(parts.join('')) };
}
