import type { WeightsMark } from '../../state/findState.ts';
import { shownWeights, describeWeights } from '../../state/weightsText.ts';
import { useApp } from '../StoreContext.tsx';

/** Describes the weights that the pictures of a model show; null before it has a trace. */
function useShownDescription(model?: string): string | null {
  return useApp((state) => {
    const shown = shownWeights(state, model ?? state.ui.cursor.model);
    return shown && describeWeights(shown);
  });
}

/** Whether the pictures show other weights than those that something was measured with. */
export function useIsOther(measured: WeightsMark | null, model: string): boolean {
  const shown = useShownDescription(model);
  return measured !== null && shown !== null && shown !== describeWeights(measured);
}

/**
 * "step 12", and where the pictures show other weights "step 12; the pictures show step 14".
 *
 * @param model the selected model unless it is given
 */
export function useWeightsNote(measured: WeightsMark | null | undefined, model?: string): string {
  const shown = useShownDescription(model);
  if (!measured) return '';
  const description = describeWeights(measured);
  return shown === null || shown === description ? description : `${description}; the pictures show ${shown}`;
}
