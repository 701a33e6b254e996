import { formatCount } from '../../draw/format.ts';
import { useApp, useAppStore } from '../StoreContext.tsx';

/** Which weights the pictures show: the newest, or those kept at an earlier training step. */
export function TrainingHistory() {
  const store = useAppStore();
  const checkpoints = useApp((state) => state.runs[state.cursor.slot]?.checkpoints);
  const viewed = useApp((state) => state.viewedStep);
  const frozen = useApp((state) => state.frozen);
  const shownStep = useApp((state) => state.traces[state.cursor.slot]?.step);
  if (!checkpoints || checkpoints.length < 3) return null;
  if (frozen) {
    return (
      <span className="history" role="status">
        <span>weights</span>
        <b className="n">frozen at step {formatCount(shownStep ?? 0)}</b>
        <button type="button" className="history-release" onClick={() => store.getState().setFrozen(false)}>
          Release
        </button>
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
    <label className="history" title="Kept weights: slide back to see what the pictures showed earlier in training">
      <span>weights</span>
      <input
        type="range"
        aria-label="Weights of training step"
        aria-valuetext={words}
        min={0}
        max={newest}
        step={1}
        value={at}
        onChange={(event) => {
          const place = Number(event.target.value);
          store.getState().viewStep(place === newest ? null : checkpoints[place].step);
        }}
      />
      <b className="n">{words}</b>
    </label>
  );
}
