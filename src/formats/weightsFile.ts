/**
 * A model as a safetensors file: PyTorch's names and layout in float32, so that `nn.RNN`/`nn.GRU`/`nn.LSTM` +
 * `nn.Linear` load the tensors directly (`tensorNames.ts` says for which models). Everything else about the model is
 * in the metadata as strings: those of `modelMetadata`, settings (JSON object), seed, steps, and pytorch (Python code
 * that loads the file).
 */
import { type ParameterEntry, parameterLayout } from '../engine/parameters.ts';
import type { ModelSpec } from '../engine/spec.ts';
import { ShapeError } from '../limits/errors.ts';
import { MAX_SEED } from '../limits/limits.ts';
import { MESSAGES } from '../limits/messages.ts';
import { MetadataFields, modelMetadata, readModelMetadata } from './modelMetadata.ts';
import { pytorchLines } from './pytorchLines.ts';
import { type NamedTensor, readSafetensors, type SafetensorsFile, writeSafetensors } from './safetensors.ts';
import { tensorName } from './tensorNames.ts';

export const WEIGHTS_FORMAT = 'unrolled-weights';

export interface WeightsFile {
  readonly spec: ModelSpec;
  /** V symbols, one code point each; the index is the token. */
  readonly vocabulary: readonly string[];
  /** How the model was trained: the names and values of the settings. */
  readonly settings: Readonly<Record<string, string>>;
  readonly seed: number;
  /** Training steps taken. */
  readonly step: number;
  /** In the layout of `parameterLayout(spec)`; rounded to float32 when written. */
  readonly params: Float32Array | Float64Array;
}

/**
 * The bytes of a model's file.
 *
 * @param more further strings for the metadata, such as `held_out`
 * @throws ShapeError if parameters or vocabulary do not belong to the spec.
 */
export function writeWeights(model: WeightsFile, more: Readonly<Record<string, string>> = {}): Uint8Array<ArrayBuffer> {
  const layout = parameterLayout(model.spec);
  if (model.params.length !== layout.size) {
    throw new ShapeError(MESSAGES.shapeMismatch('the parameters', `${layout.size} long`, `${model.params.length}`));
  }
  const tensors = layout.entries.map(({ name, shape, offset, size }): NamedTensor => {
    return {
      name: tensorName(model.spec, name),
      dtype: 'F32',
      shape,
      data: Float32Array.from(model.params.subarray(offset, offset + size)),
    };
  });
  return writeSafetensors(tensors, {
    ...modelMetadata(WEIGHTS_FORMAT, model),
    settings: JSON.stringify(model.settings),
    seed: String(model.seed),
    steps: String(model.step),
    pytorch: pytorchLines(model.spec, 'weights.safetensors'),
    ...more,
  });
}

/**
 * The model in a file of `writeWeights`, or in a compatible one.
 * @throws ImportError, and nothing else, whatever the bytes are.
 */
export function readWeights(bytes: Uint8Array): ReadWeights {
  return readWeightsOf(readSafetensors(bytes));
}

type ReadWeights = WeightsFile & { readonly params: Float32Array<ArrayBuffer> };

/** The same for a file that has been read as safetensors. @throws ImportError, and nothing else. */
export function readWeightsOf(file: SafetensorsFile): ReadWeights {
  const fields = new MetadataFields(file.metadata, 'weights');
  const { spec, vocabulary } = readModelMetadata(fields, WEIGHTS_FORMAT);
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

/** The tensors of the spec in one flat array. The file must not contain others. */
function paramsOf(file: SafetensorsFile, spec: ModelSpec, fields: MetadataFields): Float32Array<ArrayBuffer> {
  const layout = parameterLayout(spec);
  const dataOf = ({ name: parameter, shape }: ParameterEntry): Float32Array => {
    const name = tensorName(spec, parameter);
    const tensor = file.tensors.get(name);
    if (!tensor) return fields.refuse(`${name} is missing`);
    if (tensor.dtype !== 'F32') return fields.refuse(`${name} is not of type F32`);
    if (tensor.shape.join() === shape.join()) return tensor.data;
    return fields.refuse(`${name} is [${tensor.shape.join(', ')}] and should be [${shape.join(', ')}]`);
  };
  // All tensors must exist before the array is allocated, so that a file cannot request more memory than it contains.
  const parts = layout.entries.map((entry) => ({ offset: entry.offset, data: dataOf(entry) }));
  const known = new Set(layout.entries.map(({ name }) => tensorName(spec, name)));
  const stranger = [...file.tensors.keys()].find((name) => !known.has(name));
  if (stranger !== undefined)
    fields.refuse(`this kind of model has no tensor ${JSON.stringify(stranger.slice(0, 40))}`);
  if (file.nonFinite.length > 0) fields.refuse(`${file.nonFinite[0]} holds values that are not finite`);
  const params = new Float32Array(layout.size);
  for (const { offset, data } of parts) params.set(data, offset);
  return params;
}
