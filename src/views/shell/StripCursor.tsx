import { barHeight, stripTickEvery } from '../../draw/textStrip.ts';
import { columnOf } from '../../draw/timeColumns.ts';
import { hiddenTicks } from '../../draw/timeTicks.ts';
import type { Trace } from '../../engine/trace.ts';
import { toBits } from '../lossUnits.ts';
import { CursorColumn } from '../picture/CursorColumn.tsx';
import { useApp } from '../StoreContext.tsx';
import { useTimeWindow } from '../TimeWindow.tsx';

/** Pixels of one character of `t = 80` in bold 12 px. */
const CHARACTER = 7;

/** Over the strip, alone in following `t`: its number, the frame around its character, its surprise in full ink. */
export function StripCursor({ trace }: { readonly trace: Trace | undefined }) {
  const t = useApp((state) => state.cursor.t);
  const { start, columns, columnWidth, stepsPerColumn, width } = useTimeWindow();
  if (t < start || t >= start + columns) return null;
  const w = Math.max(1, columnWidth);
  const x = (columnOf(t, stepsPerColumn) - columnOf(start, stepsPerColumn)) * w;
  const loss = trace?.loss[t];
  const half = (String(t).length + 4) * (CHARACTER / 2);
  const centre = Math.min(width - half, Math.max(half, x + w / 2));
  const [from, to] = hiddenTicks(centre - half, centre + half, start, columnWidth, stripTickEvery(columnWidth));
  return (
    <>
      <span
        className="strip-time"
        aria-hidden="true"
        style={{ transform: `translateX(${from}px)`, width: to - from, paddingLeft: centre - half - from }}
      >
        <span style={{ width: 2 * half }}>t = {t}</span>
      </span>
      <div className="strip-frame">
        <CursorColumn start={start} columns={columns} columnWidth={columnWidth} />
      </div>
      {loss === undefined ? null : (
        <span
          className="strip-bar"
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
