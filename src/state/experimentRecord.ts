/** Experiments as records that storage and files hold, and back. Whatever is read is validated in every part. */
import * as v from 'valibot';
import { momentCount } from '../engine/optimizers.ts';
import { parameterLayout } from '../engine/parameters.ts';
import { ImportError } from '../limits/errors.ts';
import { MESSAGES } from '../limits/messages.ts';
import type { ModelState } from '../backends/backend.ts';
import type { Experiment, SavedModel } from './experiment.ts';
import { EXPERIMENT_SCHEMA, type ExperimentRecord } from './experimentSchema.ts';
import { hasC } from '../engine/spec.ts';
import { blocksOf, type SeriesBlock, seriesOf, wholeSeries } from './seriesBlocks.ts';
import type { Series } from './series.ts';
import type { BeforePerturbing, ModelRun } from './model.ts';
import type { TextState } from './textState.ts';
import { uiFromRecord, uiToRecord } from './ui.ts';

/** The version of the records. A later version reads those of earlier ones. */
const RECORD_VERSION = 1;

type RunRecord = NonNullable<ExperimentRecord['models'][number]['run']>;

/** The bytes of each text, which are made once: a text is replaced, never changed. */
const textBytes = new WeakMap<TextState, { readonly bytes: Uint8Array; readonly counts: Float64Array }>();

function bytesOf(text: TextState): { readonly bytes: Uint8Array; readonly counts: Float64Array } {
  const known = textBytes.get(text);
  const made = known ?? { bytes: new TextEncoder().encode(text.text), counts: Float64Array.from(text.counts) };
  if (!known) textBytes.set(text, made);
  return made;
}

type SeriesToRecord = (series: Series) => readonly SeriesBlock[];

/** The record of an experiment: plain values and typed arrays. What has not changed is the same array each time. */
export function experimentToRecord(experiment: Experiment): object {
  return recordOf(experiment, blocksOf);
}

/** The same for a file, which is written once: each series in one piece. */
export function experimentToFileRecord(experiment: Experiment): ReturnType<typeof recordOf> {
  return recordOf(experiment, wholeSeries);
}

function recordOf(experiment: Experiment, seriesToRecord: SeriesToRecord) {
  const { text, settings, models, hypotheses, traceWindow, passage, continuations, pins, ui } = experiment;
  const { bytes, counts } = bytesOf(text);
  return {
    version: RECORD_VERSION,
    text: { ...text, text: bytes, counts },
    settings,
    models: models.map(({ run, beforePerturbing, ...rest }) => ({
      ...rest,
      run: run && runToRecord(run, seriesToRecord),
      beforePerturbing: beforePerturbing.map((before) => ({ ...before, run: runToRecord(before.run, seriesToRecord) })),
    })),
    hypotheses,
    traceWindow,
    passage,
    continuations,
    pins,
    ui: uiToRecord(ui),
  };
}

function runToRecord(run: ModelRun, seriesToRecord: SeriesToRecord): object {
  const { loss, gradNorm, heldOut, otherHeldOut } = run;
  return {
    ...run,
    loss: seriesToRecord(loss),
    gradNorm: seriesToRecord(gradNorm),
    heldOut: seriesToRecord(heldOut),
    otherHeldOut: seriesToRecord(otherHeldOut),
  };
}

/**
 * The experiment of a record.
 *
 * @throws ImportError for whatever is not one
 */
