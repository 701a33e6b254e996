import { describe, expect, it } from 'vitest';
import { stateJacobian } from '../../../src/analysis/jacobian.ts';
import { singularValues } from '../../../src/analysis/matrixNorms.ts';
import { exactLanes } from '../../../src/engine/exactLanes.ts';
import { positionGradients } from '../../../src/engine/positionGradients.ts';
import { createRandom } from '../../../src/engine/random.ts';
import { readText } from '../../../src/engine/readText.ts';
import { createReference, NO_TARGET } from '../../../src/engine/reference.ts';
import type { ModelSpec } from '../../../src/engine/spec.ts';
import type { LayerStates } from '../../../src/engine/window.ts';
import { asymmetricParameters, KINDS, largestDifference, randomTokens, specOf } from '../engine/models.ts';

const T = 12;
const t = 10;
const open = async (...args: Parameters<typeof exactLanes>) => exactLanes(...args);

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
    expect(found.curves.map((curve) => curve.block)).toEqual(isLstm ? ['h', 'c', 'state'] : ['h']);
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
      const of = { data: expected.h, at: 0, stride: H, rows: H, columns: H };
      if (spectrum) expect(largestDifference(spectrum.values, singularValues(of))).toBeLessThan(1e-6);
    }
  });

  it('takes the loss’s gradient back as the backward pass does', async () => {
    const each = positionGradients(spec, params, tokens, Int32Array.of(t));
    const lanes = exactLanes(text, isLstm ? 2 * H : H);
    for (let j = 0; j < H; j++) {
      lanes.gradH(0).data[j * H + j] = 1;
      if (isLstm) lanes.gradC(0)!.data[(H + j) * H + j] = 1;
    }
    for (let k = 1; k <= 6; k++) {
      lanes.step(0, { lane: 0, count: lanes.count, row: t - k + 1, apart: 0 });
      lanes.turn();
      const product = new Float64Array(H);
      for (let m = 0; m < H; m++) {
        for (let j = 0; j < H; j++) product[j]! += each.gradH[t * H + m]! * lanes.gradH(0).data[m * H + j]!;
      }
      expect(largestDifference(product, each.gradH.subarray((t - k) * H, (t - k + 1) * H))).toBeLessThan(1e-12);
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
