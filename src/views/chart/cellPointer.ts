import type { PointerEvent } from 'react';
import { pointerOn } from '../ui/pointerOn.ts';
import { hideTooltip, showTooltip } from '../ui/tooltip.ts';

/** A cell of a map, counted from the top left corner. */
export interface MapCell {
  readonly row: number;
  readonly column: number;
}

export interface CellPointerRequest {
  readonly rows: number;
  readonly columns: number;
  /** Size of a cell in pixels. */
  readonly rowHeight: number;
  readonly columnWidth: number;
  /** Called for a press, and for every cell that a drag reaches. */
  readonly onPress: (cell: MapCell) => void;
  /** The tooltip of a cell; '' for none. */
  readonly reading: (cell: MapCell) => string;
}

/** Handlers of the pointer over a map of cells: hovering reads, and a press or a drag chooses. */
export function cellPointer({ rows, columns, rowHeight, columnWidth, onPress, reading }: CellPointerRequest) {
  const index = (pixels: number, size: number, count: number): number =>
    Math.min(count - 1, Math.max(0, Math.floor(pixels / size)));
  const cellAt = (event: PointerEvent<HTMLElement>): MapCell => {
    const { x, y } = pointerOn(event.currentTarget, event);
    return {
      row: index(y, rowHeight, rows),
      column: index(x, columnWidth, columns),
    };
  };
  return {
    onPointerDown(event: PointerEvent<HTMLElement>) {
      if (event.button !== 0) return;
      event.currentTarget.setPointerCapture(event.pointerId);
      onPress(cellAt(event));
    },
    onPointerMove(event: PointerEvent<HTMLElement>) {
      const cell = cellAt(event);
      if (event.currentTarget.hasPointerCapture(event.pointerId)) onPress(cell);
      showTooltip(reading(cell), event);
    },
    onPointerLeave: hideTooltip,
  };
}