export function experimentFromRecord(record: unknown): Experiment {
  const parsed = v.safeParse(EXPERIMENT_SCHEMA, record);
  if (!parsed.success) throw damaged(v.getDotPath(parsed.issues[0]) ?? 'its beginning');
  const { text, models, traceWindow, passage, continuations, ui, version: _, ...rest } = parsed.output;
  const symbols = text.symbols;
  const count = text.tokens.length;
  const mustBeTokens = (tokens: Int32Array, where: string): void => {
    if (!tokens.every((token) => token >= 0 && token < symbols.length)) throw damaged(where);
  };
  mustBeTokens(text.tokens, 'text.tokens');
  if (text.counts.length !== symbols.length || text.trainCount > count) throw damaged('text.counts');
  const whole = decoded(text.text);
  const lengths = symbols.map(({ length }) => length);
  let length = 0;
  for (let k = 0; k < count; k++) length += lengths[text.tokens[k]!]!;
  if (length !== whole.length) throw damaged('text.tokens');
  for (const { tokens } of continuations) mustBeTokens(tokens, 'continuations');
  if (passage.kind !== 'text') mustBeTokens(passage.tokens, 'passage');
  if (traceWindow.to > count || traceWindow.from >= traceWindow.to) throw damaged('traceWindow');
  const ids = new Set(models.map(({ is }) => is.id));
  if (ids.size !== models.length || !models.some(({ is }) => is.active)) throw damaged('models');
  return {
    ...rest,
    text: { ...text, text: whole, counts: [...text.counts] },
    models: models.map((model, k) => modelOf(model, symbols.length, `models.${k}`)),
    traceWindow,
    passage,
    continuations,
    ui: uiFromRecord(ui).values,
  };
}

function damaged(where: string): ImportError {
  return new ImportError(MESSAGES.experimentDamaged(where));
}

function decoded(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw damaged('text.text');
  }
}

function modelOf(model: ExperimentRecord['models'][number], vocab: number, where: string): SavedModel {
  const { run, state, beforePerturbing, ...rest } = model;
  if (run && run.spec.cell !== model.is.cell) throw damaged(`${where}.run`);
  const { opened } = model.is;
  if (opened) {
    const { size } = parameterLayout(opened.spec);
    const isWhole = [opened.params, opened.untrained].every((params) => params.length === size);
    if (!isWhole || opened.spec.vocab !== vocab || opened.spec.cell !== model.is.cell) throw damaged(`${where}.is`);
  }
  return {
    ...rest,
    run: run && runOf(run, vocab, `${where}.run`),
    state: stateOf(state, run, `${where}.state`),
    beforePerturbing: beforePerturbing.map((before): BeforePerturbing => {
      const at = `${where}.beforePerturbing`;
      return { run: runOf(before.run, vocab, at), state: stateOf(before.state, before.run, at) };
    }),
  };
}

function runOf(run: RunRecord, vocab: number, where: string): ModelRun {
  const { size } = parameterLayout(run.spec);
  const all = [run.params, ...run.checkpoints.map(({ params }) => params)];
  if (run.spec.vocab !== vocab || all.some((params) => params.length !== size)) throw damaged(where);
  if (!all.every((params) => params.every(Number.isFinite))) throw damaged(`${where}.params`);
  const { loss, gradNorm, heldOut, otherHeldOut } = run;
  for (const blocks of [loss, gradNorm, heldOut, otherHeldOut]) {
    if (blocks.some(({ steps, values }) => steps.length !== values.length)) throw damaged(where);
  }
  return {
    ...run,
    loss: seriesOf(loss),
    gradNorm: seriesOf(gradNorm),
    heldOut: seriesOf(heldOut),
    otherHeldOut: seriesOf(otherHeldOut),
  };
}

/** The snapshot, if it belongs to the run. */
function stateOf(state: ModelState | null, run: RunRecord | null, where: string): ModelState | null {
  if (state === null) return null;
  if (!run || state.step !== run.step) throw damaged(where);
  const { size } = parameterLayout(run.spec);
  const { hidden, layers } = run.spec;
  const arrays = [state.params, ...(state.compensation ? [state.compensation] : []), ...state.moments];
  const { h, c } = state.carry;
  const isCarry =
    h.length % (layers * hidden) === 0 && (c === null) === !hasC(run.spec) && (!c || c.length === h.length);
  if (state.moments.length !== momentCount(run.settings.optimizer) || !isCarry) throw damaged(where);
  if (arrays.some(({ length }) => length !== size)) throw damaged(where);
  return state;
}
