import { columnOf } from '../../draw/timeColumns.ts';
import { useApp } from '../StoreContext.tsx';
import { useTextMark } from '../textMarks.ts';
import { useTimeWindow } from '../TimeWindow.tsx';

/** Over the strip: the frame around what is selected, and bars over the stretches of the label that is being edited. */
export function StripMarks() {
  const span = useApp((state) => state.span);
  const painted = useTextMark('painted');
  const offset = useApp((state) => (state.passage.kind === 'text' ? state.traceWindow.start : null));
  const { start, columns, columnWidth, stepsPerColumn } = useTimeWindow();
  const w = Math.max(1, columnWidth);
  const first = columnOf(start, stepsPerColumn);
  /** Left end and width of what is in view of timesteps from … to − 1; null if nothing is. */
  const place = (from: number, to: number) => {
    const a = Math.max(from, start);
    const b = Math.min(to, start + columns);
    if (b <= a) return null;
    const left = (columnOf(a, stepsPerColumn) - first) * w;
    return { left, width: (columnOf(b - 1, stepsPerColumn) - first + 1) * w - left };
  };
  const frame = span && place(span.from, span.to);
  return (
    <>
      {offset === null
        ? null
        : painted.map(({ from, to }) => {
            const bar = place(from - offset, to - offset);
            return bar && <span key={`${from}-${to}`} className="strip-painted" aria-hidden="true" style={bar} />;
          })}
      {span && frame ? (
        <span
          className="strip-span"
          aria-hidden="true"
          data-from={span.from < start ? 'before' : undefined}
          data-to={span.to > start + columns ? 'after' : undefined}
          style={frame}
        />
      ) : null}
    </>
  );
}
