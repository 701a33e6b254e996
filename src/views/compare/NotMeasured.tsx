import { lagStretch } from '../../state/gradientPictures.ts';
import { useApp } from '../StoreContext.tsx';
import { useComparedModels } from './comparedModels.ts';
import pictureStyles from '../ui/picture.module.css';

/** Shown if gradients by lag cannot be measured, with a way out. */
export const TOO_SHORT =
  'This text is too short: gradients by lag need at least 17 characters. “Text…” at the top takes a longer one; Over time, Chain and Jacobian show this one.';

/**
 * Shown on a page until its numbers are there.
 *
 * @param byLag whether they are gradients by lag, which a short text has none of; other gradients are there for every text
 */
export function NotMeasured({ byLag }: { readonly byLag: boolean }) {
  const models = useComparedModels();
  const t = useApp((state) => state.ui.cursor.t);
  const isTooShort = byLag && models.every(({ trace }) => lagStretch(trace.tokens.length, t) === null);
  return (
    <p className={pictureStyles.pictureWaiting} role="status">
      {isTooShort ? TOO_SHORT : 'The gradients of single losses are being measured. They appear here within a moment.'}
    </p>
  );
}
