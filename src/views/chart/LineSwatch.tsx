import type { ModelIdentity } from '../../state/model.ts';
import { cellMark } from './cellMark.ts';
import styles from './LineSwatch.module.css';

/** A sample of a model's line, as decoration beside its name. */
export function LineSwatch({ model }: { readonly model: ModelIdentity }) {
  return (
    <svg className={styles.lineSwatch} width="26" height="8" viewBox="0 0 26 8" aria-hidden="true" {...cellMark(model)}>
      <path d="M0 4H26" />
    </svg>
  );
}
