import { beforeAll, describe, expect, it } from 'vitest';
import { stateJacobian } from '../../../src/analysis/jacobian.ts';
import { singularValues } from '../../../src/analysis/singularValues.ts';
import { openWasmAdjoints } from '../../../src/backends/wasm/wasmAdjoints.ts';
import { exactAdjoints } from '../../../src/engine/exactAdjoints.ts';
import type { OpenAdjoints } from '../../../src/engine/batchedAdjoints.ts';
import { parameterLayout, parameterView } from '../../../src/engine/parameters.ts';
import { positionGradients } from '../../../src/engine/positionGradients.ts';
import { createRandom } from '../../../src/engine/random.ts';
import { readText, type ReadText } from '../../../src/engine/readText.ts';
import { createReference, NO_TARGET } from '../../../src/engine/reference.ts';
import type { ModelSpec } from '../../../src/engine/spec.ts';
import type { LayerStates } from '../../../src/engine/window.ts';
import { asymmetricParameters, KINDS, largestDifference, randomTokens, specOf } from '../engine/models.ts';
import { PLAIN } from '../wasm/support.ts';

const T = 12;
const t = 10;
const open = async (...args: Parameters<typeof exactAdjoints>) => exactAdjoints(...args);
let wasm: OpenAdjoints<ReadText>;
beforeAll(async () => {
  wasm = await openWasmAdjoints(PLAIN);
});

/** (h, c) of the one layer after tokens `from` … t, begun in a given state. */
function stateAt(
  spec: ModelSpec,
  params: Float64Array,
  tokens: Int32Array,
  from: number,
  state: LayerStates,
): number[] {
  const steps = t - from + 1;
  const reference = createReference(spec, steps, 1);
  reference.forward(params, tokens.subarray(from, t + 1), new Int32Array(steps).fill(NO_TARGET), state);
  const { h, c } = reference.finalStates();
  return [...h, ...(c ?? [])];
}

/** ∂(h, c)_t/∂(h, c)_{t−k} by central differences, [n, n]. */
function numericJacobian(spec: ModelSpec, params: Float64Array, tokens: Int32Array, k: number): Float64Array {
  const from = t - k + 1;
  const before = createReference(spec, from, 1);
  before.forward(params, tokens.subarray(0, from), new Int32Array(from).fill(NO_TARGET), null);
  const state = before.finalStates();
  const n = spec.hidden * (state.c ? 2 : 1);
  const J = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    const at = (by: number): number[] => {
      const moved = { h: state.h.slice(), c: state.c?.slice() ?? null };
      if (i < spec.hidden) moved.h[i]! += by;
      else moved.c![i - spec.hidden]! += by;
      return stateAt(spec, params, tokens, from, moved);
    };
    const above = at(1e-5);
    const below = at(-1e-5);
    for (let m = 0; m < n; m++) J[m * n + i] = (above[m]! - below[m]!) / 2e-5;
  }
  return J;
}

function block(J: Float64Array, n: number, at: number, H: number): Float64Array {
  return Float64Array.from({ length: H * H }, (_, e) => J[(at + Math.floor(e / H)) * n + at + (e % H)]!);
}

