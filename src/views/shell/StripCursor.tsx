import { holds } from '../../engine/range.ts';
import { formatCount } from '../../draw/format.ts';
import { barHeight, stripTickEvery } from '../../draw/stripLayout.ts';
import { columnOf } from '../../draw/timeColumns.ts';
import { hiddenTicks } from '../../draw/timeTicks.ts';
import type { Trace } from '../../engine/trace.ts';
import { toBits } from '../lossUnits.ts';
import { CursorColumn } from '../chart/CursorColumn.tsx';
import { useApp } from '../StoreContext.tsx';
import { useTimeWindow } from '../chart/TimeWindow.tsx';
import styles from './StripCursor.module.css';

/** Width in pixels of one character of `t = 80` in bold 12 px. */
const CHARACTER = 7;
/** Pixels by which the number of the last tick may stand out over the strip; a tick beyond its end is not drawn. */
const BEYOND = 12;

/** The cursor on the strip: its timestep, a frame, and its surprise. Only this component follows `t`. */
export function StripCursor({ trace }: { readonly trace: Trace | undefined }) {
  const t = useApp((state) => state.ui.cursor.t);
  const { range, columnWidth, stepsPerColumn, width } = useTimeWindow();
  if (!holds(range, t)) return null;
  const w = Math.max(1, columnWidth);
  const x = (columnOf(t, stepsPerColumn) - columnOf(range.from, stepsPerColumn)) * w;
  const loss = trace?.loss[t];
  const half = (formatCount(t).length + 4) * (CHARACTER / 2);
  const centre = Math.min(width - half, Math.max(half, x + w / 2));
  const [from, to] = hiddenTicks(centre - half, centre + half, range.from, columnWidth, stripTickEvery(columnWidth));
  return (
    <>
      <span
        className={styles.stripTime}
        aria-hidden="true"
        style={{
          transform: `translateX(${from}px)`,
          width: Math.min(to, width + BEYOND) - from,
          paddingLeft: centre - half - from,
        }}
      >
        <span style={{ width: 2 * half }}>t = {formatCount(t)}</span>
      </span>
      <div className={styles.stripFrame}>
        <CursorColumn range={range} columnWidth={columnWidth} />
      </div>
      {loss === undefined ? null : (
        <span
          className={styles.stripBar}
          style={{
            transform: `translateX(${x + (w < 4 ? 0 : 1)}px)`,
            width: w < 4 ? w : w - 2,
            height: barHeight(toBits(loss)),
          }}
        />
      )}
    </>
  );
}
