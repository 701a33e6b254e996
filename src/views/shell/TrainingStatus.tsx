import { shallow } from 'zustand/shallow';
import { recentMean } from '../../draw/lineChart.ts';
import { formatCount, formatFixed } from '../../draw/format.ts';
import { heldOutRise } from '../../state/overfitting.ts';
import { commonStep, stepsApart } from '../../state/lockstep.ts';
import type { LossUnit } from '../../state/lossUnit.ts';
import { allModels, identities } from '../../state/models.ts';
import type { AppState } from '../../state/state.ts';
import type { Model, ModelIdentity, ModelRun } from '../../state/model.ts';
import { cellMark } from '../chart/cellMark.ts';
import { formatLoss, formatPerplexity, RECENT_STEPS, toBits, UNIT_PER_CHARACTER, useLossUnit } from '../lossUnits.ts';
import { useApp } from '../StoreContext.tsx';
import { useRuns } from '../useModels.ts';
import { useThrottledState } from '../ui/useThrottledState.ts';
import styles from './TrainingStatus.module.css';

/** Milliseconds between two announcements. */
const ANNOUNCE_EVERY = 1000;

/** The number of models for whose lines the bar has room. More models have a row of their own, with shorter lines. */
const ROWS = 3;

/** A held-out loss that was measured before this share of the run is shown with its step. */
const OLD_SHARE = 0.75;

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

/** Id of the element with a model's losses, which describes the model's checkbox. */
export const lossesId = (model: ModelIdentity): string => `losses-of-${model.id}`;

/** One line per model that takes part. It is drawn at once, and announced once a second while training runs. */
export function TrainingStatus() {
  const isMany = useApp((state) => allModels(state).length > ROWS);
  return (
    <>
      <div
        className={styles.trainingStatus}
        data-part="training-status"
        data-many={isMany || undefined}
        aria-hidden="true"
        title={`Held-out: on text that is not learned, as newly measured. Training: mean over the last ${RECENT_STEPS} steps`}
      >
        <Drawn />
      </div>
      <div className="visually-hidden" role="status" aria-label="Training status">
        <Announced />
      </div>
    </>
  );
}

interface LineProps {
  readonly model: ModelIdentity;
  readonly run: ModelRun | null;
  /** How far a model is from the common training step; null for a model at that step. */
  readonly position: string | null;
  readonly status: AppState['status'];
  /** How much of the current step is done, if it takes long. */
  readonly stepShare: number | null;
  readonly unit: LossUnit;
}

/** The properties of the lines, for the models that take part. */
function linesOf(
  models: readonly Pick<Model, 'is' | 'run'>[],
  { status, stepShare }: Pick<AppState, 'status' | 'stepShare'>,
): Omit<LineProps, 'unit'>[] {
  const common = commonStep(models);
  return models
    .filter(({ is }) => is.active)
    .map(({ is, run }) => ({ model: is, run, position: positionOf(is, run, common), status, stepShare }));
}

function Drawn() {
  const models = useRuns();
  const status = useApp((state) => state.status);
  const unit = useLossUnit();
  const stepShare = useApp((state) => state.stepShare);
  return linesOf(models, { status, stepShare }).map((line) => (
    <p key={line.model.id} {...cellMark(line.model)}>
      <DrawnLine {...line} unit={unit} />
    </p>
  ));
}

function Announced() {
  const state = useThrottledState(ANNOUNCE_EVERY, concernsStatus, isUrgent);
  return linesOf(allModels(state), state).map((line) => (
    <p key={line.model.id} {...cellMark(line.model)}>
      <AnnouncedLine {...line} unit={state.ui.lossUnit} />
    </p>
  ));
}

function Untrained({ model, run, position, status, stepShare, unit }: LineProps) {
  const isOpened = model.opened !== undefined && status !== 'training' && !position;
  const heldOut = isOpened && run ? newestHeldOut(run) : null;
  return (
    <>
      <b>{model.name}</b> step {formatCount(run?.step ?? 0)} ·{' '}
      {isOpened ? 'as opened' : describeUntrained(status, position, stepShare)}
      {heldOut && ` · held-out ${formatLoss(heldOut.loss, unit)} ${UNIT_PER_CHARACTER[unit]}`}
    </>
  );
}

