/** What is measured at every kept training step: which text, which step next, and what is kept of it. Pure. */
import type { LagStretch } from '../analysis/lagGradients.ts';
import type { AppState, Checkpoint, SlotId, SlotMoment, SlotRun } from './state.ts';

/** Losses that the curves are taken over. */
const LOSSES = 50;
/** Fewest and most lags; in between it is half as many again as the unroll length, so that what lies beyond is seen. */
const LEAST_LAGS = 100;
const MOST_LAGS = 200;
/** Fewest losses of a text whose gradients by lag say anything. */
const LEAST_LOSSES = 16;

/**
 * The losses that are measured, the same at every training step: up to 50 in a row near the beginning of the text, each
 * with the whole range of lags before it. Null if the text is too short.
 *
 * @param T characters of the text
 * @param unroll training's unroll length
 */
export function momentStretch(T: number, unroll: number): LagStretch | null {
  const losses = T - 1;
  if (losses < LEAST_LOSSES) return null;
  const wanted = Math.min(MOST_LAGS, Math.max(LEAST_LAGS, 50 * Math.ceil((1.5 * unroll) / 50)));
  const lags = Math.min(wanted, losses >> 1);
  return { first: lags, positions: Math.min(LOSSES, losses - lags), lags };
}

/** Kept weights of one model. */
export interface KeptMoment {
  readonly id: SlotId;
  readonly checkpoint: Checkpoint;
}

/** Of the newest kept step that has not been measured, all active models that miss it. */
export function nextMoments({
  slots,
  runs,
  moments,
}: Pick<AppState, 'slots' | 'runs' | 'moments'>): readonly KeptMoment[] {
  const missing = slots.flatMap(({ id, active }) => {
    if (!active) return [];
    const measured = new Set(moments[id]?.map(({ of }) => of));
    const kept = runs[id]?.checkpoints ?? [];
    return kept.filter(({ params }) => !measured.has(params)).map((checkpoint) => ({ id, checkpoint }));
  });
  const newest = Math.max(...missing.map(({ checkpoint }) => checkpoint.step));
  return missing.filter(({ checkpoint }) => checkpoint.step === newest);
}

/** The moments with one more, oldest first: only those whose weights the run still keeps. */
export function withMoment(
  moments: readonly SlotMoment[],
  added: SlotMoment,
  { checkpoints }: SlotRun,
): readonly SlotMoment[] {
  const kept = new Set(checkpoints.map(({ params }) => params));
  return [...moments.filter(({ of }) => of !== added.of), added]
    .filter(({ of }) => kept.has(of))
    .toSorted((a, b) => a.step - b.step);
}
