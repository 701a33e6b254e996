import { useApp } from '../StoreContext.tsx';

export interface CursorColumnProps {
  /** First timestep in view. */
  readonly start: number;
  readonly columns: number;
  readonly columnWidth: number;
}

/** The column of the timestep `t` over a picture with the shared time axis. Alone in following `t`: the picture under it is not drawn again. */
export function CursorColumn({ start, columns, columnWidth }: CursorColumnProps) {
  const column = useApp((state) => state.cursor.t) - start;
  if (column < 0 || column >= columns) return null;
  return (
    <span
      className="picture-cursor"
      aria-hidden="true"
      style={{ transform: `translateX(${column * columnWidth}px)`, width: columnWidth + 3 }}
    />
  );
}
