import { recentMean } from '../../draw/lineChart.ts';
import { formatCount, formatFixed } from '../../draw/format.ts';
import type { AppState, Slot, SlotRun } from '../../store/state.ts';
import { RECENT_STEPS, toBits, toPerplexity } from '../lossUnits.ts';
import { useCalmState } from './useCalmState.ts';

/** Milliseconds between two announcements. */
const CALM = 1000;

const concernsStatus = (state: AppState, before: AppState): boolean =>
  state.runs !== before.runs || state.slots !== before.slots || state.status !== before.status;

/** One line per cell that takes part, renewed once a second. */
export function TrainingStatus() {
  const { slots, runs, status } = useCalmState(CALM, concernsStatus);
  const active = slots.filter((slot) => slot.active);
  return (
    <div
      className="training-status"
      role="status"
      aria-label="Training status"
      title={`Loss: mean over the last ${RECENT_STEPS} training steps, in nats per character`}
    >
      {active.map((slot) => (
        <p key={slot.id} data-cell={slot.hue}>
          <StatusLine slot={slot} run={runs[slot.id]} isPreparing={status === 'preparing'} />
        </p>
      ))}
    </div>
  );
}

function StatusLine(props: { readonly slot: Slot; readonly run: SlotRun | undefined; readonly isPreparing: boolean }) {
  const { slot, run } = props;
  if (!run || run.step === 0) {
    return (
      <>
        <b>{slot.name}</b> step 0 · {props.isPreparing ? 'being made ready' : 'not trained yet'}
      </>
    );
  }
  const loss = recentMean(run.loss, RECENT_STEPS);
  return (
    <>
      <b>{slot.name}</b> step <span className="n step">{formatCount(run.step)}</span> · loss{' '}
      <span className="n loss">{formatFixed(loss, 3)}</span>
      <span className="wordy">
        {' '}
        · perplexity <span className="n perplexity">{formatFixed(toPerplexity(loss), 2)}</span>
      </span>{' '}
      · <span className="n bits">{formatFixed(toBits(loss), 2)}</span> bits/char
      <span className="wordy">
        {' '}
        · <span className="n speed">{formatCount(run.charactersPerSecond)}</span> characters/s
      </span>
    </>
  );
}
