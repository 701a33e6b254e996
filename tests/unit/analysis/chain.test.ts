import { describe, expect, it } from 'vitest';
import { chain, lossGradient } from '../../../src/analysis/chain.ts';
import { exactAdjoints } from '../../../src/engine/exactAdjoints.ts';
import type { BatchedAdjoints } from '../../../src/engine/batchedAdjoints.ts';
import { createRandom } from '../../../src/engine/random.ts';
import { readText } from '../../../src/engine/readText.ts';
import { createReference, NO_TARGET } from '../../../src/engine/reference.ts';
import { parameterLayout, parameterView } from '../../../src/engine/parameters.ts';
import type { ModelSpec } from '../../../src/engine/spec.ts';
import type { LayerStates } from '../../../src/engine/window.ts';
import { asymmetricParameters, KINDS, randomTokens, specOf } from '../engine/models.ts';

const T = 15;
const t = 12;

/** The states after timestep `at` of a text read from the zero state. */
function statesAfter(spec: ModelSpec, params: Float64Array, tokens: Int32Array, at: number): LayerStates | null {
  if (at < 0) return null;
  const reference = createReference(spec, at + 1, 1);
  reference.forward(params, tokens.subarray(0, at + 1), new Int32Array(at + 1).fill(NO_TARGET), null);
  return reference.finalStates();
}

/** ∂L_t/∂(parameters) when only the last `steps` timesteps see them: what came before is a given state. */
function throughLast(spec: ModelSpec, params: Float64Array, tokens: Int32Array, steps: number): Float64Array {
  const from = t - steps + 1;
  const reference = createReference(spec, steps, 1);
  const targets = new Int32Array(steps).fill(NO_TARGET);
  targets[steps - 1] = tokens[t + 1]!;
  const initial = statesAfter(spec, params, tokens, from - 1);
  reference.forward(params, tokens.subarray(from, t + 1), targets, initial);
  const weights = new Float64Array(steps);
  weights[steps - 1] = 1;
  reference.backward(weights);
  return reference.grads.slice();
}

describe.each([...KINDS, { title: 'GRU with an embedding', kind: { cell: 'gru', embedding: 4 } as const }])(
  'the chain of a $title',
  ({ kind }) => {
    const spec = specOf({ ...kind, layers: 2 });
    const H = spec.hidden;
    const params = asymmetricParameters(spec, 5, 0.4);
    const tokens = randomTokens(spec.vocab, T, createRandom(2, 'text'));
    const text = readText(spec, params, tokens);
    const total = lossGradient(spec, params, tokens, t);
    // Truncated backward passes, one for each number of steps: their differences are the terms.
    const partial = Array.from({ length: t + 1 }, (_, k) => throughLast(spec, params, tokens, k + 1));

    it.each([0, 1])('adds up to the gradient, and its shares to 1, in layer %d', (layer) => {
      const { parts } = chain(text, t, layer, total);
      for (const part of parts) {
        expect(part.deviation).toBeLessThan(1e-12);
        expect(Math.abs(part.shares!.reduce((a, b) => a + b) - 1)).toBeLessThan(1e-12);
      }
    });

    it.each([0, 1])('has, at each lag, the term that a pass one step longer adds, in layer %d', (layer) => {
      const { parts } = chain(text, t, layer, total);
      for (const { weight, gate, norms, shares, total: size } of parts) {
        const name = `rnn.${weight}_l${layer}`;
        const view = (flat: Float64Array): Float64Array => {
          const all = parameterView(parameterLayout(spec), flat, name);
          const block = H * (all.length / (H * (parts.length > 2 ? parts.length / 2 - 1 : 1)));
          return gate < 0 ? all : all.subarray(gate * block, (gate + 1) * block);
        };
        const whole = view(total);
        expect(Math.abs(size - Math.hypot(...whole))).toBeLessThan(1e-12);
        for (let k = 0; k <= t; k++) {
          const term = view(partial[k]!).map((value, e) => value - (k > 0 ? view(partial[k - 1]!)[e]! : 0));
          expect(Math.abs(norms[k]! - Math.hypot(...term))).toBeLessThan(1e-12);
          const product = term.reduce((sum, value, e) => sum + value * whole[e]!, 0);
          expect(Math.abs(shares![k]! - product / size ** 2)).toBeLessThan(1e-9);
        }
      }
    });
  },
);

/** Batched adjoints whose pre-activations are given in another unit, as a loss of that unit would have them. */
function scaledAdjoints(adjoints: BatchedAdjoints, unit: number): BatchedAdjoints {
  const scaled = (gate: number, part: 'input' | 'state') => {
    const rows = adjoints.preActivations(gate, part);
    return { ...rows, data: rows.data.map((value) => value * unit) };
  };
  return new Proxy(adjoints, {
    get(target, name) {
      if (name === 'preActivations') return scaled;
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === 'function' ? (value.bind(target) as unknown) : value;
    },
  });
}

describe('a gradient that is 0, very small or very large', () => {
  const spec = specOf({ cell: 'gru' });
  const params = asymmetricParameters(spec, 5, 0.4);
  const tokens = randomTokens(spec.vocab, T, createRandom(2, 'text'));

  it('of W_hh at the first character is 0, and nothing has a share of it; W_ih has one there', () => {
    const text = readText(spec, params, tokens);
    const total = lossGradient(spec, params, tokens, 0);
    for (const { weight, shares, norms, total: size, deviation } of chain(text, 0, 0, total).parts) {
      expect(shares === null).toBe(weight === 'weight_hh');
      expect(size > 0).toBe(weight === 'weight_ih');
      expect([...norms, deviation, ...(shares ?? [])].every(Number.isFinite)).toBe(true);
      if (shares) expect(shares[0]).toBeCloseTo(1, 12);
    }
  });

  it.each([1e-200, 1e200])('has finite norms, and shares that add up to 1, in units of %d', (unit) => {
    const relu = specOf({ cell: 'rnn', nonlinearity: 'relu' });
    const weights = asymmetricParameters(relu, 5, 0.05);
    const layout = parameterLayout(relu);
    parameterView(layout, weights, 'rnn.bias_ih_l0').fill(0.5);
    const plain = chain(readText(relu, weights, tokens), t, 0, lossGradient(relu, weights, tokens, t));
    const read = readText(relu, weights, tokens);
    const scaledUp = lossGradient(relu, weights, tokens, t).map((value) => value * unit);
    const scaled = chain(read, t, 0, scaledUp, scaledAdjoints(exactAdjoints(read, 1), unit));
    for (const [k, part] of scaled.parts.entries()) {
      expect(Math.abs(part.shares!.reduce((a, b) => a + b) - 1)).toBeLessThan(1e-9);
      expect(part.total / unit / plain.parts[k]!.total).toBeCloseTo(1, 9);
      part.norms.forEach((value, lag) => expect(value / unit).toBeCloseTo(plain.parts[k]!.norms[lag]!, 9));
    }
  });
});
