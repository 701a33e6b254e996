/**
 * A model of tfjs-layers: model.json, which describes the layers and lists the weights, and binary files, which hold the
 * weights one after the other in little-endian float32. The names of the files are keys only: nothing is fetched.
 *
 * Source: TensorFlow.js, "Save and load models", and `tf.io.WeightsManifestConfig`.
 */
import * as v from 'valibot';
import { MAX_ELEMENTS, MAX_RANK, MAX_TENSORS } from '../../limits/limits.ts';
import { ANY_OBJECT, COUNT, fitted, parseJson } from './checkedJson.ts';
import { kerasLayers } from './kerasLayers.ts';
import { type KerasWeight, kerasModel } from './kerasWeights.ts';
import { type GivenBytes, type OpenedModel, quoted, refusal, shapeText } from './openedModel.ts';

const refuse = refusal('tfjs');

const NAME = v.pipe(v.string(), v.maxLength(400));
const WEIGHT = v.object({
  name: NAME,
  shape: v.pipe(v.array(COUNT), v.maxLength(MAX_RANK)),
  dtype: NAME,
  quantization: v.optional(v.unknown()),
});
const GROUP = v.object({ paths: v.pipe(v.array(NAME), v.minLength(1)), weights: v.array(WEIGHT) });
const MODEL = v.object({
  format: v.optional(v.string()),
  modelTopology: ANY_OBJECT,
  weightsManifest: v.array(GROUP),
});

/**
 * @param json model.json
 * @param files the files that were opened with it
 * @throws ImportError if it is not a model that this page can show
 */
export function readTfjsModel(json: GivenBytes, files: readonly GivenBytes[]): OpenedModel {
  const value = parseJson(json.bytes, 'model.json', refuse);
  if (typeof value === 'object' && value !== null && 'format' in value && value.format === 'graph-model') {
    return refuse(
      'it is a graph model, in which the layers are no longer to be seen',
      'Convert the original model with --output_format=tfjs_layers_model.',
    );
  }
  const { modelTopology, weightsManifest } = fitted(MODEL, value, 'model.json', refuse);
  const layers = kerasLayers(modelTopology, refuse);
  const weights = weightsManifest.flatMap((group) => weightsOf(group, json, files));
  if (weights.length > MAX_TENSORS) refuse(`it has more than ${MAX_TENSORS} weights`);
  return kerasModel(layers, weights, 'TensorFlow.js model', refuse);
}

/** One group's weights. Where each lies in the group's files is checked here, before any of them is read. */
function weightsOf(
  { paths, weights }: v.InferOutput<typeof GROUP>,
  json: GivenBytes,
  files: readonly GivenBytes[],
): readonly KerasWeight[] {
  const shards = paths.map((path) => fileOf(path, paths.length === 1, json, files));
  const given = shards.reduce((bytes, shard) => bytes + shard.length, 0);
  let end = 0;
  const plans = weights.map(({ name, shape, dtype, quantization }) => {
    if (dtype !== 'float32') return refuse(`${quoted(name)} is of type ${quoted(dtype)} and not float32`);
    if (quantization !== undefined) {
      return refuse(`${quoted(name)} is quantised`, 'Convert the original model again without quantisation.');
    }
    const elements = shape.reduce((a, b) => Math.min(a * b, MAX_ELEMENTS + 1), 1);
    if (elements > MAX_ELEMENTS)
      return refuse(`${quoted(name)} ${shapeText(shape)} has more than ${MAX_ELEMENTS} values`);
    const from = end;
    end += 4 * elements;
    return { name, shape, read: () => floatsAt(shards, from, elements) };
  });
  if (end !== given) {
    refuse(
      `${paths.map(quoted).join(', ')} should have ${end} bytes and ${paths.length === 1 ? 'has' : 'have'} ${given}`,
    );
  }
  return plans;
}

/** The file of a path, by the name at its end. A single file may have been renamed. */
function fileOf(path: string, isOnly: boolean, json: GivenBytes, files: readonly GivenBytes[]): Uint8Array {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const others = files.filter((file) => file !== json);
  const binaries = others.filter((file) => file.name.endsWith('.bin'));
  const found =
    others.find((file) => file.name === name) ?? (isOnly && binaries.length === 1 ? binaries[0] : undefined);
  if (!found) return refuse(`its weights are in ${quoted(name)}, which was not opened with it`);
  return found.bytes;
}

/** Values that may begin in one file and end in the next. */
function floatsAt(shards: readonly Uint8Array[], from: number, elements: number): Float32Array {
  const values = new Float32Array(elements);
  const bytes = new Uint8Array(values.buffer);
  let at = 0;
  for (const shard of shards) {
    const begin = Math.max(0, from - at);
    const end = Math.min(shard.length, from + bytes.length - at);
    if (end > begin) bytes.set(shard.subarray(begin, end), at + begin - from);
    at += shard.length;
  }
  return values;
}
