import { parameterLayout } from '../engine/parameters.ts';
import { createRandom } from '../engine/random.ts';
import { createReference, NO_TARGET } from '../engine/reference.ts';
import type { ModelSpec } from '../engine/spec.ts';

/** One tensor of the check. */
export interface TensorCheck {
  /** PyTorch's name. */
  readonly name: string;
  readonly shape: readonly number[];
  /** Parameters that were compared. */
  readonly compared: number;
  /**
   * Largest |numeric − analytic| / max(|numeric|, |analytic|, a thousandth of the tensor's largest gradient): a gradient
   * that is next to nothing has no digits to compare.
   */
  readonly worst: number;
  /** Where that was, and both numbers. */
  readonly index: number;
  readonly analytic: number;
  readonly numeric: number;
}

export interface CheckRequest {
  /** Parameters of each tensor, drawn at random; all of a smaller tensor. */
  readonly perTensor: number;
  readonly seed: number;
}

/** Half the distance of the two losses: truncation (h²) and rounding (1e-16/h) are both about 1e-10 there. */
const STEP = 1e-5;

/**
 * The numeric gradient check: (L(θ + ε) − L(θ − ε)) / 2ε against the backward pass, in float64, for L the mean loss of the
 * text from the zero state. Yields after each parameter the checks that are complete, so that whoever runs it can show
 * them, go on or stop. Cost: two forward passes per parameter.
 *
 * @throws RangeError if the text has fewer than two characters.
 */
export function* gradientCheck(
  spec: ModelSpec,
  params: Float64Array,
  tokens: Int32Array,
  { perTensor, seed }: CheckRequest,
): Generator<{ readonly done: number; readonly of: number; readonly checks: readonly TensorCheck[] }> {
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
  const analytic = reference.grads.slice();
  const { entries } = parameterLayout(spec);
  const random = createRandom(seed, 'gradient check');
  const of = entries.reduce((sum, { size }) => sum + Math.min(perTensor, size), 0);
  const checks: TensorCheck[] = [];
  let done = 0;
  for (const { name, shape, offset, size } of entries) {
    const own = analytic.subarray(offset, offset + size);
    const least = 1e-3 * own.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
    let check: TensorCheck = { name, shape, compared: 0, worst: -1, index: 0, analytic: 0, numeric: 0 };
    for (const index of drawn(size, perTensor, random.integer)) {
      const at = offset + index;
      moved[at] = params[at] + STEP;
      const above = lossAt();
      moved[at] = params[at] - STEP;
      const below = lossAt();
      moved[at] = params[at];
      const numeric = (above - below) / (2 * STEP);
      const difference = Math.abs(numeric - own[index]);
      const scale = Math.max(Math.abs(numeric), Math.abs(own[index]), least);
      const error = difference === 0 ? 0 : difference / scale;
      const compared = check.compared + 1;
      check = !(error <= check.worst)
        ? { name, shape, compared, worst: error, index, analytic: own[index], numeric }
        : { ...check, compared };
      done++;
      if (compared < Math.min(perTensor, size)) yield { done, of, checks: checks.slice() };
    }
    checks.push(check);
    yield { done, of, checks: checks.slice() };
  }
}

/** `count` different indices below `size` in random order, or all of them. */
function drawn(size: number, count: number, integer: (below: number) => number): readonly number[] {
  if (size <= count) return Array.from({ length: size }, (_, k) => k);
  const found = new Set<number>();
  while (found.size < count) found.add(integer(size));
  return [...found];
}
