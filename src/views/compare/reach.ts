import { useMemo } from 'react';
import { useShallow } from 'zustand/react/shallow';
import type { LagReport } from '../../analysis/lagCurves.ts';
import { isSameText, lagsShown, lagTextRead, stepOfLags, weightsBefore } from '../../state/lagReading.ts';
import { useApp } from '../StoreContext.tsx';
import { useComparedModels } from './comparedModels.ts';
import { markOld } from './comparedSteps.ts';
import type { MeasuredModel } from './measured.ts';

/** Gradients by lag on the text that the page By lag measures on. */
interface Reach {
  /** With the weights that are shown. */
  readonly models: readonly MeasuredModel<LagReport>[];
  /** Of the same losses with the weights before training, of the models that show other weights. */
  readonly before: readonly MeasuredModel<LagReport>[];
}

/** What is measured of the compared models, in the order of the models. */
export function useReach(): Reach {
  const compared = useComparedModels();
  const shown = useApp(
    useShallow((state) =>
      compared.map(({ model }) => {
        const found = state.models[model.id];
        return found ? lagsShown(state, found.results) : null;
      }),
    ),
  );
  const untrained = useApp(
    useShallow((state) =>
      compared.map(({ model }) => {
        const found = state.models[model.id];
        const first = found && weightsBefore(found);
        const known = found?.results.lagsBefore;
        return first && known?.params === first.params && isSameText(known.read, lagTextRead(state)) ? known : null;
      }),
    ),
  );
  return useMemo(() => {
    const models = compared.flatMap((one, k) => {
      const found = shown[k];
      return found ? [{ ...one, of: found.of, step: stepOfLags(found) }] : [];
    });
    const first = models[0]?.of.gradients.losses.from;
    const before = compared.flatMap((one, k) => {
      const found = untrained[k];
      return found && found.of.gradients.losses.from === first ? [{ ...one, of: found.of, step: 0, isOld: false }] : [];
    });
    return { models: markOld(models), before };
  }, [compared, shown, untrained]);
}
