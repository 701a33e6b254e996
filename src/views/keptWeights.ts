import { formatCount } from '../draw/format.ts';
import { nearestRow } from '../draw/waterfall.ts';
import { useApp, useAppStore } from './StoreContext.tsx';

/** A slider over kept weights: one position for each kept step before the newest weights, and one for those. */
interface KeptWeights {
  /** The chosen position, from 0 to `newest`. */
  readonly at: number;
  readonly newest: number;
  /** Training step of the chosen weights. */
  readonly step: number;
  /** "newest", or "step 724" */
  readonly words: string;
  readonly choose: (position: number) => void;
}

/**
 * The choice of the weights that the pictures show, in `ui.viewedStep`.
 *
 * @param steps training steps of the kept weights, ascending
 * @param newestStep training step of the newest weights
 */
export function useKeptWeights(steps: readonly number[], newestStep: number): KeptWeights {
  const store = useAppStore();
  const viewed = useApp((state) => state.ui.viewedStep);
  const kept = steps.filter((step) => step < newestStep);
  const isNewest = viewed === null || viewed >= newestStep || kept.length === 0;
  const at = isNewest ? kept.length : nearestRow(kept, viewed);
  const step = isNewest ? newestStep : kept[at];
  return {
    at,
    newest: kept.length,
    step,
    words: isNewest ? 'newest' : `step ${formatCount(step)}`,
    choose: (position) => store.getState().setUi({ viewedStep: kept[position] ?? null, frozen: false }),
  };
}
