/**
 * The safetensors format: 8 bytes of header length (little-endian), a JSON header, then the tensors' bytes.
 * Header: {"__metadata__": {string: string}, name: {"dtype", "shape", "data_offsets": [begin, end]}, …}; offsets count from
 * the end of the header, lie without gaps or overlaps, and reach exactly to the end of the file.
 * Numbers are little-endian in the file and, like in every machine that runs a browser, in memory.
 *
 * Source: the format's description and the checks of its reference implementation (Hugging Face, safetensors, README,
 * "Format").
 */
import { ExportError, ImportError, ShapeError } from '../limits/errors.ts';
import {
  MAX_ELEMENTS,
  MAX_FILE_BYTES,
  MAX_RANK,
  MAX_SAFETENSORS_HEADER_BYTES,
  MAX_TENSORS,
  MAX_WRITTEN_BYTES,
} from '../limits/limits.ts';
import { MESSAGES } from '../limits/messages.ts';
import { fromBfloat16, fromFloat16 } from './halfFloats.ts';
import { duplicateKey } from './jsonKeys.ts';

type TensorData =
  | { readonly dtype: 'F32'; readonly data: Float32Array }
  | { readonly dtype: 'F64'; readonly data: Float64Array }
  | { readonly dtype: 'I32'; readonly data: Int32Array };

/** A tensor with row-major values. */
export type Tensor = TensorData & { readonly shape: readonly number[] };
export type NamedTensor = Tensor & { readonly name: string };

export interface SafetensorsFile {
  readonly tensors: ReadonlyMap<string, Tensor>;
  readonly metadata: ReadonlyMap<string, string>;
  /** Names of the tensors that contain NaN or infinity, which the format allows. */
  readonly nonFinite: readonly string[];
}

/** The types that are read, and the bytes of one element. F16 and BF16 become F32. */
const ELEMENT_BYTES = { F32: 4, F64: 8, I32: 4, F16: 2, BF16: 2 } as const;
type StoredType = keyof typeof ELEMENT_BYTES;
const LENGTH_BYTES = 8;

/**
 * The bytes of a file with the tensors in the given order.
 * @throws ShapeError if data and shape do not match or a name occurs twice; ExportError beyond MAX_WRITTEN_BYTES.
 */
export function writeSafetensors(
  tensors: readonly NamedTensor[],
  metadata: Readonly<Record<string, string>>,
): Uint8Array<ArrayBuffer> {
  // Written key by key, because an object would move names that look like integers to the front.
  const fields = [`"__metadata__":${jsonObject(Object.entries(metadata).map(([k, v]) => [k, JSON.stringify(v)]))}`];
  const names = new Set<string>(['__metadata__']);
  let end = 0;
  for (const { name, dtype, shape, data } of tensors) {
    const elements = shape.reduce((a, b) => a * b, 1);
    if (elements !== data.length)
      throw new ShapeError(MESSAGES.shapeMismatch(name, `${elements} elements`, `${data.length}`));
    if (names.has(name)) throw new ShapeError(MESSAGES.shapeMismatch(`the name ${name}`, 'used once', 'used twice'));
    names.add(name);
    const begin = end;
    end += data.byteLength;
    fields.push(`${JSON.stringify(name)}:${JSON.stringify({ dtype, shape, data_offsets: [begin, end] })}`);
  }
  const header = new TextEncoder().encode(`{${fields.join(',')}}`);
  const padded = Math.ceil(header.length / 8) * 8;
  const total = LENGTH_BYTES + padded + end;
  if (total > MAX_WRITTEN_BYTES) throw new ExportError(MESSAGES.exportTooLarge(total, MAX_WRITTEN_BYTES));

  const bytes = new Uint8Array(total);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(padded), true);
  bytes.set(header, LENGTH_BYTES);
  bytes.fill(0x20, LENGTH_BYTES + header.length, LENGTH_BYTES + padded);
  let at = LENGTH_BYTES + padded;
  for (const { data } of tensors) {
    bytes.set(new Uint8Array(data.buffer, data.byteOffset, data.byteLength), at);
    at += data.byteLength;
  }
  return bytes;
}

function jsonObject(pairs: readonly (readonly string[])[]): string {
  return `{${pairs.map(([key, value]) => `${JSON.stringify(key)}:${value}`).join(',')}}`;
}

/**
 * Everything in a file, copied out of it. Nothing is allocated before the whole header has been checked.
 * @throws ImportError, and nothing else, whatever the bytes are.
 */
export function readSafetensors(bytes: Uint8Array): SafetensorsFile {
  const { header, dataStart } = readHeader(bytes);
  const metadata = new Map<string, string>();
  const plans: TensorPlan[] = [];
  for (const [name, value] of Object.entries(header)) {
    if (name !== '__metadata__') plans.push(planOf(name, value));
    else for (const [key, text] of metadataEntries(value)) metadata.set(key, text);
    if (plans.length > MAX_TENSORS) refuse(`it has more than ${MAX_TENSORS} tensors`);
  }
  checkRanges(plans, bytes.length - dataStart);

  const tensors = new Map<string, Tensor>();
  const nonFinite: string[] = [];
  for (const { name, dtype, shape, begin, end } of plans) {
    // A copy of its own, whatever kind of array it is: a slice of Node's Buffer is a view.
    const content = new Uint8Array(bytes.subarray(dataStart + begin, dataStart + end)).buffer;
    const tensor = { ...tensorData(dtype, content), shape };
    if (tensor.dtype !== 'I32' && !isFinite(tensor.data)) nonFinite.push(name);
    tensors.set(name, tensor);
  }
  return { tensors, metadata, nonFinite };
}

