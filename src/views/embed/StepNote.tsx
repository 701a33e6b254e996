import { formatCount } from '../../draw/format.ts';
import { commonStep } from '../../state/lockstep.ts';
import { allModels } from '../../state/models.ts';
import { useApp } from '../StoreContext.tsx';
import noteStyles from '../ui/note.module.css';

/** At which training step the networks are. */
export function StepNote() {
  const step = useApp((state) => commonStep(allModels(state)));
  const isReady = useApp((state) => state.status !== 'preparing');
  return <span className={noteStyles.note}>{isReady ? `step ${formatCount(step)}` : 'being made ready'}</span>;
}
