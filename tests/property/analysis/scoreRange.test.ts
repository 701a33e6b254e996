import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { contextScores } from '../../../src/analysis/scores/strongContexts.ts';
import { type LabelValues, scoreOf, scoreOfCodes } from '../../../src/analysis/scores/labelValues.ts';
import { plainRowProducts, type OpenRowProducts } from '../../../src/analysis/scores/rankProducts.ts';
import { rocOf } from '../../../src/analysis/scores/roc.ts';
import { chanceShifts, shiftedBest } from '../../../src/analysis/scores/shifts.ts';
import { unitCount } from '../../../src/analysis/scores/units.ts';
import { scoreUnits } from '../../../src/analysis/scores/unitScores.ts';
import { compileKernels } from '../../../src/backends/wasm/kernelModule.ts';
import { rowProductsOn } from '../../../src/backends/wasm/wasmRowProducts.ts';
import { createRandom } from '../../../src/engine/random.ts';
import { specOf } from '../../unit/engine/models.ts';
import { fromFile } from '../../unit/wasm/support.ts';

let kernels: OpenRowProducts;
beforeAll(async () => {
  kernels = rowProductsOn(await compileKernels('plain', fromFile));
});

const spec = specOf({ cell: 'gru', hidden: 2 });
const U = unitCount(spec);

/**
 * A label and units that follow it as closely as they can, rising or falling, with ties or without, and one that never
 * changes: where scores are 0, ½ and 1 and rounding shows.
 */
function followers(n: number, share: number, seed: number): { readonly codes: Uint16Array; readonly on: Uint8Array } {
  const random = createRandom(seed, 'followers');
  const on = Uint8Array.from({ length: n }, () => (random.uniform() < share ? 1 : 0));
  on[0] = 1;
  on[1] = 0;
  const codes = new Uint16Array(U * n);
  for (let row = 0; row < U; row++) {
    for (let t = 0; t < n; t++) {
      const noise = row % 3 === 0 ? 0 : random.integer(30_000);
      const value = (row % 2 === 0 ? on[t]! : 1 - on[t]!) * 32_000 + noise;
      codes[row * n + t] = row === U - 1 ? 7 : value;
    }
  }
  return { codes, on };
}

const anySize = fc.record({
  n: fc.oneof(fc.integer({ min: 3, max: 60 }), fc.integer({ min: 4_000, max: 14_000 })),
  share: fc.double({ min: 0.001, max: 0.999, noNaN: true }),
  seed: fc.nat(),
});

function isWithin(kind: 'binary' | 'numeric', score: number): boolean {
  return score >= (kind === 'binary' ? 0 : -1) && score <= 1;
}

test('every score of every unit lies within its range, on the kernels and in plain JavaScript', async () => {
  await fc.assert(
    fc.asyncProperty(anySize, async ({ n, share, seed }) => {
      const { codes, on } = followers(n, share, seed);
      const labels: LabelValues[] = [
        { kind: 'binary', values: on },
        { kind: 'numeric', values: Float32Array.from(on, (value, t) => 100 * value + (t % 7)) },
        { kind: 'numeric', values: Float32Array.from(on) },
      ];
      for (const open of [plainRowProducts, kernels]) {
        const { ranked, linear } = await scoreUnits(spec, codes, labels, open);
        for (const [k, { kind }] of labels.entries()) {
          for (let row = 0; row < U; row++) {
            expect(isWithin(kind, ranked[k * U + row]!), `${k} ${row} ${ranked[k * U + row]}`).toBe(true);
            expect(isWithin('numeric', linear[k * U + row]!), `r ${k} ${row} ${linear[k * U + row]}`).toBe(true);
          }
        }
        // Row 1 falls and row 2 rises with the label, each value apart: what AUC is by its definition.
        expect(ranked[2]).toBeCloseTo(1, 4);
        expect(ranked[1]).toBeCloseTo(0, 4);
        expect(ranked[U - 1]).toBe(0.5);
      }
    }),
    { numRuns: 25 },
  );
});

test('so do the best of shifted labels, the last characters, the probe’s predictions and the curve', async () => {
  await fc.assert(
    fc.asyncProperty(anySize, async ({ n, share, seed }) => {
      const { codes, on } = followers(n, share, seed);
      const labels: LabelValues[] = [
        { kind: 'binary', values: on },
        { kind: 'numeric', values: Float32Array.from(on, (value, t) => 100 * value + (t % 7)) },
      ];
      const positions = Int32Array.from({ length: n }, (_, t) => t);
      // A shift by nothing leaves units and label as they are: the best that chance can find.
      const shifts = Int32Array.of(0, ...chanceShifts(n, 3, seed));
      await shiftedBest(codes, positions, labels, shifts, kernels, (all) => {
        for (const best of all) {
          for (const [k, score] of best.entries()) {
            expect(score >= (k === 0 ? 0.5 : 0) && score <= 1, `${k} ${score}`).toBe(true);
          }
        }
      });
      const tokens = Int32Array.from(on);
      for (const [k, score] of contextScores(1, 2, { tokens, labels }, { tokens, labels }).entries()) {
        expect(isWithin(labels[k]!.kind, score), `${k} ${score}`).toBe(true);
      }
      for (const label of labels) {
        for (let row = 0; row < U; row++) {
          expect(isWithin(label.kind, scoreOfCodes(codes.subarray(row * n, (row + 1) * n), label))).toBe(true);
        }
        expect(
          isWithin(
            label.kind,
            scoreOf(
              Float64Array.from(on, (value) => 3 * value - 1),
              label,
            ),
          ),
        ).toBe(true);
      }
      const { auc, off, on: hits } = rocOf(codes.subarray(2 * n, 3 * n), on);
      expect(auc).toBeLessThanOrEqual(1);
      expect(auc).toBeCloseTo(1, 6);
      for (const part of [...off, ...hits]) expect(part >= 0 && part <= 1, String(part)).toBe(true);
    }),
    { numRuns: 25 },
  );
});
