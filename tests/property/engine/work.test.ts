import fc from 'fast-check';
import { afterEach, expect, it } from 'vitest';
import { initialParameters } from '../../../src/engine/initialise.ts';
import { parameterLayout } from '../../../src/engine/parameters.ts';
import { onPulse, pulse } from '../../../src/engine/pulse.ts';
import { createReference } from '../../../src/engine/reference.ts';
import type { ModelSpec } from '../../../src/engine/spec.ts';
import { backwardArrays, forwardArrays, windowBytes } from '../../../src/engine/window.ts';
import { stepWork } from '../../../src/engine/work.ts';

afterEach(() => onPulse(null));

const specs: fc.Arbitrary<ModelSpec> = fc.record({
  cell: fc.constantFrom('rnn', 'gru', 'lstm'),
  vocab: fc.integer({ min: 2, max: 40 }),
  hidden: fc.integer({ min: 1, max: 40 }),
  layers: fc.integer({ min: 1, max: 4 }),
  embedding: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 30 })),
  nonlinearity: fc.constant('tanh'),
  reset: fc.constantFrom('after', 'before'),
});
const sizes = { T: fc.integer({ min: 1, max: 20 }), B: fc.integer({ min: 1, max: 12 }) };

/** Bytes of every array in a record, each counted once. */
function bytesIn(...values: readonly object[]): number {
  const seen = new Set<ArrayBufferLike>();
  const visit = (value: unknown): void => {
    if (ArrayBuffer.isView(value)) seen.add(value.buffer);
    else if (typeof value === 'object' && value !== null) Object.values(value).forEach(visit);
  };
  values.forEach(visit);
  return [...seen].reduce((sum, buffer) => sum + buffer.byteLength, 0);
}

it('the bytes of a window in float64 are those of the arrays that it allocates', () => {
  fc.assert(
    fc.property(specs, sizes.T, sizes.B, (spec, T, B) => {
      const { size } = parameterLayout(spec);
      const allocated = bytesIn(forwardArrays(spec, T, B), backwardArrays(spec, T, B, size));
      expect(windowBytes(spec, T, B, size)).toBe(allocated);
    }),
  );
});

/** What is heard of a computation, brought to the end by a last sign. */
function workOf(compute: () => void): number {
  let heard = 0;
  pulse(1e9);
  onPulse((work) => {
    heard += work;
  });
  compute();
  pulse(1e9);
  onPulse(null);
  return heard - 1e9;
}

it('the longest ways to begin give signs of life on the way', () => {
  const spec: ModelSpec = {
    cell: 'lstm',
    vocab: 20,
    hidden: 256,
    layers: 1,
    embedding: 0,
    nonlinearity: 'tanh',
    reset: 'after',
  };
  let [signs, longest] = [0, 0];
  onPulse((work) => {
    signs++;
    longest = Math.max(longest, work);
  });
  initialParameters(spec, { kind: 'glorot-orthogonal', headBias: 'plain', forgetBias: 1, seed: 2 }, []);
  // Four blocks, each 2 · 256³ multiplications; no sign stands for more than what takes some tens of milliseconds.
  expect(signs).toBeGreaterThan(30);
  expect(longest).toBeLessThan(1e7);
});

it('a step tells at least its multiplications on the way, and little more than that', () => {
  for (const cell of ['rnn', 'gru', 'lstm'] as const) {
    const spec: ModelSpec = {
      cell,
      vocab: 30,
      hidden: 96,
      layers: 3,
      embedding: 0,
      nonlinearity: 'tanh',
      reset: 'after',
    };
    const [T, B] = [12, 8];
    const init = { kind: 'uniform', headBias: 'plain', forgetBias: 1, seed: 2 } as const;
    const params = Float64Array.from(initialParameters(spec, init, []));
    const reference = createReference(spec, T, B);
    const tokens = Int32Array.from({ length: T * B }, (_, k) => (k * k) % spec.vocab);
    const told = workOf(() => {
      reference.forward(params, tokens, tokens, null);
      reference.backward(new Float64Array(T * B).fill(1 / (T * B)));
    });
    const expected = stepWork(spec, T, B);
    expect(told).toBeGreaterThan(expected);
    expect(told).toBeLessThan(1.15 * expected);
  }
});
