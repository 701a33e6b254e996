import { describe, expect, it } from 'vitest';
import { CELLS, type ModelSpec } from '../../../src/engine/spec.ts';
import type { Trace } from '../../../src/engine/trace.ts';
import { type NamedTensor, readSafetensors, writeSafetensors } from '../../../src/formats/safetensors.ts';
import { readTrace, writeTrace } from '../../../src/formats/traceFile.ts';
import { ExportError, ImportError, ShapeError } from '../../../src/limits/errors.ts';

const vocabulary = ['a', 'b', '😀'];
const T = 5;

/** A trace whose every value differs from every other. */
function traceOf(change: Partial<ModelSpec>): Trace {
  const spec: ModelSpec = {
    cell: 'lstm',
    vocab: 3,
    hidden: 2,
    layers: 2,
    embedding: 0,
    nonlinearity: 'tanh',
    reset: 'after',
    ...change,
  };
  let next = 0;
  const array = (length: number): Float32Array => Float32Array.from({ length }, () => next++ / 8);
  const block = (): Float32Array => array(spec.layers * T * spec.hidden);
  return {
    spec,
    step: 340,
    tokens: Int32Array.of(0, 2, 1, 1, 0),
    rows: { from: 0, to: T },
    channels: Object.fromEntries(CELLS[spec.cell].channels.map((channel) => [channel, block()])),
    gradH: block(),
    gradC: spec.cell === 'lstm' ? block() : null,
    logits: array(T * spec.vocab),
    loss: array(T - 1),
  };
}

function changed(change: (tensors: NamedTensor[]) => NamedTensor[], metadata: Record<string, string> = {}): Uint8Array {
  const file = readSafetensors(writeTrace(traceOf({}), vocabulary));
  const tensors = [...file.tensors].map(([name, tensor]): NamedTensor => ({ ...tensor, name }));
  return writeSafetensors(change(tensors), { ...Object.fromEntries(file.metadata), ...metadata });
}

const without = (name: string) => (tensors: NamedTensor[]) => tensors.filter((t) => t.name !== name);

describe('trace files', () => {
  it.each<Partial<ModelSpec>>([
    {},
    { cell: 'gru', reset: 'before' },
    { cell: 'rnn', nonlinearity: 'relu', layers: 1, embedding: 4 },
  ])('gives back a trace exactly (%j)', (change) => {
    const trace = traceOf(change);
    expect(readTrace(writeTrace(trace, vocabulary))).toEqual({ ...trace, vocabulary });
  });

  it('names every channel of every layer, from layer 0 on', () => {
    const { tensors } = readSafetensors(writeTrace(traceOf({}), vocabulary));
    const layer = (l: number) =>
      ['i', 'f', 'g', 'o', 'c', 'h', 'grad_h', 'grad_c'].map((name) => `lstm.${l}.${name} F32 5×2`);
    expect([...tensors].map(([name, { dtype, shape }]) => `${name} ${dtype} ${shape.join('×')}`)).toEqual([
      ...layer(0),
      ...layer(1),
      'tokens I32 5',
      'logits F32 5×3',
      'loss F32 4',
    ]);
  });

  it("puts each layer's own values under its name", () => {
    const trace = traceOf({});
    const { tensors } = readSafetensors(writeTrace(trace, vocabulary));
    expect(tensors.get('lstm.1.f')!.data).toEqual(trace.channels.f!.slice(10, 20));
    expect(tensors.get('lstm.0.grad_c')!.data).toEqual(trace.gradC!.slice(0, 10));
  });

  it('says where the state started and what the gradients are of', () => {
    const { metadata } = readSafetensors(writeTrace(traceOf({}), vocabulary));
    expect(Object.fromEntries(metadata)).toMatchObject({
      format: 'unrolled-trace',
      vocabulary: '["a","b","😀"]',
      step: '340',
      initial_state: 'zero',
      gradient_of: 'mean loss over the trace',
    });
  });

  it('refuses to write a trace whose arrays contradict its spec', () => {
    const trace = traceOf({});
    expect(() => writeTrace({ ...trace, gradH: new Float32Array(3) }, vocabulary)).toThrow(ShapeError);
    expect(() => writeTrace({ ...trace, channels: {} }, vocabulary)).toThrow(ShapeError);
    expect(() => writeTrace({ ...trace, loss: new Float32Array(T) }, vocabulary)).toThrow(ShapeError);
    expect(() => writeTrace(trace, ['a'])).toThrow(ShapeError);
  });

  it.each<[string, Uint8Array, string]>([
    ['without tokens', changed(without('tokens')), 'tokens is not there'],
    ['without a gate', changed(without('lstm.1.o')), 'lstm.1.o is not there as [5, 2] of F32'],
    ['without ∂L/∂c', changed(without('lstm.0.grad_c')), 'lstm.0.grad_c is not there'],
    ['of another cell', changed((t) => t, { cell: 'gru' }), 'gru.0.r is not there'],
    ['of a carried state', changed((t) => t, { initial_state: 'carried' }), '"initial_state" is not zero'],
    ['of another gradient', changed((t) => t, { gradient_of: 'sum' }), '"gradient_of" is not mean loss'],
    [
      'with a token beyond the vocabulary',
      changed((tensors) =>
        tensors.map((t) => (t.name === 'tokens' ? { ...t, dtype: 'I32', data: Int32Array.of(0, 1, 2, 3, 0) } : t)),
      ),
      'one of its tokens is not below 3',
    ],
  ])('refuses a file %s', (_, bytes, reason) => {
    expect(() => readTrace(bytes)).toThrow(ImportError);
    expect(() => readTrace(bytes)).toThrow(reason);
  });

  it('is not written of a trace of which only a stretch is in memory, and says so', () => {
    const trace = { ...traceOf({}), rows: { from: 1, to: 4 } };
    expect(() => writeTrace(trace, vocabulary)).toThrow(ExportError);
    expect(() => writeTrace(trace, vocabulary)).toThrow('Only 3 of the 5 characters of this trace are in memory');
  });
});
