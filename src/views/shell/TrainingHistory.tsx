import { formatCount } from '../../draw/format.ts';
import { useKeptWeights } from '../keptWeights.ts';
import { useApp, useAppStore } from '../StoreContext.tsx';
import { useSelectedModel } from '../useModels.ts';
import { Button } from '../ui/Button.tsx';
import { Slider } from '../ui/Slider.tsx';
import styles from './TrainingHistory.module.css';

/** The choice of the weights that the pictures show: the newest, or those saved at an earlier training step. */
export function TrainingHistory() {
  const store = useAppStore();
  const checkpoints = useSelectedModel(({ run }) => run?.checkpoints);
  const frozen = useApp((state) => state.ui.frozen);
  const shownStep = useSelectedModel(({ shown }) => shown?.trace.step);
  const newestStep = useSelectedModel(({ run }) => run?.step ?? 0);
  const { at, newest, words, choose } = useKeptWeights(checkpoints?.map(({ step }) => step) ?? [], newestStep);
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
        onSlide={choose}
      />
      <b className="n">{words}</b>
    </label>
  );
}