/** Both losses with their names, in the chosen unit. */
function DrawnLine(props: LineProps) {
  const { model, run, position, unit, stepShare } = props;
  if (!run || run.loss.length === 0) return <Untrained {...props} />;
  const heldOut = newestHeldOut(run);
  return (
    <>
      <b>{model.name}</b> step <span className="n">{formatCount(run.step)}</span>
      {position && <> · {position}</>}
      {' · '}
      <span id={lossesId(model)}>
        {heldOut && (
          <>
            held-out <span className={`n ${styles.loss}`}>{formatLoss(heldOut.loss, unit)}</span>
            {isOlder(heldOut.step, run.step) && ` at ${formatCount(heldOut.step)}`} ·{' '}
          </>
        )}
        <span className={styles.unbroken}>
          training <span className={`n ${styles.loss}`}>{formatLoss(recentMean(run.loss, RECENT_STEPS), unit)}</span>{' '}
          <span className={styles.inUnit} data-part="in-unit">
            {UNIT_PER_CHARACTER[unit]}
          </span>
        </span>
        {heldOutRise(run) && (
          <span className={styles.rises} title="Held-out loss has risen for a while: learned by heart">
            {' '}
            ▲ by heart
          </span>
        )}
      </span>
      {!model.paused && (
        <span className={styles.wordy}>
          {' '}
          ·{' '}
          {stepShare === null ? (
            <>
              <span className="n">{formatCount(run.charactersPerSecond)}</span> characters/s
            </>
          ) : (
            `next step, ${percent(stepShare)} done`
          )}
        </span>
      )}
    </>
  );
}

/** The same in full: the training loss in all three units, and the held-out loss in the chosen one. */
function AnnouncedLine(props: LineProps) {
  const { model, run, position, unit, stepShare } = props;
  if (!run || run.loss.length === 0) return <Untrained {...props} />;
  const loss = recentMean(run.loss, RECENT_STEPS);
  const heldOut = newestHeldOut(run);
  return (
    <>
      <b>{model.name}</b> step {formatCount(run.step)}
      {position && <> · {position}</>} · loss {formatLoss(loss, 'nats', 3)} · perplexity {formatPerplexity(loss)} ·{' '}
      {formatFixed(toBits(loss), 2)} bits/char
      {!model.paused && <> · {formatCount(run.charactersPerSecond)} characters/s</>}
      {!model.paused && stepShare !== null && <> · next step, {percent(stepShare)} done</>}
      {heldOut && (
        <>
          {' '}
          · held-out {formatLoss(heldOut.loss, unit)} {UNIT_PER_CHARACTER[unit]} at step {formatCount(heldOut.step)}
        </>
      )}
      {heldOutRise(run) && ' · held-out rises: learned by heart'}
    </>
  );
}

/** Whether a loss was measured so early in training that it is shown with its step. */
function isOlder(measured: number, step: number): boolean {
  return measured < OLD_SHARE * step;
}

/** The newest held-out loss and its step; null where none has been measured. */
function newestHeldOut({ heldOut }: ModelRun): { readonly loss: number; readonly step: number } | null {
  const last = heldOut.length - 1;
  return last < 0 ? null : { loss: heldOut.values[last], step: heldOut.steps[last] };
}

/** The state of a model before its first step. */
function describeUntrained(status: AppState['status'], position: string | null, stepShare: number | null): string {
  if (status === 'preparing') return 'being prepared';
  if (position) return position;
  if (status !== 'training') return 'not trained yet';
  return stepShare === null ? 'the first step begins' : `first step, ${percent(stepShare)} done`;
}

function percent(share: number): string {
  return `${Math.floor(100 * share)} %`;
}

/** "paused, 80 steps behind": how far a model is from the common training step; null for a model at that step. */
function positionOf(model: ModelIdentity, run: ModelRun | null, common: number): string | null {
  const apart = run ? stepsApart(run.step, common) : null;
  const words = [model.paused ? 'paused' : null, apart].filter((word) => word !== null);
  return words.length > 0 ? words.join(', ') : null;
}
