/**
 * A model as a safetensors file: PyTorch's names and layout as float32, so that `nn.RNN`/`nn.GRU`/`nn.LSTM` + `nn.Linear`
 * take the tensors as they are, and everything else that belongs to the model as strings in the metadata: those of
 * `modelMetadata`, and settings (JSON object), seed, steps.
 */
import { type ParameterEntry, parameterLayout } from '../engine/parameters.ts';
import type { ModelSpec } from '../engine/spec.ts';
import { ShapeError } from '../limits/errors.ts';
import { MAX_SEED } from '../limits/limits.ts';
import { SENTENCES } from '../limits/sentences.ts';
import { MetadataFields, modelMetadata, readModelMetadata } from './modelMetadata.ts';
import { type NamedTensor, readSafetensors, type SafetensorsFile, writeSafetensors } from './safetensors.ts';

const FORMAT = 'unrolled-weights';

export interface WeightsFile {
  readonly spec: ModelSpec;
  /** V symbols, one code point each; the place is the token. */
  readonly vocabulary: readonly string[];
  /** How it was trained, in the words of the settings. */
  readonly settings: Readonly<Record<string, string>>;
  readonly seed: number;
  /** Training steps taken. */
  readonly step: number;
  /** In the layout of `parameterLayout(spec)`; rounded to float32 when written. */
  readonly params: Float32Array | Float64Array;
}

/** @throws ShapeError if parameters or vocabulary do not belong to the spec. */
export function writeWeights(model: WeightsFile): Uint8Array<ArrayBuffer> {
  const layout = parameterLayout(model.spec);
  if (model.params.length !== layout.size) {
    throw new ShapeError(SENTENCES.shapeMismatch('the parameters', `${layout.size} long`, `${model.params.length}`));
  }
  const tensors = layout.entries.map(({ name, shape, offset, size }): NamedTensor => {
    return { name, dtype: 'F32', shape, data: Float32Array.from(model.params.subarray(offset, offset + size)) };
  });
  return writeSafetensors(tensors, {
    ...modelMetadata(FORMAT, model),
    settings: JSON.stringify(model.settings),
    seed: String(model.seed),
    steps: String(model.step),
  });
}

/**
 * The model in a file that `writeWeights` made, or one like it.
 * @throws ImportError, and nothing else, for whatever the bytes are.
 */
export function readWeights(bytes: Uint8Array): WeightsFile & { readonly params: Float32Array } {
  const file = readSafetensors(bytes);
  const fields = new MetadataFields(file.metadata, 'weights');
  const { spec, vocabulary } = readModelMetadata(fields, FORMAT);
  return {
    spec,
    vocabulary,
    settings: settingsOf(fields),
    seed: fields.whole('seed', 0, MAX_SEED),
    step: fields.whole('steps', 0, Number.MAX_SAFE_INTEGER),
    params: paramsOf(file, spec, fields),
  };
}

function settingsOf(fields: MetadataFields): Readonly<Record<string, string>> {
  const value = fields.json('settings');
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return fields.refuse('its settings are no object');
  const entries: [string, unknown][] = Object.entries(value);
  const texts = entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string');
  if (texts.length !== entries.length) fields.refuse('one of its settings is not a string');
  return Object.fromEntries(texts);
}

/** The tensors of the spec, and no others, in one flat array. */
function paramsOf(file: SafetensorsFile, spec: ModelSpec, fields: MetadataFields): Float32Array {
  const layout = parameterLayout(spec);
  const dataOf = ({ name, shape }: ParameterEntry): Float32Array => {
    const tensor = file.tensors.get(name);
    if (!tensor) return fields.refuse(`${name} is missing`);
    if (tensor.dtype !== 'F32') return fields.refuse(`${name} is not of type F32`);
    if (tensor.shape.join() === shape.join()) return tensor.data;
    return fields.refuse(`${name} is [${tensor.shape.join(', ')}] and should be [${shape.join(', ')}]`);
  };
  // All are found before the array is made, so that a file cannot ask for more memory than it brings.
  const parts = layout.entries.map((entry) => ({ offset: entry.offset, data: dataOf(entry) }));
  const known = new Set(layout.entries.map(({ name }) => name));
  const stranger = [...file.tensors.keys()].find((name) => !known.has(name));
  if (stranger !== undefined)
    fields.refuse(`this kind of model has no tensor ${JSON.stringify(stranger.slice(0, 40))}`);
  if (file.nonFinite.length > 0) fields.refuse(`${file.nonFinite[0]} holds values that are not finite`);
  const params = new Float32Array(layout.size);
  for (const { offset, data } of parts) params.set(data, offset);
  return params;
}
