import { describe, expect, it } from 'vitest';
import { GONE, lagGradients } from '../../../src/analysis/lagGradients.ts';
import { exactAdjoints } from '../../../src/engine/exactAdjoints.ts';
import { positionGradients } from '../../../src/engine/positionGradients.ts';
import { createRandom } from '../../../src/engine/random.ts';
import { readText } from '../../../src/engine/readText.ts';
import { parameterLayout, parameterView } from '../../../src/engine/parameters.ts';
import { asymmetricParameters, KINDS, randomTokens, specOf } from '../engine/models.ts';

const T = 24;
const open = async (...args: Parameters<typeof exactAdjoints>) => exactAdjoints(...args);

/** Vector [H] of the loss at adjoint `adjoint` in an array [L, T, P, H]. */
function vector(array: ArrayLike<number>, at: number, H: number): number[] {
  return Array.from({ length: H }, (_, j) => array[at * H + j]!);
}

const norm = (v: readonly number[]): number => Math.hypot(...v);

describe.each(KINDS)('gradients by lag of a $title', ({ kind }) => {
  const spec = specOf({ ...kind, layers: 2 });
  const params = asymmetricParameters(spec, 5, 0.4);
  const tokens = randomTokens(spec.vocab, T, createRandom(2, 'text'));
  const text = readText(spec, params, tokens);
  const stretch = { losses: { from: 4, to: 22 }, lags: 9 };
  const P = 18;
  const H = spec.hidden;
  const t = Int32Array.from({ length: P }, (_, p) => stretch.losses.from + p);
  const each = positionGradients(spec, params, tokens, t);

  it('are the norms that a backward pass of each loss alone gives, at every layer, loss and lag', async () => {
    const found = await lagGradients(text, stretch, open);
    let seen = 0;
    for (let layer = 0; layer < 2; layer++) {
      for (let p = 0; p < P; p++) {
        for (let k = 0; k <= stretch.lags; k++) {
          const norms = found.h[(layer * P + p) * (stretch.lags + 1) + k]!;
          const at = t[p]! - k;
          if (at < 0) {
            expect(norms).toBeNaN();
            continue;
          }
          const expected = norm(vector(each.gradH, (layer * T + at) * P + p, H));
          expect(Math.abs(norms - expected)).toBeLessThan(1e-6 * (expected + 1e-3));
          seen++;
        }
      }
    }
    expect(seen).toBe(2 * (P * 10 - 15));
  });

  it('are split, for the LSTM alone, into what stayed on c and the rest, vector by vector', async () => {
    const found = await lagGradients(text, stretch, open);
    if (spec.cell !== 'lstm') {
      expect(found.c).toBeNull();
      return;
    }
    for (let layer = 0; layer < 2; layer++) {
      for (let p = 0; p < P; p += 5) {
        const kept = vector(each.gradC!, (layer * T + t[p]!) * P + p, H);
        for (let k = 0; k <= Math.min(stretch.lags, t[p]!); k++) {
          const at = t[p]! - k;
          if (k > 0) {
            const f = vector(text.channels.f!, layer * T + at + 1, H);
            for (let j = 0; j < H; j++) kept[j]! *= f[j]!;
          }
          const whole = vector(each.gradC!, (layer * T + at) * P + p, H);
          const index = (layer * P + p) * (stretch.lags + 1) + k;
          expect(found.c!.whole[index]).toBeCloseTo(norm(whole), 6);
          expect(found.c!.alone[index]).toBeCloseTo(norm(kept), 6);
          expect(found.c!.rest[index]).toBeCloseTo(norm(whole.map((value, j) => value - kept[j]!)), 6);
        }
      }
    }
  });
});

