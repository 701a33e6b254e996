import fc from 'fast-check';
import { beforeAll, expect, it } from 'vitest';
import { openWasmBackend, type WasmBackend } from '../../../src/backends/wasm/wasmBackend.ts';
import { openCpuBackend } from '../../../src/backends/cpu/cpuBackend.ts';
import { parameterLayout } from '../../../src/engine/parameters.ts';
import type { ModelSpec } from '../../../src/engine/spec.ts';
import { trainingCost } from '../../../src/worker/host/cost.ts';
import { MAX_STEP_SECONDS, maxTrainingBytes } from '../../../src/limits/limits.ts';
import { PLAIN } from './support.ts';

let wasm: WasmBackend;
beforeAll(async () => {
  wasm = await openWasmBackend(PLAIN);
});

const specOf = (most: number): fc.Arbitrary<ModelSpec> =>
  fc.record({
    cell: fc.constantFrom('rnn', 'gru', 'lstm'),
    vocab: fc.integer({ min: 2, max: 4096 }),
    hidden: fc.integer({ min: 1, max: most }),
    layers: fc.integer({ min: 1, max: 4 }),
    embedding: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 64 })),
    nonlinearity: fc.constant('tanh'),
    reset: fc.constantFrom('after', 'before'),
  });

it('a model on wasm takes no more memory than was estimated, and not much less', async () => {
  const shapes = fc.record({
    spec: specOf(40),
    batch: fc.integer({ min: 1, max: 9 }),
    unroll: fc.integer({ min: 1, max: 12 }),
  });
  await fc.assert(
    fc.asyncProperty(shapes, async ({ spec, batch, unroll }) => {
      const params = new Float32Array(parameterLayout(spec).size);
      const model = await wasm.createModel({ spec, batch, unroll, params });
      const { carry } = await model.getState();
      const taken = model.memoryBytes + carry.h.byteLength + (carry.c?.byteLength ?? 0);
      const estimated = wasm.bytesOf({ spec, batch, unroll });
      expect(taken).toBeLessThanOrEqual(estimated);
      expect(estimated).toBeLessThan(1.1 * taken);
    }),
    { numRuns: 60 },
  );
});

it('what is refused has remedies that are affordable by themselves, and what is not refused is within the limits', () => {
  const shapes = fc.record({
    specs: fc.array(specOf(512), { minLength: 1, maxLength: 6 }),
    batch: fc.integer({ min: 1, max: 256 }),
    unroll: fc.integer({ min: 1, max: 512 }),
    speed: fc.double({ min: 1e7, max: 1e10, noNaN: true }),
  });
  fc.assert(
    fc.property(shapes, fc.constantFrom(wasm, openCpuBackend()), ({ speed, ...shape }, backend) => {
      const cost = trainingCost(backend, speed, shape);
      expect(cost.isAffordable).toBe(cost.bytes <= maxTrainingBytes() && cost.seconds <= MAX_STEP_SECONDS);
      if (cost.isAffordable) expect(cost.remedies).toEqual([]);
      for (const { setting, value } of cost.remedies) {
        const specs = shape.specs.map((spec) =>
          setting === 'hidden' ? { ...spec, hidden: Math.min(value, spec.hidden) } : spec,
        );
        const then = trainingCost(backend, speed, {
          ...shape,
          ...(setting !== 'hidden' && { [setting]: value }),
          specs,
        });
        expect(then.isAffordable).toBe(true);
      }
    }),
  );
});

it('refuses the largest of all settings, and not the samples’', () => {
  const spec: ModelSpec = {
    cell: 'lstm',
    vocab: 60,
    hidden: 512,
    layers: 4,
    embedding: 0,
    nonlinearity: 'tanh',
    reset: 'after',
  };
  const speed = 4e9;
  const largest = trainingCost(wasm, speed, { specs: [spec], batch: 256, unroll: 512 });
  // 131,072 positions × 4 layers × 9 × 512 float32 numbers of states and gates are 9.7 GB alone.
  expect(largest.bytes).toBeGreaterThan(9.6e9);
  expect(largest.isAffordable).toBe(false);
  expect(largest.remedies.map(({ setting }) => setting)).toContain('batch');
  const usual = { ...spec, hidden: 64, layers: 1 };
  expect(trainingCost(wasm, speed, { specs: [usual, usual, usual], batch: 16, unroll: 50 }).isAffordable).toBe(true);
});
