import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { plainRowProducts } from '../../../src/analysis/scores/products.ts';
import { openEngineReader } from '../../../src/analysis/scores/stateReader.ts';
import { compileKernels } from '../../../src/backends/wasm/kernelModule.ts';
import { rowProductsOn } from '../../../src/backends/wasm/wasmRowProducts.ts';
import { WasmStateReader } from '../../../src/backends/wasm/wasmStateReader.ts';
import { createRandom } from '../../../src/engine/random.ts';
import { CHANNELS } from '../../../src/engine/spec.ts';
import { ShapeError } from '../../../src/limits/errors.ts';
import { asymmetricParameters, KINDS, randomTokens, specOf } from '../engine/models.ts';
import { fromFile, largestDifference } from './support.ts';

let module: WebAssembly.Module;
beforeAll(async () => {
  module = await compileKernels('plain', fromFile);
});

describe('products of rows on the kernels', () => {
  it('are those of plain JavaScript for any sizes, one after the other in one memory', async () => {
    const open = rowProductsOn(module);
    const size = fc.integer({ min: 1, max: 60 });
    await fc.assert(
      fc.asyncProperty(size, size, fc.oneof(size, fc.constant(2048), fc.constant(4099)), async (M, N, K) => {
        const [ours, plain] = [await open(M, N, K), await plainRowProducts(M, N, K)];
        const random = createRandom(M + 61 * N, 'rows');
        for (let k = 0; k < M * K; k++) ours.a[k] = plain.a[k] = random.normal();
        for (let k = 0; k < N * K; k++) ours.b[k] = plain.b[k] = random.normal();
        ours.run();
        plain.run();
        expect(largestDifference(ours.c, plain.c)).toBeLessThan(1e-5 * (K + 4));
        ours.run();
        expect(largestDifference(ours.c, plain.c)).toBeLessThan(1e-5 * (K + 4));
      }),
      { numRuns: 40 },
    );
  });
});

describe.each([...KINDS, { title: 'LSTM with an embedding', kind: { cell: 'lstm' as const, embedding: 3 } }])(
  'a reader of states of a $title on the kernels',
  ({ kind }) => {
    it('has the states of the reference in every stream, chunk after chunk, and after a stream was set back', async () => {
      const spec = specOf({ ...kind, hidden: 9, layers: 2 });
      const params = Float32Array.from(asymmetricParameters(spec, 6, 0.4));
      const streams = 3;
      const readers = [
        await WasmStateReader.open(module, spec, params, streams),
        await openEngineReader(spec, params, streams),
      ];
      for (const [round, steps] of [20, 7, 20].entries()) {
        if (round === 2) for (const reader of readers) reader.reset(1);
        const tokens = randomTokens(spec.vocab, steps * streams, createRandom(round, 'tokens'));
        for (const reader of readers) reader.read(tokens, steps);
        for (const channel of CHANNELS[spec.cell]) {
          for (let layer = 0; layer < 2; layer++) {
            const [ours, reference] = readers.map((reader) => {
              const { values, start, ld } = reader.rows(channel, layer);
              return Array.from(
                { length: steps * streams * 9 },
                (_, k) => values[start + Math.floor(k / 9) * ld + (k % 9)]!,
              );
            });
            expect(largestDifference(ours!, reference!), `${round} ${channel} ${layer}`).toBeLessThan(1e-5);
          }
        }
      }
    });
  },
);

it('parameters of another model are refused', async () => {
  await expect(WasmStateReader.open(module, specOf({}), new Float32Array(3), 1)).rejects.toThrow(ShapeError);
});
