/** The schema of the records of experiments. It follows the types of `model.ts` and `textState.ts`; lengths of arrays are checked after it. */
import * as v from 'valibot';
import { CELL_KINDS, CHANNELS } from '../engine/spec.ts';
import {
  MAX_CAPTION_CHARS,
  MAX_EMBEDDING,
  MAX_EQUAL_HIDDEN,
  MAX_IMPORTED_HIDDEN,
  MAX_LABEL_NAME_CHARS,
  MAX_LAYERS,
  MAX_MODELS,
  MAX_PATTERN_CHARS,
  MAX_PINS,
  MAX_TEXT_CHARS,
  MAX_TRACE_LENGTH,
  MAX_VOCAB,
  type NumberRange,
} from '../limits/limits.ts';
import type { Codec } from './codecs.ts';
import { fitting, overridesFromRecord, settingsFromRecord } from './writtenSettings.ts';
import { SETTINGS } from './settingsTable.ts';

const finite = v.pipe(v.number(), v.finite());
const step = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const count = step;
const name = v.pipe(v.string(), v.maxLength(1000));
const text = v.pipe(v.string(), v.maxLength(MAX_TEXT_CHARS));

function within({ min, max, integer }: NumberRange) {
  const number = v.pipe(finite, v.minValue(min), v.maxValue(max));
  return integer ? v.pipe(number, v.integer()) : number;
}

const float32 = v.custom<Float32Array>((value) => value instanceof Float32Array);
const float64 = v.custom<Float64Array>((value) => value instanceof Float64Array);
const int32 = v.custom<Int32Array>((value) => value instanceof Int32Array);
const bytes = v.custom<Uint8Array>((value) => value instanceof Uint8Array);
const caption = v.pipe(v.string(), v.maxLength(2 * MAX_CAPTION_CHARS));
const floats = v.union([float32, float64]);

const range = v.pipe(
  v.object({ from: count, to: count }),
  v.check(({ from, to }) => from <= to),
);

const cell = v.picklist(CELL_KINDS);

/** A value that the codec of a setting takes as it is. */
function setting<T>({ codec }: { readonly codec: Codec<T> }) {
  return v.custom<T>((value) => fitting(codec, value) !== undefined);
}

/** A record that `read` makes something of. */
function readBy<T>(read: (record: Readonly<Record<string, unknown>>) => T | null) {
  return v.pipe(
    v.record(v.string(), v.unknown()),
    v.rawTransform(({ dataset, addIssue, NEVER }) => {
      const value = read(dataset.value);
      if (value !== null) return value;
      addIssue();
      return NEVER;
    }),
  );
}

const settings = readBy(settingsFromRecord);
const nonlinearity = setting(SETTINGS.nonlinearity);
const reset = setting(SETTINGS.reset);

const spec = v.object({
  cell,
  vocab: within({ min: 1, max: MAX_VOCAB, integer: true }),
  hidden: within({ min: 1, max: Math.max(MAX_EQUAL_HIDDEN, MAX_IMPORTED_HIDDEN), integer: true }),
  layers: within({ min: 1, max: MAX_LAYERS, integer: true }),
  embedding: within({ min: 0, max: Math.max(MAX_EMBEDDING, MAX_IMPORTED_HIDDEN), integer: true }),
  nonlinearity,
  reset,
});

const identity = v.object({
  id: v.pipe(v.string(), v.regex(/^[a-z][a-z0-9-]{0,40}$/i)),
  name,
  cell,
  hue: cell,
  variant: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(100)),
  overrides: readBy(overridesFromRecord),
  opened: v.exactOptional(v.object({ spec, params: float32, step, untrained: float32 })),
  active: v.boolean(),
  paused: v.boolean(),
});

const clip = v.variant('kind', [
  v.object({ kind: v.literal('none') }),
  v.object({ kind: v.literal('norm'), max: finite }),
  v.object({ kind: v.literal('value'), max: finite }),
]);

const trainedWith = v.object({
  from: count,
  settings: v.object({
    learningRate: finite,
    optimizer: v.object({ kind: setting(SETTINGS.optimizer), epsilon: finite, beta1: finite, beta2: finite }),
    clip,
    reduction: setting(SETTINGS.reduction),
  }),
  backend: v.picklist(['webgl', 'wasm', 'cpu']),
});

const series = v.array(v.object({ steps: float64, values: float32 }));

