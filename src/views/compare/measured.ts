import { useMemo } from 'react';
import { useShallow } from 'zustand/react/shallow';
import { type Measured, shownMeasure } from '../../state/gradientPictures.ts';
import type { Results } from '../../state/results.ts';
import { useApp } from '../StoreContext.tsx';
import { type ComparedModel, useComparedModels } from './comparedModels.ts';
import { markOld } from './comparedSteps.ts';

type Kind = 'lags' | 'chain' | 'jacobian';
type Value<K extends Kind> = NonNullable<Results[K]>['of'];

/** A compared model with a measurement of its gradients. Its step is that of the measured weights. */
export interface MeasuredModel<T> extends ComparedModel {
  readonly of: T;
}

/** The compared models with a measurement of this kind on the current passage, in the order of the models. */
export function useMeasured<K extends Kind>(kind: K): readonly MeasuredModel<Value<K>>[] {
  const models = useComparedModels();
  const found = useApp(useShallow((state) => models.map(({ model }) => state.models[model.id]?.results[kind] ?? null)));
  const passage = useApp((state) => state.passage);
  const traceWindow = useApp((state) => state.traceWindow);
  return useMemo(
    () =>
      markOld(
        models.flatMap((compared, k) => {
          const measured = shownMeasure({ passage, traceWindow }, found[k] as Measured<Value<K>> | null);
          return measured ? [{ ...compared, of: measured.of, step: measured.trace.step }] : [];
        }),
      ),
    [models, found, passage, traceWindow],
  );
}
