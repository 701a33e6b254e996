import { useShallow } from 'zustand/react/shallow';
import { type StepShape, stepShape } from '../../state/stepShape.ts';
import { useApp } from '../StoreContext.tsx';

/** What one training step reads. The object is the same one as long as it says the same. */
export function useStepShape(): StepShape | null {
  return useApp(useShallow(stepShape));
}
