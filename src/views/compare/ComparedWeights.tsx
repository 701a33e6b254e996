import { formatCount } from '../../draw/format.ts';
import { describePerturbation } from '../../state/perturbations.ts';
import type { ModelIdentity } from '../../state/model.ts';
import { cellMark } from '../chart/cellMark.ts';
import { useApp } from '../StoreContext.tsx';
import type { ComparedModel } from './comparedModels.ts';
import pictureStyles from '../ui/picture.module.css';
import styles from './ComparedWeights.module.css';

/**
 * Notes on weights that make the comparison unequal: different training steps, and changes by hand.
 *
 * @param ofKept whether the page shows kept weights, which are never changed by hand, with their step beside each row
 */
export function ComparedWeights({
  models,
  ofKept,
}: {
  readonly models: readonly ComparedModel[];
  readonly ofKept: boolean;
}) {
  const steps = new Set(models.map(({ trace }) => trace.step));
  return (
    <div role="status" aria-label="Weights compared" className={styles.comparedWeights}>
      {steps.size > 1 && !ofKept && (
        <p className={`${pictureStyles.pictureNote} ${styles.comparedNote}`}>
          <b>Not at the same training step:</b>{' '}
          {models.map(({ model, trace }) => `${model.name} ${formatCount(trace.step)}`).join(', ')}. Differences may
          come from training alone.
        </p>
      )}
      {models.map(({ model }) => (
        <ByHand key={model.id} model={model} ofKept={ofKept} />
      ))}
    </div>
  );
}

/** How a model's weights were changed by hand; nothing if they were not. */
function ByHand({ model, ofKept }: { readonly model: ModelIdentity; readonly ofKept: boolean }) {
  const perturbation = useApp((state) => state.models[model.id]?.shown?.perturbation);
  const last = useApp((state) => state.models[model.id]?.run?.perturbed.at(-1));
  if (!perturbation && !last) return null;
  return (
    <p className={`${pictureStyles.pictureNote} ${styles.comparedNote}`} {...cellMark(model)}>
      <b className="cell-name">{model.name}</b>{' '}
      {perturbation
        ? `${describePerturbation(perturbation)}: provoked, not trained${ofKept ? '; these pictures show the weights as they were trained' : ''}.`
        : `trained on from ${last!.what}, provoked at step ${formatCount(last!.step)}.`}
    </p>
  );
}
