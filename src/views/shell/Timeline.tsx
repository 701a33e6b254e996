import { useNarrow } from '../ui/useNarrow.ts';
import { Position } from './Position.tsx';
import { Scrubber } from './Scrubber.tsx';
import { TextTools } from './TextTools.tsx';
import { SpeedChoice, StepByStep, ToEnd, ToStart } from './TransportButtons.tsx';
import styles from './Timeline.module.css';

/** Moves the cursor along the trace. A narrow page has the rest of it in its menu. */
export function Timeline() {
  const narrow = useNarrow();
  return (
    <section className={styles.timeline} data-part="timeline" aria-label="Timeline">
      {narrow ? (
        <div className={styles.transport}>
          <StepByStep />
        </div>
      ) : (
        <div className={styles.transport}>
          <ToStart />
          <StepByStep />
          <ToEnd />
          <SpeedChoice />
        </div>
      )}
      <Scrubber />
      {narrow ? null : <TextTools />}
      {narrow ? null : <Position />}
    </section>
  );
}
