/** The contents of the file of an experiment: its record as JSON, and its arrays as text and safetensors. */
import { isPackedArray, type PackedArray } from '../packedRecord.ts';
import { type NamedTensor, writeSafetensors } from '../safetensors.ts';
import type { ZipContent } from '../zip/writeZip.ts';
import {
  type ArrayPlace,
  DESCRIPTION,
  EXPERIMENT_FORMAT,
  EXPERIMENT_VERSION,
  placeOf,
  placeToText,
  REFERENCE,
  TEXT_ENTRY,
  weightsEntry,
} from './arrayPlaces.ts';
import { READ_ME } from './readMe.ts';

/** The weights of a model, as a file of their own. */
export interface ModelWeights {
  /** The id of the model. */
  readonly model: string;
  /** As "Save weights" writes it. */
  readonly file: Uint8Array<ArrayBuffer>;
  /** The array of the record that holds the same numbers; null where none does. */
  readonly params: Float32Array | null;
}

interface GivenExperiment {
  /** The name that a person gave it; empty for none. */
  readonly name: string;
  /** Plain values and typed arrays. */
  readonly record: { readonly models: readonly { readonly is: { readonly id: string } }[] };
  /** Of the page that writes it. */
  readonly version: string;
}

/** The contents in their order. Every array of the record is written once, however often it stands in it. */
export function experimentContents(
  { name, record, version }: GivenExperiment,
  weights: readonly ModelWeights[],
): readonly ZipContent[] {
  const placed = new Map<PackedArray, ArrayPlace>();
  for (const { model, params } of weights) if (params) placed.set(params, { entry: weightsEntry(model), tensor: null });
  const known = new Set(placed.keys());
  const described = withReferences(record, (array, path, step) => {
    const place = placed.get(array) ?? placeOf(path, step, (k) => record.models[k]!.is.id);
    placed.set(array, place);
    return placeToText(place);
  });
  const about = { format: EXPERIMENT_FORMAT, version: EXPERIMENT_VERSION, madeBy: `Unrolled ${version}`, name };
  const json = JSON.stringify({ ...about, experiment: described }, null, 1);
  const added = [...placed].filter(([array]) => !known.has(array));
  return [
    { name: DESCRIPTION, bytes: utf8(json), isPacked: true },
    { name: 'README.txt', bytes: utf8(READ_ME), isPacked: true },
    ...weights.map(({ model, file }) => ({ name: weightsEntry(model), bytes: file, isPacked: false })),
    ...arrayContents(added),
  ];
}

function utf8(text: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(text);
}

/** A plain value with a reference in the place of every array. */
function withReferences(
  value: unknown,
  refer: (array: PackedArray, path: readonly string[], step: number | null) => string,
): unknown {
  const walk = (part: unknown, path: readonly string[], step: number | null): unknown => {
    if (isPackedArray(part)) return { [REFERENCE]: refer(part, path, step) };
    if (typeof part !== 'object' || part === null) return part;
    if (Array.isArray(part)) return part.map((one, k) => walk(one, [...path, String(k)], null));
    const own = 'step' in part && typeof part.step === 'number' ? part.step : null;
    return Object.fromEntries(Object.entries(part).map(([key, one]) => [key, walk(one, [...path, key], own)]));
  };
  return walk(value, [], null);
}

/** The entries that hold the arrays. The tokens of a text and a curve become smaller when they are packed; weights do not. */
function arrayContents(arrays: readonly (readonly [PackedArray, ArrayPlace])[]): readonly ZipContent[] {
  const contents: ZipContent[] = [];
  const tensors = new Map<string, NamedTensor[]>();
  for (const [array, { entry, tensor }] of arrays) {
    if (tensor === null || array instanceof Uint8Array) {
      contents.push({ name: entry, bytes: Uint8Array.from(array), isPacked: true });
      continue;
    }
    const others = tensors.get(entry) ?? [];
    others.push(tensorOf(tensor, array));
    tensors.set(entry, others);
  }
  for (const [entry, named] of tensors) {
    const isPacked = !entry.startsWith('models/') || entry.endsWith('/history.safetensors');
    contents.push({ name: entry, bytes: writeSafetensors(named, { experiment: TEXT_ENTRY }), isPacked });
  }
  return contents;
}

function tensorOf(name: string, data: Exclude<PackedArray, Uint8Array>): NamedTensor {
  const shape = [data.length];
  if (data instanceof Float32Array) return { name, dtype: 'F32', shape, data };
  return data instanceof Float64Array ? { name, dtype: 'F64', shape, data } : { name, dtype: 'I32', shape, data };
}
