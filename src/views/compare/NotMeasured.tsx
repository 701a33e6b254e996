import { lagStretch } from '../../store/gradientPictures.ts';
import { useApp } from '../StoreContext.tsx';
import { useComparedModels } from './comparedModels.ts';

/** What stands on a page until its numbers are there. */
export function NotMeasured() {
  const models = useComparedModels();
  const t = useApp((state) => state.cursor.t);
  const isTooShort = models.every(({ trace }) => lagStretch(trace.tokens.length, t) === null);
  return (
    <p className="picture-waiting" role="status">
      {isTooShort
        ? 'This text is too short: gradients by lag need at least 17 characters.'
        : 'The gradients of single losses are being measured. They appear here within a moment.'}
    </p>
  );
}
