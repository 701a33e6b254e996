import { commonSteps } from '../../draw/waterfall.ts';
import { formatCount } from '../../draw/format.ts';
import { activeModels } from '../../state/models.ts';
import type { AppState } from '../../state/state.ts';
import { useKeptWeights } from '../keptWeights.ts';
import { useApp } from '../StoreContext.tsx';
import { Slider } from '../ui/Slider.tsx';
import styles from './BeforeAfter.module.css';

/** Training steps of which some compared model has kept weights, as one string, which changes only when they do. */
function keptSteps(state: AppState): string {
  return commonSteps(activeModels(state).map(({ run }) => run?.checkpoints ?? [])).join(' ');
}

function newestStep(state: AppState): number {
  return Math.max(0, ...activeModels(state).map(({ run }) => run?.step ?? 0));
}

/** Walks through the kept weights, from those before training to the newest. */
export function BeforeAfter() {
  const steps = useApp(keptSteps);
  const last = useApp(newestStep);
  const { at, newest, step, choose } = useKeptWeights(steps === '' ? [] : steps.split(' ').map(Number), last);
  const words = `step ${formatCount(step)}`;
  return (
    <label className={styles.beforeAfter} data-unsaved>
      <span>before</span>
      <Slider
        label="Before to after training"
        aria-valuetext={words}
        min={0}
        max={Math.max(1, newest)}
        value={newest === 0 ? 0 : at}
        disabled={newest === 0}
        onSlide={choose}
      />
      <span>after training</span>
      <b className="n">{newest === 0 ? 'press Train, then slide' : `step ${formatCount(step)}`}</b>
    </label>
  );
}
