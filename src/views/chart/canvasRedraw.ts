/** Paints a canvas again at some canvas pixels for each CSS pixel; null for those of the screen. */
type Redraw = (density: number | null) => void;

const redraws = new WeakMap<HTMLCanvasElement, Redraw>();

export function setRedraw(canvas: HTMLCanvasElement, redraw: Redraw): void {
  redraws.set(canvas, redraw);
}

/** How a canvas is painted again; undefined for one whose pixels are data and stay what they are. */
export function redrawOf(canvas: HTMLCanvasElement): Redraw | undefined {
  return redraws.get(canvas);
}
