/** How training ends when a loss or a gradient norm is not finite. */
import type { StepReport } from '../../backends/backend.ts';
import type { TrainEnd } from '../protocol.ts';
import type { Learner } from './learner.ts';

/** Whether a number is finite in float32, in which the page stores it. */
const isFinite32 = (value: number): boolean => Number.isFinite(Math.fround(value));

/** Whether loss and gradient norm are finite, as the page stores them or under another rule. */
export function isFiniteReport({ loss, gradNorm }: StepReport, isFinite = isFinite32): boolean {
  return isFinite(loss) && isFinite(gradNorm);
}

/**
 * The earliest report that is not finite, as the end of training; null if all are finite. Of several at the same
 * step, one that is NaN in float64 comes first.
 */
export function firstBad(
  group: readonly Learner[],
  results: readonly (readonly StepReport[])[],
  step: number,
): Extract<TrainEnd, { reason: 'diverged' }> | null {
  const [exact, rounded] = [Number.isFinite, isFinite32].map((isFinite) => firstBadOf(group, results, step, isFinite));
  return exact && exact.step === rounded?.step ? exact : (rounded ?? null);
}

function firstBadOf(
  group: readonly Learner[],
  results: readonly (readonly StepReport[])[],
  step: number,
  isFinite: (value: number) => boolean,
): Extract<TrainEnd, { reason: 'diverged' }> | null {
  let worst: Extract<TrainEnd, { reason: 'diverged' }> | null = null;
  for (const [k, reports] of results.entries()) {
    const n = reports.findIndex((report) => !isFiniteReport(report, isFinite));
    if (n < 0 || (worst && worst.step <= step + n + 1)) continue;
    const quantity = isFinite(reports[n]!.loss) ? 'gradient norm' : 'loss';
    worst = { reason: 'diverged', id: group[k]!.id, step: step + n + 1, quantity };
  }
  return worst;
}
