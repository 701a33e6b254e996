import { beforeAll, describe, expect, it } from 'vitest';
import { chain, lossGradient } from '../../../src/analysis/chain.ts';
import { stateJacobian } from '../../../src/analysis/jacobian.ts';
import { lagGradients } from '../../../src/analysis/lagGradients.ts';
import { openWasmAdjoints } from '../../../src/backends/wasm/wasmAdjoints.ts';
import { exactAdjoints } from '../../../src/engine/exactAdjoints.ts';
import type { AdjointRows, BatchedAdjoints, OpenAdjoints } from '../../../src/engine/batchedAdjoints.ts';
import { readText, type ReadText } from '../../../src/engine/readText.ts';
import { CELLS, type ModelSpec } from '../../../src/engine/spec.ts';
import { asymmetricParameters, modelSpec, randomBatch } from '../../browser/support/workload.ts';
import { largest, largestDifference, PLAIN } from './support.ts';

let open: OpenAdjoints<ReadText>;
beforeAll(async () => {
  open = await openWasmAdjoints(PLAIN);
});

const VARIANTS: readonly [string, ModelSpec][] = [
  ['RNN', modelSpec({ cell: 'rnn', layers: 2 })],
  ['RNN with ReLU', modelSpec({ cell: 'rnn', nonlinearity: 'relu', hidden: 11 })],
  ['RNN with σ', modelSpec({ cell: 'rnn', nonlinearity: 'sigmoid', hidden: 9 })],
  ['GRU', modelSpec({ cell: 'gru', layers: 3, embedding: 3, hidden: 12 })],
  ['GRU that resets before the product', modelSpec({ cell: 'gru', reset: 'before', layers: 2 })],
  ['LSTM', modelSpec({ cell: 'lstm', layers: 2, hidden: 17 })],
];

function textOf(spec: ModelSpec, length: number, seed = 3): ReadText {
  return readText(spec, asymmetricParameters(spec, seed), randomBatch(spec, length, 1, seed).x);
}

function rowsOf({ data, at, stride }: AdjointRows, count: number, width: number): number[] {
  return Array.from({ length: count * width }, (_, k) => data[at + Math.floor(k / width) * stride + (k % width)]!);
}

function expectClose(found: ArrayLike<number>, expected: ArrayLike<number>): void {
  const values = Array.from(expected, (value) => (Number.isNaN(value) ? 0 : value));
  expect(Array.from(found, Number.isNaN)).toEqual(Array.from(expected, Number.isNaN));
  const mine = Array.from(found, (value) => (Number.isNaN(value) ? 0 : value));
  expect(largestDifference(mine, values)).toBeLessThanOrEqual(1e-5 * largest(values));
}

describe.each(VARIANTS)('lanes of a %s on wasm', (_, spec) => {
  it.each([
    [41, { losses: { from: 0, to: 40 }, lags: 12 }],
    [150, { losses: { from: 31, to: 149 }, lags: 45 }],
  ])('give the reference’s gradients by lag over %d characters', async (length, stretch) => {
    const text = textOf(spec, length);
    const found = await lagGradients(text, stretch, open);
    const expected = await lagGradients(text, stretch, async (...args) => exactAdjoints(...args));
    expectClose(found.h, expected.h);
    if (!expected.c) expect(found.c).toBeNull();
    else {
      expectClose(found.c!.whole, expected.c.whole);
      expectClose(found.c!.alone, expected.c.alone);
      expectClose(found.c!.rest, expected.c.rest);
    }
  });

  it('give them beyond the range of float32, upwards and downwards', async () => {
    for (const factor of [12, 0.03]) {
      const params = asymmetricParameters(spec, 3).map((value) => factor * value);
      const text = readText(spec, params, randomBatch(spec, 150, 1, 3).x);
      const stretch = { losses: { from: 80, to: 140 }, lags: 80 };
      const found = await lagGradients(text, stretch, open);
      const expected = await lagGradients(text, stretch, async (...args) => exactAdjoints(...args));
      if (factor > 1 && spec.nonlinearity === 'relu')
        expect(Math.max(...expected.h.filter(Number.isFinite))).toBeGreaterThan(1e38);
      for (const [index, norm] of found.h.entries()) {
        const exact = expected.h[index]!;
        // The floor may fall between the two.
        if (exact > 1e-28 && norm > 0) expect(Math.abs(Math.log10(norm / exact))).toBeLessThan(1);
        else expect(norm).toBeLessThan(1e-26);
      }
    }
  });

  it('walk back from one timestep as the reference’s do, pre-activations included', async () => {
    const text = textOf(spec, 20, 5);
    const count = 7;
    const H = spec.hidden;
    const walk = (adjoints: BatchedAdjoints): number[] => {
      const seen: number[] = [];
      adjoints.clear();
      for (let p = 0; p < count; p++) {
        const { data, at, stride } = adjoints.gradH(spec.layers - 1);
        for (let j = 0; j < H; j++) data[at + p * stride + j] = Math.fround(Math.sin(3 * p + j));
      }
      for (let k = 0; k < 6; k++) {
        const stretch = { first: k % 3, count: count - (k % 3), row: 19 - k, apart: 0 } as const;
        for (let layer = spec.layers - 1; layer >= 0; layer--) {
          adjoints.step(layer, stretch);
          if (layer > 0) adjoints.passDown(layer, stretch);
          for (const part of ['input', 'state'] as const) {
            for (let gate = 0; gate < CELLS[spec.cell].gates.length; gate++) {
              seen.push(...rowsOf(adjoints.preActivations(gate, part), count, H));
            }
          }
        }
        adjoints.stepBack();
      }
      return [...seen, ...rowsOf(adjoints.gradH(0), count, H)];
    };
    const expected = walk(exactAdjoints(text, count));
    expectClose(walk(await open(text, count)), expected);
  });

  it('give the terms of a single loss’s gradient: they add up to it, and their shares to 1', async () => {
    const text = textOf(spec, 60, 4);
    const total = lossGradient(spec, text.params, text.tokens, 57);
    const exact = chain(text, 57, 0, total);
    const { parts } = chain(text, 57, 0, total, await open(text, 1));
    for (const [k, part] of parts.entries()) {
      expect(part.deviation).toBeLessThan(1e-5);
      expect(Math.abs(part.shares!.reduce((a, b) => a + b) - 1)).toBeLessThan(1e-5);
      expectClose(part.norms, exact.parts[k]!.norms);
    }
  });

  it('give the singular values of the state’s Jacobian', async () => {
    const text = textOf(spec, 60, 4);
    const exact = await stateJacobian(text, 57, 0, 30, async (...args) => exactAdjoints(...args));
    const found = await stateJacobian(text, 57, 0, 30, open);
    for (const [k, curve] of found.curves.entries()) expectClose(curve.largest, exact.curves[k]!.largest);
  });

  it('do not depend on what was walked before', async () => {
    const stretch = { losses: { from: 4, to: 34 }, lags: 9 };
    const fresh = await lagGradients(textOf(spec, 40), stretch, await openWasmAdjoints(PLAIN));
    await lagGradients(textOf(spec, 40, 8), stretch, open);
    expect(await lagGradients(textOf(spec, 40), stretch, open)).toEqual(fresh);
  });
});
