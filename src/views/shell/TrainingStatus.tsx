import { shallow } from 'zustand/shallow';
import { formatCount } from '../../draw/format.ts';
import { allModels, identities } from '../../state/models.ts';
import type { ModelRun } from '../../state/model.ts';
import type { AppState } from '../../state/state.ts';
import { cellMark } from '../chart/cellMark.ts';
import { UNIT_IN_FULL, useLossUnit } from '../lossUnits.ts';
import { useApp } from '../StoreContext.tsx';
import { useThrottledState } from '../ui/useThrottledState.ts';
import { percent, type StatusLine, statusLines, statusText } from './statusText.ts';
import styles from './TrainingStatus.module.css';

/** Milliseconds between two announcements. */
const ANNOUNCE_EVERY = 1000;

const runsOf = (state: AppState): readonly (ModelRun | null)[] => allModels(state).map(({ run }) => run);

const hasOtherModels = (state: AppState, before: AppState): boolean =>
  state.models !== before.models && !shallow(identities(state), identities(before));

const concernsStatus = (state: AppState, before: AppState): boolean =>
  hasOtherModels(state, before) ||
  !shallow(runsOf(state), runsOf(before)) ||
  state.status !== before.status ||
  state.ui.lossUnit !== before.ui.lossUnit ||
  state.stepShare !== before.stepShare;

/** While training runs, its numbers can wait for the next announcement. The effects of a person's action cannot. */
const isUrgent = (state: AppState, before: AppState): boolean =>
  state.status !== 'training' || state.status !== before.status || hasOtherModels(state, before);

/** What the models have in common, drawn at once. */
export function TrainingFigures({ lines }: { readonly lines: readonly StatusLine[] }) {
  const unit = useLossUnit();
  const stepShare = useApp((state) => state.stepShare);
  return (
    <p className={styles.trainingStatus} data-part="training-status" aria-hidden="true">
      <span>{describeSteps(lines)}</span>
      <span className={styles.pace}>
        {stepShare === null ? describePace(lines) : `next step, ${percent(stepShare)} done`}
      </span>
      <span className={styles.unit}>{UNIT_IN_FULL[unit]}</span>
    </p>
  );
}

/** A line for each model, for assistive technology: announced once a second while training runs. */
export function TrainingStatus() {
  return (
    <div className="visually-hidden" role="status" aria-label="Training status">
      <Announced />
    </div>
  );
}

/** "step 1,240", or "steps 80 to 1,240" where models have taken different numbers of them. */
function describeSteps(lines: readonly StatusLine[]): string {
  const steps = lines.map(({ run }) => run?.step ?? 0);
  const [least, most] = [Math.min(...steps), Math.max(...steps)];
  return least === most ? `step ${formatCount(most)}` : `steps ${formatCount(least)} to ${formatCount(most)}`;
}

/** Characters that all models together read in a second. */
function describePace(lines: readonly StatusLine[]): string {
  const pace = lines.reduce((sum, { model, run }) => sum + (model.paused || !run ? 0 : run.charactersPerSecond), 0);
  return pace > 0 ? `${formatCount(pace)} characters/s` : '';
}

function Announced() {
  const state = useThrottledState(ANNOUNCE_EVERY, concernsStatus, isUrgent);
  return statusLines(allModels(state), state).map((line) => (
    <p key={line.model.id} {...cellMark(line.model)}>
      <b>{line.model.name}</b> {statusText(line, state.ui.lossUnit)}
    </p>
  ));
}
