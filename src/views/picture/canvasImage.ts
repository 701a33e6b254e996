import { redrawOf } from '../chart/canvasRedraw.ts';

/** Canvas pixels for each CSS pixel in a saved picture. */
const DENSITY = 2;

/** The largest side of an image of cells in pixels. */
const MOST = 4096;

/**
 * What a canvas shows as a PNG without loss. One that is painted is painted again for a saved picture's density. In one of cells
 * each cell gets so many pixels that no reader can blur it.
 *
 * @param width of the picture in CSS pixels
 */
export function canvasImage(canvas: HTMLCanvasElement, width: number, height: number): string {
  const redraw = redrawOf(canvas);
  if (!redraw) return enlarged(canvas, width, height).toDataURL('image/png');
  redraw(DENSITY);
  try {
    return canvas.toDataURL('image/png');
  } finally {
    redraw(null);
  }
}

function enlarged(canvas: HTMLCanvasElement, width: number, height: number): HTMLCanvasElement {
  const times = (shown: number, cells: number): number =>
    Math.max(1, Math.min(Math.ceil((DENSITY * shown) / cells), Math.floor(MOST / cells)));
  const [across, down] = [times(width, canvas.width), times(height, canvas.height)];
  const large = document.createElement('canvas');
  large.width = across * canvas.width;
  large.height = down * canvas.height;
  const context = large.getContext('2d');
  if (!context) return canvas;
  context.imageSmoothingEnabled = false;
  context.drawImage(canvas, 0, 0, large.width, large.height);
  return large;
}
