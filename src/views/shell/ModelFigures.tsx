import { formatCount } from '../../draw/format.ts';
import { heldOutRise } from '../../state/overfitting.ts';
import { formatLoss, UNIT_NAME, useLossUnit } from '../lossUnits.ts';
import { describeUntrained, isOlder, newestHeldOut, type StatusLine, statusText, trainingLoss } from './statusText.ts';
import styles from './ModelFigures.module.css';

/** Beside a model's checkbox: its held-out loss, its training loss in small, and how far it is from the others. */
export function ModelFigures({ line, id }: { readonly line: StatusLine; readonly id: string }) {
  const unit = useLossUnit();
  const { model, run, position } = line;
  const training = trainingLoss(run);
  const heldOut = run && newestHeldOut(run);
  return (
    <span
      id={id}
      className={styles.figures}
      data-part="model-figures"
      data-name={model.name}
      data-step={run?.step ?? 0}
      title={`${model.name} ${statusText(line, unit)}`}
    >
      <span>
        {heldOut && (
          <>
            held-out <b className="n">{formatLoss(heldOut.loss, unit)}</b>
            {isOlder(heldOut.step, run.step) && ` at ${formatCount(heldOut.step)}`}
          </>
        )}
      </span>
      <small>
        {training === null ? (
          describeUntrained(line)
        ) : (
          <>
            training <span className="n">{formatLoss(training, unit)}</span> {UNIT_NAME[unit]}
            {position && ` · ${position}`}
          </>
        )}
        {run && heldOutRise(run) && (
          <b className={styles.rises} title="Held-out loss has risen for a while: learned by heart">
            {' '}
            ▲ by heart
          </b>
        )}
      </small>
    </span>
  );
}
