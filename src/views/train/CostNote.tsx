import { describeCost } from '../../session/trainingCost.ts';
import { formatCount } from '../../draw/format.ts';
import { useApp } from '../StoreContext.tsx';
import { Term } from '../glossary/Term.tsx';
import { useStepShape } from './useStepShape.ts';
import noteStyles from '../ui/note.module.css';

/** The estimated cost of a training step. */
export function CostNote() {
  const cost = useApp((state) => state.cost);
  const shape = useStepShape();
  const isPreparing = useApp(({ status }) => status === 'preparing');
  if (!cost) return null;
  if (isPreparing) {
    return <p className={noteStyles.note}>The memory and time of a step are being estimated…</p>;
  }
  if (!cost.isAffordable) {
    return (
      <p className={noteStyles.note} role="status" aria-label="Cost of a step">
        <b>Too much to train:</b> a step would take {describeCost(cost)}.{' '}
        {cost.remedies.length > 0 && 'Press Train to see what helps.'}
      </p>
    );
  }
  return (
    <p className={noteStyles.note} role="status" aria-label="Cost of a step">
      A <Term id="step">step</Term> of all models takes {describeCost(cost)}
      {shape && ` and reads ${formatCount(shape.batch * shape.unroll)} characters`}.
    </p>
  );
}
