import { useApp } from '../StoreContext.tsx';
import pictureStyles from './picture.module.css';

/** Shown instead of a picture until its model has a trace. */
export function Waiting(props: { readonly model: string }) {
  const status = useApp((state) => state.status);
  const text =
    status === 'failed'
      ? `There is no trace of the ${props.model}: the run could not start. The message above says why.`
      : `The ${props.model} has not read this text yet. Its states appear here within a moment.`;
  return (
    <p className={pictureStyles.pictureWaiting} role="status">
      {text}
    </p>
  );
}
