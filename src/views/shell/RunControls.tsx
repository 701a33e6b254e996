import type { ModelIdentity } from '../../state/model.ts';
import { cellMark } from '../chart/cellMark.ts';
import { useApp, useAppStore } from '../StoreContext.tsx';
import { useIdentities } from '../useModels.ts';
import { Button } from '../ui/Button.tsx';
import { Checkbox } from '../ui/Checkbox.tsx';
import { PauseIcon, ResumeIcon } from '../ui/Icons.tsx';
import { ModelFigures } from './ModelFigures.tsx';
import type { StatusLine } from './statusText.ts';
import styles from './RunControls.module.css';

/** Train, which becomes Pause. */
export function TrainButton() {
  const store = useAppStore();
  const status = useApp((state) => state.status);
  const { train, pause } = store.getState();
  const isRunning = status === 'training' || status === 'pausing';
  return (
    <Button
      kind="primary"
      className={styles.trainButton}
      aria-label={isRunning ? 'Pause' : undefined}
      aria-disabled={status === 'pausing'}
      onClick={isRunning ? pause : train}
    >
      {status === 'pausing' ? 'Pausing…' : isRunning ? 'Pause' : 'Train'}
    </Button>
  );
}

/** One training step, and back to the beginning. */
export function StepButtons() {
  const store = useAppStore();
  const status = useApp((state) => state.status);
  const { stepOnce, reset } = store.getState();
  return (
    <>
      <Button
        title="One training step of every cell"
        disabled={status === 'training' || status === 'pausing' || status === 'preparing'}
        onClick={stepOnce}
      >
        Step
      </Button>
      <Button title="Back to the first weights: those of the same seed, or of the file that was opened" onClick={reset}>
        Reset
      </Button>
    </>
  );
}

/** The models: which take part, which are paused, and what they have reached. */
export function CellToggles({ lines }: { readonly lines: readonly StatusLine[] }) {
  const models = useIdentities();
  const activeCount = models.filter((model) => model.active).length;
  return (
    <div className={styles.cells} data-part="cells" role="group" aria-label="Cells">
      {models.map((model) => (
        <CellToggle
          key={model.id}
          model={model}
          line={lines.find((one) => one.model.id === model.id) ?? null}
          isOnlyOne={model.active && activeCount === 1}
        />
      ))}
    </div>
  );
}

interface CellToggleProps {
  readonly model: ModelIdentity;
  /** What is said of it; null for a model that takes no part. */
  readonly line: StatusLine | null;
  readonly isOnlyOne: boolean;
}

/** Switches for one model: whether it takes part, and whether it is paused while the others train; and its losses. */
function CellToggle({ model, line, isOnlyOne }: CellToggleProps) {
  const store = useAppStore();
  const { id, name, active, paused } = model;
  const figuresId = `losses-of-${id}`;
  return (
    <span className={styles.cellToggle} {...cellMark(model)}>
      <Checkbox
        title={isOnlyOne ? 'At least one cell takes part' : undefined}
        isChecked={active}
        aria-disabled={isOnlyOne}
        aria-describedby={line ? figuresId : undefined}
        onCheck={() => {
          if (!isOnlyOne) store.getState().toggleModel(id);
        }}
      >
        {name}
      </Checkbox>
      <Button
        kind="icon"
        className={styles.pause}
        aria-label={paused ? `Resume ${name}` : `Pause ${name}`}
        title={
          paused ? `${name} catches up on the same batches when training goes on` : `${name} rests, the others train on`
        }
        disabled={!active}
        onClick={() => store.getState().setPaused(id, !paused)}
      >
        {paused ? <ResumeIcon /> : <PauseIcon />}
      </Button>
      {line ? <ModelFigures line={line} id={figuresId} /> : null}
    </span>
  );
}
