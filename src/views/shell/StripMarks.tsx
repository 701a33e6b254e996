import { columnOf } from '../../draw/timeColumns.ts';
import { useApp } from '../StoreContext.tsx';
import { useTimeWindow } from '../chart/TimeWindow.tsx';
import styles from './StripMarks.module.css';

/** Marks on the strip: a frame around the selection, and bars over the ranges of the label that is being edited. */
export function StripMarks() {
  const span = useApp((state) => state.span);
  const painted = useApp((state) => state.painted);
  const offset = useApp((state) => (state.passage.kind === 'text' ? state.traceWindow.from : null));
  const { range, columnWidth, stepsPerColumn } = useTimeWindow();
  const w = Math.max(1, columnWidth);
  const first = columnOf(range.from, stepsPerColumn);
  /** Left edge and width of the visible part of the timesteps from … to − 1; null if none is visible. */
  const position = (from: number, to: number) => {
    const a = Math.max(from, range.from);
    const b = Math.min(to, range.to);
    if (b <= a) return null;
    const left = (columnOf(a, stepsPerColumn) - first) * w;
    return { left, width: (columnOf(b - 1, stepsPerColumn) - first + 1) * w - left };
  };
  const frame = span && position(span.from, span.to);
  return (
    <>
      {offset === null
        ? null
        : painted.map(({ from, to }) => {
            const bar = position(from - offset, to - offset);
            return bar && <span key={`${from}-${to}`} className={styles.stripPainted} aria-hidden="true" style={bar} />;
          })}
      {span && frame ? (
        <span
          className={styles.stripSpan}
          aria-hidden="true"
          data-from={span.from < range.from ? 'before' : undefined}
          data-to={span.to > range.to ? 'after' : undefined}
          style={frame}
        />
      ) : null}
    </>
  );
}