interface TensorPlan {
  readonly name: string;
  readonly dtype: StoredType;
  readonly shape: readonly number[];
  readonly elements: number;
  readonly begin: number;
  readonly end: number;
}

function refuse(reason: string, cause?: unknown): never {
  throw new ImportError(MESSAGES.notSafetensors(reason), { cause });
}

function readHeader(bytes: Uint8Array): { readonly header: object; readonly dataStart: number } {
  if (bytes.length > MAX_FILE_BYTES) throw new ImportError(MESSAGES.fileTooLarge(null, bytes.length, MAX_FILE_BYTES));
  if (bytes.length < LENGTH_BYTES + 2) refuse('it is too short to have a header');
  // Compared as BigInt, because Number() would round a length beyond 2^53.
  const length = new DataView(bytes.buffer, bytes.byteOffset).getBigUint64(0, true);
  if (length > BigInt(MAX_SAFETENSORS_HEADER_BYTES)) refuse('its first eight bytes are no plausible header length');
  if (length > BigInt(bytes.length - LENGTH_BYTES)) refuse('its header is cut off');
  const dataStart = LENGTH_BYTES + Number(length);
  const raw = bytes.subarray(LENGTH_BYTES, dataStart);
  if (raw[0] !== 0x7b) refuse('its header does not begin with {');
  let header: unknown;
  let twice: string | null;
  try {
    const json = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(raw);
    header = JSON.parse(json);
    twice = duplicateKey(json);
  } catch (cause) {
    return refuse('its header is not JSON', cause);
  }
  if (twice !== null) refuse(`its header has ${quoted(twice)} twice`);
  if (typeof header !== 'object' || header === null) refuse('its header is not an object');
  return { header, dataStart };
}

function metadataEntries(value: unknown): (readonly [string, string])[] {
  if (!isRecord(value)) return refuse('its metadata is not an object');
  return Object.entries(value).map(([key, text]) => {
    if (typeof text !== 'string') return refuse(`its metadata ${quoted(key)} is not a string`);
    return [key, text] as const;
  });
}

function planOf(name: string, value: unknown): TensorPlan {
  const tensor = quoted(name);
  if (!isRecord(value)) return refuse(`${tensor} is not described`);
  const { dtype, shape, data_offsets: offsets } = value;
  if (!isStoredType(dtype)) {
    return refuse(
      `${tensor} is of type ${quoted(typeof dtype === 'string' ? dtype : typeof dtype)}; F32, F64, F16, BF16 and I32 are read`,
    );
  }
  if (!isCounts(shape) || shape.length > MAX_RANK) return refuse(`${tensor} has no shape of at most ${MAX_RANK} sizes`);
  if (!isCounts(offsets) || offsets.length !== 2) return refuse(`${tensor} has no pair of offsets`);
  const [begin, end] = offsets as [number, number];
  // Each size is at most MAX_ELEMENTS here, so that no product of two exceeds the safe integers.
  let elements = 1;
  for (const size of shape) {
    if (size > MAX_ELEMENTS) return refuse(`${tensor} is larger than ${MAX_ELEMENTS} elements`);
    elements *= size;
    if (elements > MAX_ELEMENTS) return refuse(`${tensor} is larger than ${MAX_ELEMENTS} elements`);
  }
  if (end - begin !== elements * ELEMENT_BYTES[dtype]) return refuse(`${tensor}'s offsets do not match its shape`);
  return { name, dtype, shape, elements, begin, end };
}

function checkRanges(plans: readonly TensorPlan[], dataBytes: number): void {
  let elements = 0;
  let reached = 0;
  for (const plan of [...plans].sort((a, b) => a.begin - b.begin || a.end - b.end)) {
    if (plan.begin !== reached) refuse(`${quoted(plan.name)} does not begin where the tensor before it ends`);
    reached = plan.end;
    elements += plan.elements;
  }
  if (elements > MAX_ELEMENTS) refuse(`its tensors have more than ${MAX_ELEMENTS} elements together`);
  if (reached !== dataBytes) refuse(`its tensors need ${reached} bytes but ${dataBytes} follow the header`);
}

/** A loop, because `every` takes ten times as long. */
function isFinite(values: Float32Array | Float64Array): boolean {
  for (let k = 0; k < values.length; k++) if (!Number.isFinite(values[k]!)) return false;
  return true;
}

function isStoredType(dtype: unknown): dtype is StoredType {
  return typeof dtype === 'string' && Object.hasOwn(ELEMENT_BYTES, dtype);
}

function tensorData(dtype: StoredType, content: ArrayBuffer): TensorData {
  if (dtype === 'F16') return { dtype: 'F32', data: fromFloat16(new Uint16Array(content)) };
  if (dtype === 'BF16') return { dtype: 'F32', data: fromBfloat16(new Uint16Array(content)) };
  if (dtype === 'F32') return { dtype, data: new Float32Array(content) };
  if (dtype === 'F64') return { dtype, data: new Float64Array(content) };
  return { dtype, data: new Int32Array(content) };
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Whether a value is an array of non-negative safe integers. */
function isCounts(value: unknown): value is readonly number[] {
  return Array.isArray(value) && value.every((n) => Number.isSafeInteger(n) && n >= 0 && !Object.is(n, -0));
}

/** A name from a file, shortened for a message. */
function quoted(name: string): string {
  return JSON.stringify(name.length > 40 ? `${name.slice(0, 40)}…` : name);
}
