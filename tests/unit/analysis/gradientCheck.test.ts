import { describe, expect, it } from 'vitest';
import { CHECK_LIMIT, gradientCheck, type TensorCheck } from '../../../src/analysis/gradientCheck.ts';
import { parameterLayout } from '../../../src/engine/parameters.ts';
import { createRandom } from '../../../src/engine/random.ts';
import { createReference, NO_TARGET } from '../../../src/engine/reference.ts';
import type { ModelSpec } from '../../../src/engine/spec.ts';
import { checkVerdict, tensorVerdict } from '../../../src/views/compare/checkVerdict.ts';
import { asymmetricParameters, KINDS, randomTokens, specOf } from '../engine/models.ts';

const REQUEST = { perTensor: 8, seed: 4 };

/** Of the mean loss, by the backward pass. */
function gradientOf(spec: ModelSpec, params: Float64Array, tokens: Int32Array): Float64Array {
  const T = tokens.length;
  const reference = createReference(spec, T, 1);
  const targets = new Int32Array(T).fill(NO_TARGET);
  targets.set(tokens.subarray(1));
  reference.forward(params, tokens, targets, null);
  reference.backward(new Float64Array(T).fill(1 / (T - 1)));
  return reference.grads.slice();
}

function checksOf(...of: Parameters<typeof gradientCheck>): readonly TensorCheck[] {
  return [...gradientCheck(...of)].at(-1)!.checks;
}

describe.each(KINDS)('the gradient check of a $title', ({ kind }) => {
  const spec = specOf({ ...kind, hidden: 5, embedding: 3 });
  const params = asymmetricParameters(spec, 5, 0.4);
  const tokens = randomTokens(spec.vocab, 13, createRandom(2, 'text'));
  const steps = [...gradientCheck(spec, params.slice(), tokens, REQUEST)];
  const { done, of, checks } = steps.at(-1)!;
  const { entries } = parameterLayout(spec);

  it('finds the backward pass right in every tensor, one parameter after the other', () => {
    expect(checks.map(({ name }) => name)).toEqual(entries.map(({ name }) => name));
    expect(steps.map((step) => step.done)).toEqual(Array.from({ length: of }, (_, k) => k + 1));
    expect(done).toBe(entries.reduce((sum, { size }) => sum + Math.min(8, size), 0));
    for (const check of checks) {
      const size = check.shape.reduce((a, b) => a * b);
      expect(check).toMatchObject({ compared: Math.min(8, size), undecided: 0, wrong: 0 });
      expect(check.worst!.error, check.name).toBeLessThan(1e-6);
      expect(tensorVerdict(check)).toBe(`${check.compared} of ${check.compared}`);
    }
    expect(checkVerdict(checks)).toMatchObject({ isRight: true });
    expect(checkVerdict(checks).message).toMatch(
      new RegExp(`^Right: ${of} gradients agree, worst error \\d\\.\\d\\d·10⁻\\S+, limit 10⁻⁵\\.$`),
    );
  });

  it('states both numbers of the worst, the analytic one as the backward pass gives it', () => {
    const gradient = gradientOf(spec, params, tokens);
    for (const [k, { worst }] of checks.entries()) {
      expect(worst!.analytic).toBe(gradient[entries[k]!.offset + worst!.index]);
      expect(Math.abs(worst!.numeric - worst!.analytic)).toBeLessThan(1e-9);
    }
  });

  it('finds a gradient wrong that is off by a ten-thousandth, in its tensor and in no other', () => {
    const gradient = gradientOf(spec, params, tokens);
    const { offset, size, name } = entries.find((entry) => entry.name === 'rnn.weight_hh_l0')!;
    for (let k = offset; k < offset + size; k++) gradient[k]! *= 1.0001;
    const found = checksOf(spec, params, tokens, REQUEST, gradient);
    for (const check of found) expect(check.wrong > 0, check.name).toBe(check.name === name);
    const { message, isRight } = checkVerdict(found);
    expect(isRight).toBe(false);
    expect(message).toMatch(/^Wrong: \d+ of \d+ gradients differ by more than 10⁻⁵, worst error/);
  });
});

