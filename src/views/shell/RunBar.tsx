import type { Slot } from '../../store/state.ts';
import { cellMark } from '../cellMark.ts';
import { useApp, useAppStore } from '../StoreContext.tsx';
import { GoOnIcon, RestIcon } from './Icons.tsx';
import { TrainingHistory } from './TrainingHistory.tsx';
import { TrainingStatus } from './TrainingStatus.tsx';

export function RunBar() {
  return (
    <div className="run-bar">
      <RunButtons />
      <CellToggles />
      <TrainingHistory />
      <TrainingStatus />
    </div>
  );
}

function RunButtons() {
  const store = useAppStore();
  const status = useApp((state) => state.status);
  const { train, pause, stepOnce, reset } = store.getState();
  const runs = status === 'training' || status === 'pausing';
  const waits = status === 'preparing';
  return (
    <div className="run-buttons">
      {runs ? (
        <button
          type="button"
          className="button primary train-button"
          aria-label="Pause"
          aria-disabled={status === 'pausing'}
          onClick={pause}
        >
          {status === 'pausing' ? 'Pausing…' : 'Pause'}
        </button>
      ) : (
        <button type="button" className="button primary train-button" onClick={train}>
          Train
        </button>
      )}
      <button
        type="button"
        className="button"
        title="One training step of every cell"
        disabled={runs || waits}
        onClick={stepOnce}
      >
        Step
      </button>
      <button type="button" className="button" title="Back to untrained networks of the same seed" onClick={reset}>
        Reset
      </button>
    </div>
  );
}

function CellToggles() {
  const slots = useApp((state) => state.slots);
  const activeCount = slots.filter((slot) => slot.active).length;
  return (
    <div className="cells" role="group" aria-label="Cells">
      {slots.map((slot) => (
        <CellToggle key={slot.id} slot={slot} isOnlyOne={slot.active && activeCount === 1} />
      ))}
    </div>
  );
}

/** One model: whether it takes part, and whether it rests while the others train. */
function CellToggle({ slot, isOnlyOne }: { readonly slot: Slot; readonly isOnlyOne: boolean }) {
  const store = useAppStore();
  const { id, name, active, paused } = slot;
  return (
    <span className="cell-toggle" {...cellMark(slot)}>
      <label title={isOnlyOne ? 'At least one cell takes part' : undefined}>
        <input
          type="checkbox"
          checked={active}
          aria-disabled={isOnlyOne}
          onChange={() => {
            if (!isOnlyOne) store.getState().toggleSlot(id);
          }}
        />
        {name}
      </label>
      <button
        type="button"
        className="rest"
        aria-label={paused ? `Resume ${name}` : `Pause ${name}`}
        title={
          paused ? `${name} catches up on the same batches when training goes on` : `${name} rests, the others train on`
        }
        disabled={!active}
        onClick={() => store.getState().setPaused(id, !paused)}
      >
        {paused ? <GoOnIcon /> : <RestIcon />}
      </button>
    </span>
  );
}
