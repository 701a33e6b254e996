import { formatCount } from '../../draw/format.ts';
import { useApp, useAppStore } from '../StoreContext.tsx';
import { useSelectedModel } from '../useModels.ts';
import { Button } from '../ui/Button.tsx';
import { Slider } from '../ui/Slider.tsx';
import styles from './TrainingHistory.module.css';

/** The choice of the weights that the pictures show: the newest, or those saved at an earlier training step. */
export function TrainingHistory() {
  const store = useAppStore();
  const checkpoints = useSelectedModel(({ run }) => run?.checkpoints);
  const viewed = useApp((state) => state.ui.viewedStep);
  const frozen = useApp((state) => state.ui.frozen);
  const shownStep = useSelectedModel(({ shown }) => shown?.trace.step);
  // An empty element of the same size, so that nothing moves when there are weights to choose from.
  if (!checkpoints || checkpoints.length < 3) return <span className={styles.history} aria-hidden="true" />;
  if (frozen) {
    return (
      <span className={styles.history} role="status">
        <span>weights</span>
        <b className="n">frozen at step {formatCount(shownStep ?? 0)}</b>
        <Button kind="text" onClick={() => store.getState().setUi({ frozen: false })}>
          Release
        </Button>
      </span>
    );
  }
  const newest = checkpoints.length;
  const nearest = checkpoints.reduce(
    (best, { step }, k) =>
      viewed !== null && Math.abs(step - viewed) < Math.abs(checkpoints[best].step - viewed) ? k : best,
    0,
  );
  const at = viewed === null ? newest : nearest;
  const words = at === newest ? 'newest' : `step ${formatCount(checkpoints[at].step)}`;
  return (
    <label
      className={styles.history}
      title="Kept weights: slide back to see what the pictures showed earlier in training"
    >
      <span>weights</span>
      <Slider
        label="Weights of training step"
        aria-valuetext={words}
        min={0}
        max={newest}
        value={at}
        onSlide={(position) => {
          const step = position === newest ? null : checkpoints[position].step;
          store.getState().setUi({ viewedStep: step, frozen: false });
        }}
      />
      <b className="n">{words}</b>
    </label>
  );
}
