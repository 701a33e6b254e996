/** Measurements at checkpoints: on which text, at which step next, and which results stay. Pure. */
import type { LagStretch } from '../analysis/lagGradients.ts';
import { activeModels } from './models.ts';
import type { KnownCheckpointMetrics } from './results.ts';
import type { AppState } from './state.ts';
import type { Checkpoint, ModelId, ModelRun } from './model.ts';

/** The number of losses under the curves. */
const LOSSES = 50;
/** The fewest and the most lags. In between it is 1.5 times the unroll length, to see beyond it. */
const LEAST_LAGS = 100;
const MOST_LAGS = 200;
/** The fewest losses for curves by lag. */
const LEAST_LOSSES = 16;

/**
 * The losses that are measured at every checkpoint: up to 50 in a row near the beginning of the text, each with the whole range
 * of lags before it. Null if the text is too short.
 *
 * @param T characters of the text
 * @param unroll training's unroll length
 */
export function metricsStretch(T: number, unroll: number): LagStretch | null {
  const all = T - 1;
  if (all < LEAST_LOSSES) return null;
  const wanted = Math.min(MOST_LAGS, Math.max(LEAST_LAGS, 50 * Math.ceil((1.5 * unroll) / 50)));
  const lags = Math.min(wanted, all >> 1);
  return { losses: { from: lags, to: lags + Math.min(LOSSES, all - lags) }, lags };
}

/** A checkpoint of one model. */
interface UnmeasuredCheckpoint {
  readonly id: ModelId;
  readonly checkpoint: Checkpoint;
}

/** The active models without a measurement at the newest checkpoint that is not measured everywhere. */
export function nextUnmeasured(state: Pick<AppState, 'models'>): readonly UnmeasuredCheckpoint[] {
  const missing = activeModels(state).flatMap(({ is, run, results }) => {
    const measured = new Set(results.checkpointMetrics.map(({ of }) => of));
    const unmeasured = run?.checkpoints.filter(({ params }) => !measured.has(params)) ?? [];
    return unmeasured.map((checkpoint) => ({ id: is.id, checkpoint }));
  });
  const newest = Math.max(...missing.map(({ checkpoint }) => checkpoint.step));
  return missing.filter(({ checkpoint }) => checkpoint.step === newest);
}

/** The metrics with those of one more checkpoint, oldest first, without those of checkpoints that the run has dropped. */
export function withCheckpointMetrics(
  checkpointMetrics: readonly KnownCheckpointMetrics[],
  added: KnownCheckpointMetrics,
  { checkpoints }: ModelRun,
): readonly KnownCheckpointMetrics[] {
  const retained = new Set(checkpoints.map(({ params }) => params));
  return [...checkpointMetrics.filter(({ of }) => of !== added.of), added]
    .filter(({ of }) => retained.has(of))
    .toSorted((a, b) => a.step - b.step);
}
