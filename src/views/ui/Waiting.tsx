import { useApp } from '../StoreContext.tsx';
import pictureStyles from './picture.module.css';

/** Says why a picture of the model is not there yet. */
export function useWaitingText(model: string): string {
  const status = useApp((state) => state.status);
  return status === 'failed'
    ? `There is no trace of the ${model}: the run could not start. The message above says why.`
    : `The ${model} has not read this text yet. Its states appear here within a moment.`;
}

/** Shown instead of a picture until its model has a trace. */
export function Waiting({ model }: { readonly model: string }) {
  return (
    <p className={pictureStyles.pictureWaiting} role="status">
      {useWaitingText(model)}
    </p>
  );
}
