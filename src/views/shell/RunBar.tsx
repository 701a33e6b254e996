import { useApp, useAppStore } from '../StoreContext.tsx';
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
  const store = useAppStore();
  const slots = useApp((state) => state.slots);
  const activeCount = slots.filter((slot) => slot.active).length;
  return (
    <div className="cells" role="group" aria-label="Cells">
      {slots.map((slot) => {
        const isOnlyOne = slot.active && activeCount === 1;
        return (
          <label key={slot.id} data-cell={slot.hue} title={isOnlyOne ? 'At least one cell takes part' : undefined}>
            <input
              type="checkbox"
              checked={slot.active}
              aria-disabled={isOnlyOne}
              onChange={() => {
                if (!isOnlyOne) store.getState().toggleSlot(slot.id);
              }}
            />
            {slot.name}
          </label>
        );
      })}
    </div>
  );
}
