/**
 * A trace as a safetensors file. It has every channel of every layer as [T, H], named `{cell}.{layer}.{channel}`
 * (`lstm.0.f`), the gradients `{cell}.{layer}.grad_h` and for the LSTM `grad_c`, each [T, H], and `tokens` [T],
 * `logits` [T, V] and `loss` [T − 1]. Layers count from 0. Numbers are float32, tokens int32. The metadata describes
 * the gradients and the initial state, so that the file can be recomputed from the weights alone.
 */
import { lengthOf } from '../engine/range.ts';
import type { Channel } from '../engine/cells/channels.ts';
import { CELLS } from '../engine/spec.ts';
import { isWhole, type Trace } from '../engine/trace.ts';
import { ExportError, ShapeError } from '../limits/errors.ts';
import { MAX_TRACE_LENGTH } from '../limits/limits.ts';
import { MESSAGES } from '../limits/messages.ts';
import { MetadataFields, modelMetadata, readModelMetadata } from './modelMetadata.ts';
import { type NamedTensor, readSafetensors, writeSafetensors } from './safetensors.ts';

export const TRACE_FORMAT = 'unrolled-trace';
const GRADIENT_OF = 'mean loss over the trace';

/**
 * The bytes of a trace's file.
 *
 * @param more further strings for the metadata: how the model was trained
 * @throws ShapeError if an array's length contradicts the trace's spec; ExportError if not all rows of the trace are
 *   retained, or if the file would be too large.
 */
export function writeTrace(
  trace: Trace,
  vocabulary: readonly string[],
  more: Readonly<Record<string, string>> = {},
): Uint8Array<ArrayBuffer> {
  const { spec, tokens } = trace;
  const { cell, hidden: H, layers: L, vocab: V } = spec;
  const T = tokens.length;
  if (!isWhole(trace)) throw new ExportError(MESSAGES.traceInPart(lengthOf(trace.rows), T));
  const tensors: NamedTensor[] = [];
  for (let l = 0; l < L; l++) {
    for (const { name, data } of columnsOf(trace)) {
      if (data.length !== L * T * H) {
        throw new ShapeError(MESSAGES.shapeMismatch(`the trace's ${name}`, `${L * T * H} long`, `${data.length}`));
      }
      const block = data.subarray(l * T * H, (l + 1) * T * H);
      tensors.push({ name: `${cell}.${l}.${name}`, dtype: 'F32', shape: [T, H], data: block });
    }
  }
  tensors.push({ name: 'tokens', dtype: 'I32', shape: [T], data: tokens });
  tensors.push({ name: 'logits', dtype: 'F32', shape: [T, V], data: trace.logits });
  tensors.push({ name: 'loss', dtype: 'F32', shape: [T - 1], data: trace.loss });
  return writeSafetensors(tensors, {
    ...modelMetadata(TRACE_FORMAT, { spec, vocabulary }),
    step: String(trace.step),
    initial_state: 'zero',
    gradient_of: GRADIENT_OF,
    loss_unit: 'nats',
    ...more,
  });
}

/** Every [L, T, H] array of a trace, with its name in the file. */
function columnsOf(trace: Trace): { readonly name: string; readonly data: Float32Array }[] {
  const channel = (name: Channel): Float32Array => {
    const data = trace.channels[name];
    if (!data) throw new ShapeError(MESSAGES.shapeMismatch(`the trace's ${name}`, 'present', 'missing'));
    return data;
  };
  const columns: { name: string; data: Float32Array }[] = [];
  for (const name of CELLS[trace.spec.cell].channels) columns.push({ name, data: channel(name) });
  columns.push({ name: 'grad_h', data: trace.gradH });
  if (trace.gradC) columns.push({ name: 'grad_c', data: trace.gradC });
  return columns;
}

export interface TraceFile extends Trace {
  /** The symbols of the tokens. */
  readonly vocabulary: readonly string[];
}

/**
 * The trace in a file of `writeTrace`.
 * @throws ImportError, and nothing else, whatever the bytes are.
 */
export function readTrace(bytes: Uint8Array): TraceFile {
  const { tensors, metadata } = readSafetensors(bytes);
  const fields = new MetadataFields(metadata, 'a trace');
  const { spec, vocabulary } = readModelMetadata(fields, TRACE_FORMAT);
  fields.oneOf('initial_state', ['zero']);
  fields.oneOf('gradient_of', [GRADIENT_OF]);
  const { cell, hidden: H, layers: L, vocab: V } = spec;

  const tokens = tensors.get('tokens');
  if (tokens?.dtype !== 'I32' || tokens.shape.length !== 1)
    return fields.refuse('tokens is not there as one row of I32');
  const T = tokens.data.length;
  if (T < 1 || T > MAX_TRACE_LENGTH) fields.refuse(`it does not have 1 to ${MAX_TRACE_LENGTH} tokens`);
  if (tokens.data.some((token) => token < 0 || token >= V)) fields.refuse(`one of its tokens is not below ${V}`);

  const read = (name: string, ...shape: number[]): Float32Array => {
    const tensor = tensors.get(name);
    if (tensor?.dtype === 'F32' && tensor.shape.join() === shape.join()) return tensor.data;
    return fields.refuse(`${name} is not there as [${shape.join(', ')}] of F32`);
  };
  /** [L, T, H] from L blocks. All of them must exist before the array is allocated. */
  const column = (name: string): Float32Array => {
    const blocks = Array.from({ length: L }, (_, l) => read(`${cell}.${l}.${name}`, T, H));
    const data = new Float32Array(L * T * H);
    for (const [l, block] of blocks.entries()) data.set(block, l * T * H);
    return data;
  };
  const channels: Partial<Record<Channel, Float32Array>> = {};
  for (const name of CELLS[cell].channels) channels[name] = column(name);
  return {
    spec,
    vocabulary,
    step: fields.whole('step', 0, Number.MAX_SAFE_INTEGER),
    tokens: tokens.data,
    rows: { from: 0, to: T },
    channels,
    gradH: column('grad_h'),
    gradC: CELLS[cell].states.includes('c') ? column('grad_c') : null,
    logits: read('logits', T, V),
    loss: read('loss', T - 1),
  };
}