describe('gradients that differences can hardly tell', () => {
  const spec = specOf({ cell: 'gru', hidden: 6 });
  const tokens = randomTokens(spec.vocab, 40, createRandom(2, 'text'));

  it('of a few ten-millionths are right to the limit: the rounding of the loss is not taken for an error', () => {
    // A head close to 0 passes next to nothing back: ∂L/∂W_hh is about 1e-7.
    const params = asymmetricParameters(spec, 5, 0.3);
    const { offset } = parameterLayout(spec).entries.find(({ name }) => name === 'head.weight')!;
    for (let k = offset; k < offset + spec.vocab * spec.hidden; k++) params[k]! *= 1e-5;
    const recurrent = checksOf(spec, params, tokens, REQUEST).find(({ name }) => name === 'rnn.weight_hh_l0')!;
    expect(Math.abs(recurrent.worst!.analytic)).toBeLessThan(1e-6);
    expect(recurrent.wrong).toBe(0);
    expect(recurrent.worst!.error).toBeLessThanOrEqual(CHECK_LIMIT);
  });

  it('are undecided where there is nothing but rounding, and it says so', () => {
    const params = asymmetricParameters(spec, 5, 0.3);
    const { offset } = parameterLayout(spec).entries.find(({ name }) => name === 'head.weight')!;
    for (let k = offset; k < offset + spec.vocab * spec.hidden; k++) params[k]! *= 1e-12;
    const recurrent = checksOf(spec, params, tokens, REQUEST).find(({ name }) => name === 'rnn.weight_hh_l0')!;
    expect(recurrent.wrong).toBe(0);
    expect(recurrent.undecided).toBeGreaterThan(0);
    expect(tensorVerdict({ ...recurrent, undecided: 5 })).toBe('3 of 8');
    expect(tensorVerdict({ ...recurrent, undecided: 1, wrong: 2 })).toBe('5 of 8, 2 wrong');
    expect(checkVerdict([{ ...recurrent, undecided: 8 }]).message).toMatch(/^Undecided/);
  });

  it('of a weight that met nothing are 0, which is right: the recurrent ones of a first character', () => {
    const checks = checksOf(spec, asymmetricParameters(spec, 5, 0.3), tokens.subarray(0, 2), REQUEST);
    const recurrent = checks.find(({ name }) => name === 'rnn.weight_hh_l0')!;
    expect(recurrent).toMatchObject({ compared: 8, undecided: 0, wrong: 0, worst: { error: 0 } });
  });

  it('of a text of one symbol are 0, which is right', () => {
    const single = specOf({ cell: 'lstm', vocab: 1, hidden: 4 });
    const checks = checksOf(single, asymmetricParameters(single), new Int32Array(30), REQUEST);
    for (const { worst, wrong, undecided } of checks) expect([worst!.error, wrong, undecided]).toEqual([0, 0, 0]);
    expect(checkVerdict(checks).message).toMatch(/^Right: \d+ gradients agree, worst error 0, limit 10⁻⁵\.$/);
  });
});

describe.each(KINDS)('the gradients of a $title that knows its text by heart', ({ kind }) => {
  const spec = specOf({ ...kind, vocab: 4, hidden: 8 });
  const hello = Int32Array.of(0, 1, 2, 2, 3);

  it('are found right: a loss of a millionth has its own rounding, not that of the logits', () => {
    const params = asymmetricParameters(spec, 5, 0.3);
    const { offset } = parameterLayout(spec).entries.find(({ name }) => name === 'head.weight')!;
    for (let step = 0; step < 300; step++) {
      for (const [k, slope] of gradientOf(spec, params, hello).entries()) params[k]! -= 0.5 * slope;
    }
    // A steeper head is surer of the same answers.
    for (let k = 0; k < 4; k++) {
      const checks = checksOf(spec, params, hello, REQUEST);
      expect(
        checks.map(({ wrong }) => wrong),
        `head × ${1.5 ** k}`,
      ).toEqual(checks.map(() => 0));
      expect(checks.at(-1)!.undecided, `head × ${1.5 ** k}`).toBe(0);
      for (let at = offset; at < params.length; at++) params[at]! *= 1.5;
    }
  });
});
