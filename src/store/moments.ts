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

/** The newest kept weights of an active model that have not been measured; null where there are none. */
export function nextMoment({
  slots,
  runs,
  moments,
}: Pick<AppState, 'slots' | 'runs' | 'moments'>): { readonly id: SlotId; readonly checkpoint: Checkpoint } | null {
  let next: { readonly id: SlotId; readonly checkpoint: Checkpoint } | null = null;
  for (const { id, active } of slots) {
    if (!active) continue;
    const measured = new Set(moments[id]?.map(({ of }) => of));
    const checkpoint = runs[id]?.checkpoints.findLast(({ params }) => !measured.has(params));
    if (checkpoint && (!next || checkpoint.step > next.checkpoint.step)) next = { id, checkpoint };
  }
  return next;
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
