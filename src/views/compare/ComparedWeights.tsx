import { formatCount } from '../../draw/format.ts';
import type { ComparedModel } from './comparedModels.ts';

/** What of the compared weights makes the comparison an unequal one; nothing while they are alike in all but the cell. */
export function ComparedWeights({ models }: { readonly models: readonly ComparedModel[] }) {
  const steps = new Set(models.map(({ trace }) => trace.step));
  return (
    <div role="status" aria-label="Weights compared" className="compared-weights">
      {steps.size > 1 && (
        <p className="picture-note">
          <b>Not at the same training step:</b>{' '}
          {models.map(({ slot, trace }) => `${slot.name} ${formatCount(trace.step)}`).join(', ')}. What differs here may
          come from training alone.
        </p>
      )}
    </div>
  );
}
