import { useMemo } from 'react';
import { type GradientPictures, type Measured, shownMeasure } from '../../store/gradientPictures.ts';
import { useApp } from '../StoreContext.tsx';
import { type ComparedModel, useComparedModels } from './comparedModels.ts';

type Value<K extends keyof GradientPictures> = GradientPictures[K][string]['of'];

/** What was measured of a compared model's gradients. */
export interface MeasuredModel<T> extends ComparedModel {
  readonly of: T;
  /** Training steps that the weights had seen. */
  readonly step: number;
}

/** Compared models of which this has been measured on what is read now, in the order of the slots. */
export function useMeasured<K extends keyof GradientPictures>(kind: K): readonly MeasuredModel<Value<K>>[] {
  const models = useComparedModels();
  const gradients = useApp((state) => state.gradients[kind]);
  const passage = useApp((state) => state.passage);
  const traceWindow = useApp((state) => state.traceWindow);
  return useMemo(
    () =>
      models.flatMap((model) => {
        const measured = shownMeasure({ passage, traceWindow }, gradients[model.slot.id] as Measured<Value<K>>);
        return measured ? [{ ...model, of: measured.of, step: measured.trace.step }] : [];
      }),
    [models, gradients, passage, traceWindow],
  );
}

/** "step 120", or "steps 120 to 180" where models differ. */
export function stepsOf(models: readonly { readonly step: number }[]): string {
  const steps = models.map(({ step }) => step);
  const [low, high] = [Math.min(...steps), Math.max(...steps)];
  const written = (step: number): string => step.toLocaleString('en-US');
  return low === high ? `step ${written(low)}` : `steps ${written(low)} to ${written(high)}`;
}