const run = v.object({
  spec,
  step,
  loss: series,
  gradNorm: series,
  heldOut: series,
  otherHeldOut: series,
  charactersPerSecond: finite,
  samples: v.array(
    v.object({
      step,
      draw: count,
      mode: v.picklist(['sample', 'greedy']),
      temperature: finite,
      prime: text,
      text,
    }),
  ),
  checkpoints: v.pipe(v.array(v.object({ step, params: float32 })), v.minLength(1)),
  params: float32,
  paramsStep: step,
  settings,
  trained: v.array(trainedWith),
  perturbed: v.array(v.object({ step, what: name })),
});

const state = v.object({
  params: floats,
  compensation: v.exactOptional(float32),
  moments: v.array(floats),
  carry: v.object({ h: floats, c: v.nullable(floats) }),
  step,
  momentsFrom: v.exactOptional(step),
});

const perturbation = v.object({
  block: v.picklist(['all', ...CHANNELS]),
  reset: v.nullable(v.object({ kind: v.picklist(['identity', 'orthogonal', 'gaussian']), gain: finite, seed: count })),
  scale: finite,
  forgetShift: finite,
});

const hypothesis = v.variant('kind', [
  v.object({
    id: name,
    name: v.pipe(v.string(), v.maxLength(MAX_LABEL_NAME_CHARS)),
    kind: v.literal('pattern'),
    pattern: v.pipe(v.string(), v.maxLength(MAX_PATTERN_CHARS)),
  }),
  v.object({
    id: name,
    name: v.pipe(v.string(), v.maxLength(MAX_LABEL_NAME_CHARS)),
    kind: v.literal('spans'),
    spans: v.array(range),
  }),
]);

const source = v.variant('kind', [
  v.object({ kind: v.literal('sample'), id: name }),
  v.object({ kind: v.literal('paste') }),
  v.object({ kind: v.literal('file'), name, encoding: v.exactOptional(name) }),
  v.object({ kind: v.literal('task'), id: name, lag: count, seed: count }),
]);

const note = v.object({
  kind: v.picklist([
    'encoding',
    'length',
    'byte-order-mark',
    'line-ends',
    'surrogates',
    'rare-symbols',
    'one-symbol',
    'invisible',
    'look-alike',
  ]),
  text,
  all: v.exactOptional(v.array(text)),
});

const symbol = v.pipe(v.string(), v.minLength(1), v.maxLength(2));

const passageTokens = v.pipe(
  int32,
  v.check((tokens) => tokens.length >= 1 && tokens.length <= MAX_TRACE_LENGTH),
);

export const EXPERIMENT_SCHEMA = v.object({
  version: v.literal(1),
  text: v.object({
    name,
    source,
    text: bytes,
    symbols: v.pipe(v.array(symbol), v.minLength(1), v.maxLength(MAX_VOCAB)),
    counts: float64,
    tokens: int32,
    trainCount: count,
    notes: v.array(note),
  }),
  settings,
  models: v.pipe(
    v.array(
      v.object({
        is: identity,
        run: v.nullable(run),
        state: v.nullable(state),
        perturbation: v.nullable(perturbation),
        beforePerturbing: v.array(v.object({ run, state: v.nullable(state) })),
        schedule: v.object({ heldOutFrom: finite, sampleFrom: finite, draws: v.record(v.string(), count) }),
      }),
    ),
    v.minLength(1),
    v.maxLength(MAX_MODELS),
  ),
  hypotheses: v.array(hypothesis),
  traceWindow: range,
  passage: v.variant('kind', [
    v.object({ kind: v.literal('text') }),
    v.object({ kind: v.literal('written'), tokens: passageTokens, prime: count, continuation: count }),
    v.object({ kind: v.literal('edited'), tokens: passageTokens, at: count }),
  ]),
  continuations: v.array(
    v.object({
      number: count,
      model: name,
      name,
      step,
      mode: v.picklist(['sample', 'top-k', 'greedy']),
      temperature: finite,
      k: count,
      seed: count,
      prime: count,
      tokens: passageTokens,
    }),
  ),
  // Earlier records have none.
  pins: v.optional(
    v.pipe(
      v.array(
        v.object({
          id: v.pipe(v.string(), v.regex(/^\d{1,6}$/)),
          title: caption,
          caption,
          svg: bytes,
          width: within({ min: 1, max: 20_000, integer: false }),
          height: within({ min: 1, max: 20_000, integer: false }),
        }),
      ),
      v.maxLength(MAX_PINS),
    ),
    [],
  ),
  ui: v.record(v.string(), v.unknown()),
});

export type ExperimentRecord = v.InferOutput<typeof EXPERIMENT_SCHEMA>;
