import { describe, expect, it } from 'vitest';
import { gradientCheck } from '../../../src/analysis/gradientCheck.ts';
import { parameterLayout } from '../../../src/engine/parameters.ts';
import { createRandom } from '../../../src/engine/random.ts';
import { createReference, NO_TARGET } from '../../../src/engine/reference.ts';
import { asymmetricParameters, KINDS, randomTokens, specOf } from '../engine/models.ts';

describe.each(KINDS)('the gradient check of a $title', ({ kind }) => {
  const spec = specOf({ ...kind, hidden: 5, embedding: 3 });
  const params = asymmetricParameters(spec, 5, 0.4);
  const tokens = randomTokens(spec.vocab, 13, createRandom(2, 'text'));
  const steps = [...gradientCheck(spec, params.slice(), tokens, { perTensor: 8, seed: 4 })];
  const { done, of, checks } = steps.at(-1)!;

  it('finds the backward pass right in every tensor, one parameter after the other', () => {
    const { entries } = parameterLayout(spec);
    expect(checks.map(({ name }) => name)).toEqual(entries.map(({ name }) => name));
    expect(steps.map((step) => step.done)).toEqual(Array.from({ length: of }, (_, k) => k + 1));
    expect(done).toBe(entries.reduce((sum, { size }) => sum + Math.min(8, size), 0));
    for (const check of checks) {
      expect(check.compared).toBe(
        Math.min(
          8,
          check.shape.reduce((a, b) => a * b),
        ),
      );
      expect(check.worst, check.name).toBeLessThan(1e-5);
    }
  });

  it('states both numbers of the worst, the analytic one as the backward pass gives it', () => {
    const reference = createReference(spec, 13, 1);
    const targets = new Int32Array(13).fill(NO_TARGET);
    targets.set(tokens.subarray(1));
    reference.forward(params, tokens, targets, null);
    reference.backward(new Float64Array(13).fill(1 / 12));
    const { entries } = parameterLayout(spec);
    for (const [k, check] of checks.entries()) {
      expect(check.analytic).toBe(reference.grads[entries[k]!.offset + check.index]);
      expect(Math.abs(check.numeric - check.analytic)).toBeLessThan(1e-8);
    }
  });
});
