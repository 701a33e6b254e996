import { describe, expect, test } from 'vitest';
import { isNeutral, perturb, UNPERTURBED, type Perturbation } from '../../../src/analysis/perturbation.ts';
import { blockSpectra } from '../../../src/analysis/spectra.ts';
import { parameterLayout, parameterView } from '../../../src/engine/parameters.ts';
import { asymmetricParameters, specOf } from '../engine/models.ts';

const H = 6;
const spec = specOf({ cell: 'lstm', hidden: H, layers: 2 });
const layout = parameterLayout(spec);
const params = Float32Array.from(asymmetricParameters(spec));
const perturbed = (change: Partial<Perturbation>): Float32Array => perturb(params, spec, { ...UNPERTURBED, ...change });
const W = (flat: Float32Array, layer: number, gate: number): Float32Array =>
  parameterView(layout, flat, `rnn.weight_hh_l${layer}`).subarray(gate * H * H, (gate + 1) * H * H);
const changedNames = (flat: Float32Array): string[] =>
  layout.entries
    .filter(({ offset, size }) => flat.subarray(offset, offset + size).some((x, k) => x !== params[offset + k]))
    .map(({ name }) => name);

describe('a provocation', () => {
  test('that is neutral keeps every bit, and never touches the array it was given', () => {
    const before = params.slice();
    expect(perturbed({})).toEqual(params);
    perturbed({ scale: 3, forgetShift: 2, reset: { kind: 'gaussian', gain: 1, seed: 1 } });
    expect(params).toEqual(before);
    expect(isNeutral(UNPERTURBED)).toBe(true);
    expect(isNeutral({ ...UNPERTURBED, block: 'f' })).toBe(true);
    expect(isNeutral({ ...UNPERTURBED, scale: 1.01 })).toBe(false);
  });

  test('multiplies W_hh of every layer and nothing else, and σ_max and radius with it', () => {
    const flat = perturbed({ scale: 1.75 });
    expect(changedNames(flat)).toEqual(['rnn.weight_hh_l0', 'rnn.weight_hh_l1']);
    for (const layer of [0, 1])
      for (const gate of [0, 1, 2, 3])
        expect(W(flat, layer, gate)).toEqual(W(params, layer, gate).map((x) => x * 1.75));
    const [before, after] = [blockSpectra(spec, params), blockSpectra(spec, flat)];
    for (const [k, { sigma, radius }] of before.entries()) {
      expect(after[k]!.sigma / sigma).toBeCloseTo(1.75, 6);
      expect(after[k]!.radius! / radius!).toBeCloseTo(1.75, 6);
    }
  });

  test('of one block leaves the other blocks as they are', () => {
    const flat = perturbed({ block: 'g', scale: 0.5 });
    expect(W(flat, 1, 2)).toEqual(W(params, 1, 2).map((x) => x * 0.5));
    for (const gate of [0, 1, 3]) expect(W(flat, 1, gate)).toEqual(W(params, 1, gate));
  });

  test('resets to the identity, to an orthogonal matrix, to a Gaussian one of its gain', () => {
    const identity = W(perturbed({ reset: { kind: 'identity', gain: 2, seed: 1 }, scale: 1.5 }), 0, 3);
    for (let i = 0; i < H; i++) for (let j = 0; j < H; j++) expect(identity[i * H + j]).toBe(i === j ? 3 : 0);

    const orthogonal = perturbed({ reset: { kind: 'orthogonal', gain: 0.5, seed: 1 } });
    for (const { sigma, radius } of blockSpectra(spec, orthogonal)) {
      expect(sigma).toBeCloseTo(0.5, 6);
      expect(radius).toBeCloseTo(0.5, 6);
    }
    expect(W(orthogonal, 0, 0)).not.toEqual(W(orthogonal, 0, 1));
    expect(W(orthogonal, 0, 0)).not.toEqual(W(orthogonal, 1, 0));

    const large = specOf({ cell: 'rnn', hidden: 64 });
    const reset = { kind: 'gaussian', gain: 1.5, seed: 1 } as const;
    const flat = perturb(asymmetricParameters(large), large, { ...UNPERTURBED, reset });
    const block = parameterView(parameterLayout(large), flat, 'rnn.weight_hh_l0');
    const variance = block.reduce((sum, x) => sum + x * x, 0) / block.length;
    expect((Math.sqrt(variance) * 8) / 1.5).toBeCloseTo(1, 1);
  });

  test('gives a block the same random numbers alone as among all, and others for another seed', () => {
    const reset = { kind: 'gaussian', gain: 1, seed: 4 } as const;
    const all = perturbed({ reset });
    expect(W(perturbed({ reset, block: 'f' }), 1, 1)).toEqual(W(all, 1, 1));
    expect(W(perturbed({ reset: { ...reset, seed: 5 } }), 1, 1)).not.toEqual(W(all, 1, 1));
  });

  test('shifts the forget bias of every unit, of an LSTM alone', () => {
    const flat = perturbed({ forgetShift: -2.5 });
    expect(changedNames(flat)).toEqual(['rnn.bias_ih_l0', 'rnn.bias_ih_l1']);
    const biases = (of: Float32Array): Float32Array => parameterView(layout, of, 'rnn.bias_ih_l1');
    expect(biases(flat).subarray(0, H)).toEqual(biases(params).subarray(0, H));
    for (let j = H; j < 2 * H; j++) expect(biases(flat)[j]! - biases(params)[j]!).toBeCloseTo(-2.5, 6);
    expect(biases(flat).subarray(2 * H)).toEqual(biases(params).subarray(2 * H));
    const gru = specOf({ cell: 'gru' });
    const of = Float32Array.from(asymmetricParameters(gru));
    expect(perturb(of, gru, { ...UNPERTURBED, forgetShift: 3 })).toEqual(of);
  });
});
