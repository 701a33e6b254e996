import { describePerturbation } from '../../state/perturbations.ts';
import type { ModelId } from '../../state/model.ts';
import { useApp } from '../StoreContext.tsx';
import pictureStyles from './picture.module.css';
import styles from './PerturbedNote.module.css';

/** A note beside a picture's title that the weights were changed by hand. */
export function PerturbedNote({ id }: { readonly id: ModelId }) {
  const perturbation = useApp((state) => state.models[id]?.shown?.perturbation);
  return (
    <span role="status" className={`${pictureStyles.pictureNote} ${styles.perturbedNote}`}>
      {perturbation && `${describePerturbation(perturbation)}: provoked, not trained`}
    </span>
  );
}
