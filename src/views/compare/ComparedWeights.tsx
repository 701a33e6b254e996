import { formatCount } from '../../draw/format.ts';
import { provocationWords } from '../../store/provocations.ts';
import { cellMark } from '../cellMark.ts';
import { useApp } from '../StoreContext.tsx';
import type { ComparedModel } from './comparedModels.ts';

/** What of the compared weights makes the comparison an unequal one; nothing while they are alike in all but the cell. */
export function ComparedWeights({ models }: { readonly models: readonly ComparedModel[] }) {
  const provocations = useApp((state) => state.tracedProvocations);
  const runs = useApp((state) => state.runs);
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
      {models.map(({ slot }) => {
        const provocation = provocations[slot.id];
        const last = runs[slot.id]?.provoked.at(-1);
        if (!provocation && !last) return null;
        return (
          <p key={slot.id} className="picture-note" {...cellMark(slot)}>
            <b className="cell-name">{slot.name}</b>{' '}
            {provocation
              ? `${provocationWords(provocation)}: provoked, not trained.`
              : `trained on from ${last!.what}, provoked at step ${formatCount(last!.step)}.`}
          </p>
        );
      })}
    </div>
  );
}
