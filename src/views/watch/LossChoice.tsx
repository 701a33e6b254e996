import { formatCount } from '../../draw/format.ts';
import type { Trace } from '../../engine/trace.ts';
import { formatLoss, lossText, useLossUnit } from '../lossUnits.ts';
import { boxLeft, type UnrolledLayout } from './unrolledLayout.ts';
import { useUi } from '../StoreContext.tsx';
import { Button } from '../ui/Button.tsx';
import styles from './LossChoice.module.css';

interface LossChoiceProps {
  readonly trace: Trace;
  readonly layout: UnrolledLayout;
  readonly start: number;
  readonly count: number;
  /** The timestep of the chosen loss; null if no copy has a loss. */
  readonly position: number | null;
}

/** The losses above the copies. A press on a loss draws its gradient. The default is the loss of the last copy. */
export function LossChoice({ trace, layout, start, count, position }: LossChoiceProps) {
  const unit = useLossUnit();
  const [, setLoss] = useUi('unrolledLoss');
  const { columnWidth, boxWidth } = layout;
  const width = Math.min(72, columnWidth - 8);
  const lastLoss = Math.min(start + count, trace.loss.length) - 1;
  return (
    <fieldset className={styles.unrolledLosses} aria-label="Loss whose gradient is drawn">
      {Array.from({ length: Math.max(0, lastLoss - start + 1) }, (_, k) => {
        const t = start + k;
        return (
          <Button
            kind="bare"
            key={k}
            aria-pressed={t === position}
            aria-label={`Loss at t = ${formatCount(t)}: ${lossText(trace.loss[t], unit)}`}
            style={{ left: boxLeft(layout, k) + boxWidth / 2 - width / 2, width }}
            onClick={() => setLoss(t === lastLoss ? null : t)}
          >
            {formatLoss(trace.loss[t], unit)}
          </Button>
        );
      })}
    </fieldset>
  );
}
