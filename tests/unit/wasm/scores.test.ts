import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { plainRowProducts } from '../../../src/analysis/scores/rankProducts.ts';
import { unitCosts } from '../../../src/analysis/ablation/unitCosts.ts';
import { openEngineReader, type OpenStateReader } from '../../../src/analysis/scores/stateReader.ts';
import { parameterLayout, parameterView } from '../../../src/engine/parameters.ts';
import { compileKernels } from '../../../src/backends/wasm/kernelModule.ts';
import { rowProductsOn } from '../../../src/backends/wasm/wasmRowProducts.ts';
import { WasmStateReader } from '../../../src/backends/wasm/wasmStateReader.ts';
import { createRandom } from '../../../src/engine/random.ts';
import type { Clamp } from '../../../src/engine/clamp.ts';
import { CELLS, channelRange } from '../../../src/engine/spec.ts';
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
        for (const channel of CELLS[spec.cell].channels) {
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

describe.each(KINDS)('a $title with units held on the kernels', ({ kind }) => {
  it('predicts what the reference predicts, whichever channel is held in which layer, from whichever timestep on', async () => {
    const spec = specOf({ ...kind, hidden: 9, layers: 2 });
    const params = Float32Array.from(asymmetricParameters(spec, 6, 0.4));
    const value = { gate: 0.85, signed: -0.7, unbounded: 1.3 };
    const streams: Clamp[][] = [
      [],
      ...[0, 1].flatMap((layer) =>
        CELLS[spec.cell].channels.flatMap((channel): Clamp[][] => {
          const clamp = { layer, channel, unit: 3 + layer, value: value[channelRange(spec, channel)], from: 0 };
          return [
            [clamp],
            [
              { ...clamp, from: 11 },
              { ...clamp, unit: 7, value: 0 },
            ],
          ];
        }),
      ),
    ];
    const B = streams.length;
    const readers = [
      await WasmStateReader.open(module, spec, params, B, streams),
      await openEngineReader(spec, params, B, streams),
    ];
    const random = createRandom(4, 'held');
    for (const steps of [8, 5, 8]) {
      const tokens = Int32Array.from(randomTokens(spec.vocab, steps, random), (token) => token);
      const targets = randomTokens(spec.vocab, steps, random);
      const everyStream = (one: Int32Array): Int32Array =>
        Int32Array.from({ length: steps * B }, (_, k) => one[Math.floor(k / B)]!);
      for (const reader of readers) reader.read(everyStream(tokens), steps, everyStream(targets));
      const [ours, reference] = readers.map((reader) => Array.from(reader.losses().subarray(0, steps * B)));
      expect(largestDifference(ours!, reference!)).toBeLessThan(1e-5);
      const [logits, expected] = readers.map((reader) => {
        const { values, start, ld } = reader.logits();
        return Array.from({ length: steps * B * spec.vocab }, (_, k) => {
          return values[start + Math.floor(k / spec.vocab) * ld + (k % spec.vocab)]!;
        });
      });
      expect(largestDifference(logits!, expected!)).toBeLessThan(2e-5);
    }
    // Every hold says something else than none, in the last chunk at the latest.
    const last = readers[1]!.losses();
    for (let stream = 1; stream < B; stream++) {
      const apart = Array.from({ length: 8 }, (_, t) => Math.abs(last[t * B + stream]! - last[t * B]!));
      expect(Math.max(...apart), JSON.stringify(streams[stream])).toBeGreaterThan(1e-6);
    }
  });
});

it('holding a unit that nothing reads costs nothing, to the last bit', async () => {
  const spec = specOf({ cell: 'lstm', hidden: 9, vocab: 12 });
  const params = Float32Array.from(asymmetricParameters(spec, 6, 0.4));
  const layout = parameterLayout(spec);
  for (const name of ['rnn.weight_hh_l0', 'head.weight']) {
    const weight = parameterView(layout, params, name);
    for (let row = 0; row < weight.length / 9; row++) weight[row * 9 + 5] = 0;
  }
  const tokens = randomTokens(12, 600, createRandom(3, 'unread'));
  const symbols = Array.from('abcdefghijkl');
  const open: OpenStateReader = (...args) => WasmStateReader.open(module, ...args);
  const request = {
    spec,
    params,
    tokens,
    symbols,
    hypotheses: [],
    source: { layer: 0, channel: 'h' },
    at: 'zero',
  } as const;
  const { change } = await unitCosts(request, open);
  expect(change[5]).toBe(0);
  expect(change.filter((bits) => bits === 0)).toHaveLength(1);
});

it('parameters of another model are refused', async () => {
  await expect(WasmStateReader.open(module, specOf({}), new Float32Array(3), 1)).rejects.toThrow(ShapeError);
});
