import { formatCount } from '../../draw/format.ts';
import { useMemo } from 'react';
import { useShallow } from 'zustand/react/shallow';
import { type Measured, shownMeasure } from '../../state/gradientPictures.ts';
import type { Results } from '../../state/results.ts';
import { useApp } from '../StoreContext.tsx';
import { type ComparedModel, useComparedModels } from './comparedModels.ts';

type Kind = 'lags' | 'chain' | 'jacobian';
type Value<K extends Kind> = NonNullable<Results[K]>['of'];

/** A compared model with a measurement of its gradients. */
export interface MeasuredModel<T> extends ComparedModel {
  readonly of: T;
  /** The training step of the measured weights. */
  readonly step: number;
}

/** The compared models with a measurement of this kind on the current passage, in the order of the models. */
export function useMeasured<K extends Kind>(kind: K): readonly MeasuredModel<Value<K>>[] {
  const models = useComparedModels();
  const found = useApp(useShallow((state) => models.map(({ model }) => state.models[model.id]?.results[kind] ?? null)));
  const passage = useApp((state) => state.passage);
  const traceWindow = useApp((state) => state.traceWindow);
  return useMemo(
    () =>
      models.flatMap((compared, k) => {
        const measured = shownMeasure({ passage, traceWindow }, found[k] as Measured<Value<K>> | null);
        return measured ? [{ ...compared, of: measured.of, step: measured.trace.step }] : [];
      }),
    [models, found, passage, traceWindow],
  );
}

/** "step 120", or "steps 120 to 180" if the models differ. */
export function stepsOf(models: readonly { readonly step: number }[]): string {
  const steps = models.map(({ step }) => step);
  const [low, high] = [Math.min(...steps), Math.max(...steps)];
  return low === high ? `step ${formatCount(low)}` : `steps ${formatCount(low)} to ${formatCount(high)}`;
}

/** Marks the models that were measured at an older training step than the newest of them. */
export function markOld<T extends { readonly step: number }>(
  models: readonly T[],
): readonly (T & { readonly isOld: boolean })[] {
  const newest = Math.max(...models.map(({ step }) => step));
  return models.map((compared) => ({ ...compared, isOld: compared.step < newest }));
}
