import { recentMean } from '../../draw/lineChart.ts';
import { formatCount, formatFixed } from '../../draw/format.ts';
import { commonStep, stepsApart } from '../../store/lockstep.ts';
import type { AppState, Slot, SlotRun } from '../../store/state.ts';
import { cellMark } from '../cellMark.ts';
import { formatPerplexity, RECENT_STEPS, toBits } from '../lossUnits.ts';
import { useApp } from '../StoreContext.tsx';
import { useCalmState } from './useCalmState.ts';

/** Milliseconds between two announcements. */
const CALM = 1000;

/** Lines that the bar has room for; more of them stand in two columns, in fewer words. */
const ROWS = 3;

const concernsStatus = (state: AppState, before: AppState): boolean =>
  state.runs !== before.runs || state.slots !== before.slots || state.status !== before.status;

/** While training runs its numbers can wait for the next announcement; what a person did cannot. */
const isUrgent = (state: AppState, before: AppState): boolean =>
  state.status !== 'training' || state.status !== before.status || state.slots !== before.slots;

/** One line per cell that takes part: drawn at once, announced once a second while training runs. */
export function TrainingStatus() {
  const isMany = useApp((state) => state.slots.filter((slot) => slot.active).length > ROWS);
  return (
    <>
      <div
        className="training-status"
        data-many={isMany || undefined}
        aria-hidden="true"
        title={`Loss: mean over the last ${RECENT_STEPS} training steps, in nats per character`}
      >
        <Drawn />
      </div>
      <div className="hidden" role="status" aria-label="Training status">
        <Announced />
      </div>
    </>
  );
}

function Drawn() {
  const slots = useApp((state) => state.slots);
  const runs = useApp((state) => state.runs);
  const status = useApp((state) => state.status);
  return <StatusLines slots={slots} runs={runs} status={status} />;
}

function Announced() {
  const { slots, runs, status } = useCalmState(CALM, concernsStatus, isUrgent);
  return <StatusLines slots={slots} runs={runs} status={status} />;
}

function StatusLines({ slots, runs, status }: Pick<AppState, 'slots' | 'runs' | 'status'>) {
  const active = slots.filter((slot) => slot.active);
  const common = commonStep({ slots, runs });
  return active.map((slot) => (
    <p key={slot.id} {...cellMark(slot)}>
      <StatusLine slot={slot} run={runs[slot.id]} common={common} isPreparing={status === 'preparing'} />
    </p>
  ));
}

function StatusLine(props: {
  readonly slot: Slot;
  readonly run: SlotRun | undefined;
  /** The step that the others have reached. */
  readonly common: number;
  readonly isPreparing: boolean;
}) {
  const { slot, run, common } = props;
  const place = placeOf(slot, run, common);
  if (!run || run.step === 0) {
    return (
      <>
        <b>{slot.name}</b> step 0 · {props.isPreparing ? 'being made ready' : (place ?? 'not trained yet')}
      </>
    );
  }
  const loss = recentMean(run.loss, RECENT_STEPS);
  return (
    <>
      <b>{slot.name}</b> step <span className="n step">{formatCount(run.step)}</span>
      {place && <> · {place}</>}
      <span className={place ? 'measured' : undefined}>
        {' '}
        · loss <span className="n loss">{formatFixed(loss, 3)}</span>
        {!place && (
          <span className="wordy">
            {' '}
            · perplexity <span className="n perplexity">{formatPerplexity(loss)}</span>
          </span>
        )}
        <span className="in-bits">
          {' '}
          · <span className="n bits">{formatFixed(toBits(loss), 2)}</span> bits/char
        </span>
      </span>
      {!slot.paused && (
        <span className="wordy">
          {' '}
          · <span className="n speed">{formatCount(run.charactersPerSecond)}</span> characters/s
        </span>
      )}
    </>
  );
}

/** What a model that is not in step says of it: "paused, 80 steps behind"; null for one in step. */
function placeOf(slot: Slot, run: SlotRun | undefined, common: number): string | null {
  const apart = run ? stepsApart(run.step, common) : null;
  const words = [slot.paused ? 'paused' : null, apart].filter((word) => word !== null);
  return words.length > 0 ? words.join(', ') : null;
}
