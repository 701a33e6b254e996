import { parameterLayout } from '../engine/parameters.ts';
import { createRandom } from '../engine/random.ts';
import { createReference, NO_TARGET } from '../engine/reference.ts';
import type { ModelSpec } from '../engine/spec.ts';
import { numericDerivative } from './numericDerivative.ts';

/** The largest relative error of a correct gradient. */
export const CHECK_LIMIT = 1e-5;

/** The check of one tensor. */
export interface TensorCheck {
  /** PyTorch's name. */
  readonly name: string;
  readonly shape: readonly number[];
  /** The number of parameters compared, and of those whose difference quotient is too inaccurate to decide. */
  readonly compared: number;
  readonly undecided: number;
  /** The number of parameters whose error is above the limit. */
  readonly wrong: number;
  /**
   * The largest error that can be measured, |numeric − analytic| / max(|numeric|, |analytic|, a thousandth of the
   * tensor's largest gradient), with its index and both numbers; null if none can be measured.
   */
  readonly worst: {
    readonly error: number;
    readonly index: number;
    readonly analytic: number;
    readonly numeric: number;
  } | null;
}

export interface CheckRequest {
  /** The number of parameters drawn at random from each tensor; all of a smaller tensor. */
  readonly perTensor: number;
  readonly seed: number;
}

export interface CheckProgress {
  readonly done: number;
  readonly of: number;
  /** The checks that are complete. */
  readonly checks: readonly TensorCheck[];
}

/**
 * Numeric gradient check: compares difference quotients of the loss with the backward pass, in float64. L is the mean
 * loss of the text from the zero state. It yields the completed checks after each parameter, so that the caller can
 * show them, go on or stop. Cost: about six forward passes per parameter.
 *
 * @param gradient ∂L/∂(parameters) to be checked, in their layout; by default that of the backward pass
 * @throws RangeError if the text has fewer than two characters.
 */
export function* gradientCheck(
  spec: ModelSpec,
  params: Float64Array,
  tokens: Int32Array,
  { perTensor, seed }: CheckRequest,
  gradient?: Float64Array,
): Generator<CheckProgress> {
  const T = tokens.length;
  if (T < 2) throw new RangeError('a loss needs two characters');
  const targets = new Int32Array(T).fill(NO_TARGET);
  targets.set(tokens.subarray(1));
  const reference = createReference(spec, T, 1);
  const moved = params.slice();
  const lossAt = (): number => {
    reference.forward(moved, tokens, targets, null);
    return reference.meanLoss();
  };
  lossAt();
  reference.backward(new Float64Array(T).fill(1 / (T - 1)));
  const analytic = gradient ?? reference.grads.slice();
  const { entries } = parameterLayout(spec);
  const random = createRandom(seed, 'gradient check');
  const of = entries.reduce((sum, { size }) => sum + Math.min(perTensor, size), 0);
  const checks: TensorCheck[] = [];
  let done = 0;
  for (const { name, shape, offset, size } of entries) {
    const own = analytic.subarray(offset, offset + size);
    const least = 1e-3 * own.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
    let check: TensorCheck = { name, shape, compared: 0, undecided: 0, wrong: 0, worst: null };
    for (const index of drawn(size, perTensor, random.integer)) {
      const at = offset + index;
      const { value: numeric, uncertainty } = numericDerivative((change) => {
        moved[at] = params[at]! + change;
        return lossAt();
      });
      moved[at] = params[at]!;
      check = withOne(check, { index, analytic: own[index]!, numeric }, uncertainty, least);
      done++;
      if (check.compared < Math.min(perTensor, size)) yield { done, of, checks: checks.slice() };
    }
    checks.push(check);
    yield { done, of, checks: checks.slice() };
  }
}

/** @param least the smallest size relative to which an error is measured */
function withOne(
  check: TensorCheck,
  position: { readonly index: number; readonly analytic: number; readonly numeric: number },
  uncertainty: number,
  least: number,
): TensorCheck {
  const compared = check.compared + 1;
  const scale = Math.max(Math.abs(position.numeric), Math.abs(position.analytic), least);
  const difference = Math.abs(position.numeric - position.analytic);
  // If the loss does not change at all, the gradient is 0.
  if (!(uncertainty <= CHECK_LIMIT * scale) && difference !== 0) {
    return { ...check, compared, undecided: check.undecided + 1 };
  }
  const error = difference === 0 ? 0 : difference / scale;
  const wrong = check.wrong + (error > CHECK_LIMIT ? 1 : 0);
  const isWorst = !check.worst || error > check.worst.error;
  return { ...check, compared, wrong, worst: isWorst ? { error, ...position } : check.worst };
}

/** `count` distinct indices below `size` in random order, or all of them. */
function drawn(size: number, count: number, integer: (below: number) => number): readonly number[] {
  if (size <= count) return Array.from({ length: size }, (_, k) => k);
  const found = new Set<number>();
  while (found.size < count) found.add(integer(size));
  return [...found];
}
