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
import type { AppState, SavedFile, ModelId, ModelRun, TextState } from '../state/state.ts';
import type { HeldOutChoice } from '../state/ui.ts';

/** One model at one training step: the shown trace, its weights, and the text and settings of their training. */
export interface SavedState {
  readonly model: ModelId;
  readonly text: TextState;
  readonly run: ModelRun;
  readonly trace: Trace;
  readonly params: Float32Array;
  readonly perturbation: Perturbation | null;
  /** In force at the trace's step. */
  readonly settings: Settings;
  readonly heldOutChoice: HeldOutChoice;
}

/** The selected model as it is shown; null if nothing is traced yet. */
export function shownState(state: AppState): SavedState | null {
  const { text } = state;
  const { heldOutChoice } = state.ui;
  const { is, run, shown } = selectedModel(state);
  if (!shown || !text || !run) return null;
  const { trace, params, perturbation } = shown;
  const model = is.id;
  const settings = settingsInForce(state, model, trace.step) ?? run.settings;
  return { model, text, run, trace, params, perturbation, settings, heldOutChoice };
}

function nameOf({ model, trace, perturbation }: SavedState, what: string): string {
  return `unrolled-${model}-step${trace.step}${perturbation ? '-provoked' : ''}-${what}.safetensors`;
}

/** The settings as text, with changes of the weights by hand. */
function settingsText({ run, trace, settings, perturbation }: SavedState): Record<string, string> {
  const texts = Object.fromEntries(Object.entries(settings).map(([key, value]) => [key, String(value)]));
  const changes = changesByHand(run, perturbation, trace.step);
  return changes.length > 0 ? { ...texts, provoked: changes.join('; ') } : texts;
}

/** The training of the weights, as metadata of both files. */
function trainedWith(saved: SavedState): Record<string, string> {
  const { run, trace, text } = saved;
  return {
    settings: JSON.stringify(settingsText(saved)),
    settings_by_step: JSON.stringify(settingsByStep(run, trace.step)),
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
function heldOut({ run, trace, perturbation, text, heldOutChoice }: SavedState): Record<string, string> {
  const scored = heldOutScored(text, heldOutChoice, run.spec);
  if (!scored) return {};
  const { count, stretch, warmUp } = scored;
  let loss: number | null = null;
  for (let k = 0; k < run.heldOut.length; k++) if (run.heldOut.steps[k] === trace.step) loss = run.heldOut.values[k]!;
  const about = { first: text.trainCount, predictions: count, of: scored.of, stretch, warm_up: warmUp };
  return { held_out: JSON.stringify(loss === null || perturbation ? about : { ...about, loss_nats: loss }) };
}

/** The model's weights. */
export function weightsFileOf(saved: SavedState): SavedFile {
  const { trace, settings, params, text } = saved;
  const { seed } = settings;
  const model = {
    spec: trace.spec,
    vocabulary: text.symbols,
    settings: settingsText(saved),
    seed,
    step: trace.step,
    params,
  };
  const bytes = writeWeights(model, { ...trainedWith(saved), ...heldOut(saved) });
  return { name: nameOf(saved, 'weights'), bytes };
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

/** The text as the models see it: one code point per token, in UTF-8. */
export function textFileOf({ symbols, tokens, name }: TextState): SavedFile {
  const parts: string[] = [];
  for (let at = 0; at < tokens.length; at += 65_536) {
    parts.push(Array.from(tokens.subarray(at, at + 65_536), (token) => symbols[token]!).join(''));
  }
  const plain = name.replace(/\.[^.]*$/, '').replace(/[^\p{L}\p{N}]+/gu, '-');
  return { name: `unrolled-text-${plain}.txt`, bytes: new TextEncoder().encode(parts.join('')) };
}
