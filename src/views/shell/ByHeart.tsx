import { useState } from 'react';
import { formatCount } from '../../draw/format.ts';
import { heldOutRise } from '../../state/overfitting.ts';
import { activeModels } from '../../state/models.ts';
import type { AppState } from '../../state/state.ts';
import { formatLoss, UNIT_PER_CHARACTER, useLossUnit } from '../lossUnits.ts';
import { useApp } from '../StoreContext.tsx';
import { useRuns } from '../useModels.ts';
import { NoticeLine } from './NoticeLine.tsx';

/** Ids of the models whose held-out loss has risen for a while, as one string, which changes only when they do. */
function risingModels(state: AppState): string {
  return activeModels(state)
    .filter(({ run }) => run && heldOutRise(run))
    .map(({ is }) => is.id)
    .join(' ');
}

/** Warns of models that learn by heart. Once dismissed, it returns when another model does so, or one in a new run. */
export function ByHeart() {
  const rising = useApp(risingModels);
  const models = useRuns();
  const unit = useLossUnit();
  const [dismissed, setDismissed] = useState('');
  if (rising === '' && dismissed !== '') setDismissed('');
  const known = dismissed.split(' ');
  const all = rising.split(' ');
  if (rising === '' || all.every((id) => known.includes(id))) return null;
  const losses = models.flatMap(({ is, run }) => {
    const rise = all.includes(is.id) && run ? heldOutRise(run) : null;
    if (!rise) return [];
    const { lowest, lowestStep, newest, newestStep } = rise;
    return `${is.name} from ${formatLoss(lowest, unit)} (step ${formatCount(lowestStep)}) to ${formatLoss(newest, unit)} (step ${formatCount(newestStep)})`;
  });
  return (
    <NoticeLine kind="warning" onDismiss={() => setDismissed(rising)}>
      <b>Learned by heart: stop, or take a longer text.</b> Held-out loss has risen for a while: {losses.join(', ')},{' '}
      {UNIT_PER_CHARACTER[unit]}.
    </NoticeLine>
  );
}
