import type { KnownCheckpointScores, Search } from './findState.ts';
import type { Checkpoint, ModelRun } from './model.ts';

/** Weights of one training step. */
export type StepWeights = Pick<Checkpoint, 'step' | 'params'>;

/**
 * The checkpoints of a run and the searched weights, oldest first. If those were changed by hand, they are left out, because
 * they are no step of the run.
 */
export function weightsOf(
  { checkpoints }: Pick<ModelRun, 'checkpoints'>,
  { params, step, changes }: Pick<Search, 'params' | 'step' | 'changes'>,
): readonly StepWeights[] {
  if (changes.length > 0 || checkpoints.some((one) => one.step === step)) return checkpoints;
  return [...checkpoints, { step, params }].toSorted((a, b) => a.step - b.step);
}

/** The scores of weights that are still retained. */
export function stillRetained(
  checkpointMetrics: readonly KnownCheckpointScores[],
  weights: readonly StepWeights[],
): readonly KnownCheckpointScores[] {
  const retained = new Set(weights.map(({ params }) => params));
  return checkpointMetrics.filter(({ of }) => retained.has(of));
}