describe.each(KINDS)('the Jacobian of a $title', ({ kind }) => {
  const spec = specOf({ ...kind, hidden: 6 });
  const H = spec.hidden;
  const params = asymmetricParameters(spec, 5, 0.4);
  const tokens = randomTokens(spec.vocab, T, createRandom(2, 'text'));
  const text = readText(spec, params, tokens);
  const isLstm = spec.cell === 'lstm';

  it('has the singular values of the one that central differences give, block by block', async () => {
    const found = await stateJacobian(text, t, 0, 7, open);
    expect(found.curves.map((curve) => curve.block)).toEqual(isLstm ? ['state', 'h', 'c'] : ['h']);
    expect(found.spectra.map((spectrum) => spectrum.lag)).toEqual([1, 2, 5]);
    for (const k of [1, 2, 5, 7]) {
      const J = numericJacobian(spec, params, tokens, k);
      const n = isLstm ? 2 * H : H;
      const expected = { h: block(J, n, 0, H), c: isLstm ? block(J, n, H, H) : J, state: J };
      for (const { block: name, largest } of found.curves) {
        const size = name === 'state' ? n : H;
        const of = { data: expected[name], at: 0, stride: size, rows: size, columns: size };
        expect(Math.abs(largest[k]! - singularValues(of)[0]!)).toBeLessThan(1e-7);
      }
      const spectrum = found.spectra.find(({ lag }) => lag === k);
      // Of the whole state: an LSTM's (h, c), not h with c held.
      const of = { data: J, at: 0, stride: n, rows: n, columns: n };
      if (spectrum) {
        expect(largestDifference(spectrum.values, singularValues(of))).toBeLessThan(1e-7);
        expect(largestDifference(spectrum.matrix, J)).toBeLessThan(1e-7);
      }
    }
  });

  it('takes the loss’s gradient back as the backward pass does', async () => {
    const each = positionGradients(spec, params, tokens, Int32Array.of(t));
    const adjoints = exactAdjoints(text, isLstm ? 2 * H : H);
    for (let j = 0; j < H; j++) {
      adjoints.gradH(0).data[j * H + j] = 1;
      if (isLstm) adjoints.gradC(0)!.data[(H + j) * H + j] = 1;
    }
    for (let k = 1; k <= 6; k++) {
      adjoints.step(0, { first: 0, count: adjoints.count, row: t - k + 1, apart: 0 });
      adjoints.stepBack();
      const product = new Float64Array(H);
      for (let m = 0; m < H; m++) {
        for (let j = 0; j < H; j++) product[j]! += each.gradH[t * H + m]! * adjoints.gradH(0).data[m * H + j]!;
      }
      expect(largestDifference(product, each.gradH.subarray((t - k) * H, (t - k + 1) * H))).toBeLessThan(1e-12);
    }
  });

  it('says what rounding may have made: float32 lanes err by less than that, and lose nothing of depth or height', async () => {
    const deep = specOf({ ...kind, hidden: 10 });
    for (const [seed, spread] of [0.05, 0.3, 0.9, 0.1, 0.5, 1.5].entries()) {
      const weights = asymmetricParameters(deep, 7 + seed, spread).map(Math.fround);
      const long = readText(deep, weights, randomTokens(deep.vocab, 90, createRandom(3, 'text')));
      const exact = await stateJacobian(long, 88, 0, 80, open);
      const rounded = await stateJacobian(long, 88, 0, 80, wasm);
      for (const [c, { largest, noise }] of rounded.curves.entries()) {
        const right = exact.curves[c]!;
        for (let k = 1; k <= 80; k++) {
          expect(right.noise[k]!).toBeLessThanOrEqual(1e-6 * noise[k]!);
          expect(Math.abs(largest[k]! - right.largest[k]!)).toBeLessThanOrEqual(noise[k]!);
        }
      }
      for (const [s, { values, noise }] of rounded.spectra.entries()) {
        expect(largestDifference(values, exact.spectra[s]!.values)).toBeLessThanOrEqual(noise);
      }
    }
  });

  it('is held by its bound where it has one', async () => {
    const { curves, boundPerStep, gates } = await stateJacobian(text, t, 0, 20, open);
    expect(curves[0]!.largest).toHaveLength(t + 2);
    for (const gate of gates) expect(gate.radius!).toBeLessThanOrEqual(gate.sigma * (1 + 1e-9));
    if (spec.cell !== 'rnn') {
      expect(boundPerStep).toBeNull();
      return;
    }
    curves[0]!.largest.forEach((value, k) => expect(value).toBeLessThanOrEqual(boundPerStep! ** k * (1 + 1e-9)));
  });
});

describe('a Jacobian that is far from 1', () => {
  /** h_t = gain · h_{t−1} wherever the units are on: every singular value is gain^k exactly. */
  const diagonal = (gain: number): { readonly spec: ModelSpec; readonly params: Float64Array } => {
    const spec = specOf({ cell: 'rnn', nonlinearity: 'relu', hidden: 4, vocab: 3 });
    const params = new Float64Array(parameterLayout(spec).size);
    const layout = parameterLayout(spec);
    for (let j = 0; j < 4; j++) parameterView(layout, params, 'rnn.weight_hh_l0')[j * 4 + j] = gain;
    parameterView(layout, params, 'rnn.bias_ih_l0').fill(1);
    return { spec, params };
  };

  it.each([
    ['float64', 2 ** -6, async (...args: Parameters<typeof exactAdjoints>) => exactAdjoints(...args)],
    ['float32', 2 ** -6, (...args: Parameters<typeof exactAdjoints>) => wasm(...args)],
    ['float64', 2 ** 5, async (...args: Parameters<typeof exactAdjoints>) => exactAdjoints(...args)],
  ] as const)('keeps its digits in %s at %d a step', async (_, gain, adjoints) => {
    const { spec, params } = diagonal(gain);
    const read = readText(spec, params, new Int32Array(60));
    const { curves, spectra } = await stateJacobian(read, 58, 0, 50, adjoints);
    const { largest, noise } = curves[0]!;
    for (let k = 1; k <= 50; k++) {
      expect(Math.abs(largest[k]! / gain ** k - 1)).toBeLessThan(1e-12);
      expect(noise[k]!).toBeLessThan(1e-4 * largest[k]!);
    }
    for (const { lag, values } of spectra)
      for (const value of values) expect(Math.abs(value / gain ** lag - 1)).toBeLessThan(1e-12);
  });

  it('is 0 where nothing passes, and float64’s smallest or largest number, never 0 nor infinite, where something does', async () => {
    const at = async (gain: number): Promise<number> => {
      const { spec, params } = diagonal(gain);
      const read = { ...readText(spec, params, new Int32Array(60)) };
      return (await stateJacobian(read, 58, 0, 50, async (...args) => exactAdjoints(...args))).curves[0]!.largest[50]!;
    };
    expect(await at(0)).toBe(0);
    expect(await at(2 ** -30)).toBe(Number.MIN_VALUE);
    expect(await at(2 ** 10)).toBeCloseTo(2 ** 500, -1);
  });
});
