import { TrainingHistory } from './TrainingHistory.tsx';
import { CellToggles, StepButtons, TrainButton } from './RunControls.tsx';
import { TrainingFigures, TrainingStatus } from './TrainingStatus.tsx';
import { useIdentities } from '../useModels.ts';
import { useStatusLines } from './useStatusLines.ts';
import styles from './RunBar.module.css';

/** The number of models for whose figures the bar has room beside its buttons. */
const ROWS = 3;

export function RunBar() {
  const count = useIdentities().length;
  const lines = useStatusLines();
  return (
    <div className={styles.runBar} data-part="run" data-many={count > ROWS || undefined}>
      <div className={styles.runButtons} data-part="run-buttons">
        <TrainButton />
        <StepButtons />
      </div>
      <CellToggles lines={lines} />
      <div className={styles.runSide}>
        <TrainingFigures lines={lines} />
        <TrainingHistory />
      </div>
      <TrainingStatus />
    </div>
  );
}