it('a gradient that has fallen below 1e-30, also of its own lag 0, is gone: 0, and it stays so', async () => {
  const spec = specOf({ cell: 'rnn', hidden: 5 });
  const params = asymmetricParameters(spec, 3, 0.5);
  const layout = parameterLayout(spec);
  for (const [k, value] of parameterView(layout, params, 'rnn.weight_hh_l0').entries()) {
    params[layout.entries.find((e) => e.name === 'rnn.weight_hh_l0')!.offset + k] = 0.01 * value;
  }
  const tokens = randomTokens(spec.vocab, 90, createRandom(4, 'text'));
  const { h } = await lagGradients(readText(spec, params, tokens), { losses: { from: 30, to: 80 }, lags: 60 }, open);
  for (let p = 0; p < 50; p++) {
    const row = h.subarray(p * 61, (p + 1) * 61);
    const gone = row.indexOf(0);
    expect(gone).toBeGreaterThan(5);
    expect(row[gone - 1]).toBeGreaterThanOrEqual(GONE * Math.min(1, row[0]!));
    const last = Math.min(60, 30 + p);
    expect(row.subarray(gone, last + 1).every((value) => value === 0)).toBe(true);
    expect(row.subarray(last + 1).every(Number.isNaN)).toBe(true);
  }
});

/**
 * A ReLU network whose units are all on, and which always expects the symbol that does not come: ∂L/∂h_{t−k} is
 * (W_hhᵀ)^k (head₁ − head₀), for every t.
 */
function allOn(scale: number): { readonly text: ReturnType<typeof readText>; readonly logNorm: (k: number) => number } {
  const H = 4;
  const spec = specOf({ cell: 'rnn', nonlinearity: 'relu', vocab: 2, hidden: H });
  const params = new Float64Array(parameterLayout(spec).size);
  const set = (name: string, value: (k: number) => number): Float64Array => {
    const { offset, size } = parameterLayout(spec).entries.find((entry) => entry.name === name)!;
    for (let k = 0; k < size; k++) params[offset + k] = value(k);
    return params.subarray(offset, offset + size);
  };
  set('rnn.weight_ih_l0', (k) => 1 + 0.1 * k);
  const W = set('rnn.weight_hh_l0', (k) => scale * (0.2 + 0.13 * ((7 * k) % 5)));
  const head = set('head.weight', (k) => (k < H ? -1 - 0.2 * k : 0.7 + 0.3 * k));
  const text = readText(spec, params, new Int32Array(260));
  const logNorm = (k: number): number => {
    let back = Float64Array.from({ length: H }, (_, j) => head[H + j]! - head[j]!);
    let log = 0;
    for (let n = 0; n < k; n++) {
      back = back.map((_, j) => back.reduce((sum, value, m) => sum + W[m * H + j]! * value, 0));
      const size = Math.hypot(...back);
      log += Math.log(size);
      back = back.map((value) => value / size);
    }
    return log + Math.log(Math.hypot(...back));
  };
  return { text, logNorm };
}

it.each([
  ['grow past 1e38 and far beyond float32', 4],
  ['grow a little', 0.8],
  ['fall', 0.3],
])('gradients that %s have their true size at every lag', async (_, scale) => {
  const { text, logNorm } = allOn(scale);
  const { h } = await lagGradients(text, { losses: { from: 200, to: 255 }, lags: 200 }, open);
  for (const k of [0, 1, 37, 90, 200]) {
    const found = h[54 * 201 + k]!;
    if (logNorm(k) - logNorm(0) < Math.log(GONE)) expect(found).toBe(0);
    else expect(Math.log(found)).toBeCloseTo(logNorm(k), 8);
  }
  if (scale === 4) expect(h[200]).toBeGreaterThan(1e100);
});

it('a loss after the last character is refused', async () => {
  const spec = specOf({});
  const text = readText(spec, asymmetricParameters(spec), randomTokens(spec.vocab, 9, createRandom(1, 'text')));
  await expect(lagGradients(text, { losses: { from: 0, to: 9 }, lags: 3 }, open)).rejects.toThrow(RangeError);
});
