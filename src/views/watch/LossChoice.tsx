import { formatFixed } from '../../draw/format.ts';
import type { Trace } from '../../engine/trace.ts';
import { boxLeft, type UnrolledLayout } from './unrolledLayout.ts';
import { setWatchOptions } from './watchOptions.ts';

export interface LossChoiceProps {
  readonly trace: Trace;
  readonly layout: UnrolledLayout;
  readonly start: number;
  readonly count: number;
  /** The chosen loss; null if no copy has one. */
  readonly position: number | null;
}

/** The losses on top of the copies: press one to see its gradient go back. The last copy's is chosen until another is. */
export function LossChoice({ trace, layout, start, count, position }: LossChoiceProps) {
  const { columnWidth, boxWidth } = layout;
  const width = Math.min(72, columnWidth - 8);
  const lastLoss = Math.min(start + count, trace.loss.length) - 1;
  return (
    <fieldset className="unrolled-losses" aria-label="Loss whose gradient is drawn">
      {Array.from({ length: Math.max(0, lastLoss - start + 1) }, (_, k) => {
        const t = start + k;
        const bits = trace.loss[t] / Math.LN2;
        return (
          <button
            type="button"
            key={k}
            aria-pressed={t === position}
            aria-label={`Loss at t = ${t}: ${formatFixed(bits, 2)} bits`}
            style={{ left: boxLeft(layout, k) + boxWidth / 2 - width / 2, width }}
            onClick={() => setWatchOptions({ lossAt: t === lastLoss ? null : t })}
          >
            {formatFixed(bits, 2)}
          </button>
        );
      })}
    </fieldset>
  );
}
