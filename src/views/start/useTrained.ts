import { useMemo } from 'react';
import { trainedOf } from '../../state/address.ts';
import { activeModels } from '../../state/models.ts';
import { useApp, useAppStore } from '../StoreContext.tsx';

/** The name of the trained experiment that the page shows; null where it shows another. */
export function useTrained(): string | null {
  const store = useAppStore();
  const text = useApp((state) => state.text);
  const settings = useApp((state) => state.settings);
  const steps = useApp((state) =>
    activeModels(state)
      .map(({ is, run }) => `${is.id} ${run?.step}`)
      .join(),
  );
  // An address takes longer to write than a cursor to move.
  return useMemo(
    () => (text && settings && steps ? trainedOf(store.getState()) : null),
    [store, text, settings, steps],
  );
}
