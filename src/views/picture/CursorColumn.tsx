import { columnOf, stepsPerColumn } from '../../draw/timeColumns.ts';
import { useApp } from '../StoreContext.tsx';

export interface CursorColumnProps {
  /** First timestep in view. */
  readonly start: number;
  readonly columns: number;
  /** Pixels of one timestep; below 1 several share a pixel. */
  readonly columnWidth: number;
}

/** Columns narrower than this leave no room for a frame with paper inside: two lines stand beside them instead. */
const THIN = 5;

/** The column of the timestep `t` over a picture with the shared time axis. Alone in following `t`: the picture under it is not drawn again. */
export function CursorColumn({ start, columns, columnWidth }: CursorColumnProps) {
  const t = useApp((state) => state.cursor.t);
  if (t < start || t >= start + columns) return null;
  const n = stepsPerColumn(columnWidth);
  const x = (columnOf(t, n) - columnOf(start, n)) * Math.max(1, columnWidth);
  return (
    <span
      className="picture-cursor"
      aria-hidden="true"
      data-thin={columnWidth < THIN || undefined}
      style={{ transform: `translateX(${x}px)`, width: Math.max(1, columnWidth) }}
    />
  );
}
