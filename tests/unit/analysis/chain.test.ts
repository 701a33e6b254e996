import { describe, expect, it } from 'vitest';
import { chain, lossGradient } from '../../../src/analysis/chain.ts';
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
        expect(Math.abs(part.shares.reduce((a, b) => a + b) - 1)).toBeLessThan(1e-12);
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
          expect(Math.abs(shares[k]! - product / size ** 2)).toBeLessThan(1e-9);
        }
      }
    });
  },
);
