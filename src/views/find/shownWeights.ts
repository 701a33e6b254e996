import type { WeightsMark } from '../../store/findState.ts';
import { shownWeights, weightsWords } from '../../store/weightsWords.ts';
import { useApp } from '../StoreContext.tsx';

/** The weights that the pictures show, in words; null before there is a trace. */
function useShownWords(slot: string): string | null {
  return useApp((state) => {
    const shown = shownWeights(state, slot);
    return shown && weightsWords(shown);
  });
}

/** Whether the pictures show other weights than those that something was measured with. */
export function useIsOther(of: WeightsMark | null, slot: string): boolean {
  const shown = useShownWords(slot);
  return of !== null && shown !== null && shown !== weightsWords(of);
}

/** "step 12", and where the pictures show other weights "step 12; the pictures show step 14". */
export function useWeightsNote(of: WeightsMark | null, slot: string): string {
  const shown = useShownWords(slot);
  if (of === null) return '';
  const words = weightsWords(of);
  return shown === null || shown === words ? words : `${words}; the pictures show ${shown}`;
}
