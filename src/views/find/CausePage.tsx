import { useMemo } from 'react';
import { formatCount, formatFixed, formatSigned } from '../../draw/format.ts';
import type { SlotCause } from '../../store/findState.ts';
import { toBits } from '../lossUnits.ts';
import { selectedSlot } from '../picture/selectedTrace.ts';
import { useApp } from '../StoreContext.tsx';
import { CauseLabels } from './CauseLabels.tsx';
import { HeldPredictions } from './HeldPredictions.tsx';
import { HeldWriting } from './HeldWriting.tsx';
import { HoldControls } from './HoldControls.tsx';
import { holdWords, lossMeans } from './causeNumbers.ts';
import { useWeightsNote } from './shownWeights.ts';
import { UnitRanking } from './UnitRanking.tsx';
import '../styles/cause.css';

/** What a unit causes: the network reads and writes with it held, beside itself as it is. */
export function CausePage() {
  const slot = useApp(selectedSlot);
  const cause = useApp((state) => state.causes[state.cursor.slot]);
  return (
    <section className="find-question" aria-label="What a unit causes">
      <h2 className="picture-title">What does the {slot.name} do without a unit?</h2>
      <p className="picture-note">
        The network reads the text twice, as it is and with the unit held, from the same weights. Look where its
        predictions get worse. A unit that costs nothing may have others that do the same; a unit that tracks a label
        need not be what the network uses for it.
      </p>
      <HoldControls />
      {cause ? (
        <>
          <Cost cause={cause} slot={slot.id} />
          <HeldPredictions cause={cause} />
          <CauseLabels look={cause.look} />
          <HeldWriting />
        </>
      ) : (
        <p className="picture-note" role="status">
          Reading the text with the unit held…
        </p>
      )}
      <UnitRanking />
    </section>
  );
}

/** The loss of the whole stretch that is affected, and the weights that it is about. */
function Cost({ cause, slot }: { readonly cause: SlotCause; readonly slot: string }) {
  const { look, since } = cause;
  const means = useMemo(() => lossMeans(look, since), [look, since]);
  const weights = useWeightsNote(cause, slot);
  if (means.count === 0) {
    return (
      <p className="cause-cost" role="status">
        No prediction is left from t {formatCount(since)} on: move the cursor back.
      </p>
    );
  }
  const before = toBits(means.plain);
  const after = toBits(means.held);
  return (
    <p className="cause-cost" role="status">
      <b>
        {formatFixed(before, 3)} → {formatFixed(after, 3)}
      </b>{' '}
      bits per character, <b>{formatSigned(after - before, 3)}</b> over {formatCount(means.count)}{' '}
      {means.count === 1 ? 'prediction' : 'predictions'}
      {since > 0 ? ` from t ${formatCount(since)} on` : ''} with {holdWords(cause)}, {weights}.
    </p>
  );
}
