import { useApp } from '../StoreContext.tsx';
import { useRuns } from '../useModels.ts';
import { type StatusLine, statusLines } from './statusText.ts';

/** A line for each model that takes part: how far it is. */
export function useStatusLines(): readonly StatusLine[] {
  const models = useRuns();
  const status = useApp((state) => state.status);
  const stepShare = useApp((state) => state.stepShare);
  return statusLines(models, { status, stepShare });
}
