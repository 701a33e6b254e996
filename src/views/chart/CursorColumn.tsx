import { holds, type Range } from '../../engine/range.ts';
import { columnOf, stepsPerColumn } from '../../draw/timeColumns.ts';
import { useApp } from '../StoreContext.tsx';
import styles from './CursorColumn.module.css';

export interface CursorColumnProps {
  /** Timesteps in view. */
  readonly range: Range;
  /** Width of a timestep in pixels; below 1 if several share a pixel. */
  readonly columnWidth: number;
}

/** Narrower columns have no room for a frame. They have a line on either side instead. */
const THIN = 5;

/** Marks the cursor's column. Only this component follows `t`, so the picture under it is not drawn again. */
export function CursorColumn({ range, columnWidth }: CursorColumnProps) {
  const t = useApp((state) => state.ui.cursor.t);
  if (!holds(range, t)) return null;
  const n = stepsPerColumn(columnWidth);
  const x = (columnOf(t, n) - columnOf(range.from, n)) * Math.max(1, columnWidth);
  return (
    <span
      className={styles.pictureCursor}
      data-part="picture-cursor"
      aria-hidden="true"
      data-thin={columnWidth < THIN || undefined}
      style={{ transform: `translateX(${x}px)`, width: Math.max(1, columnWidth) }}
    />
  );
}
