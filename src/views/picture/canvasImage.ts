import { redrawOf } from '../chart/canvasRedraw.ts';

/** Canvas pixels for each CSS pixel in a saved picture. */
const DENSITY = 2;

/** What a canvas shows as a PNG without loss. One that is painted is painted again for a saved picture's density. */
export function canvasImage(canvas: HTMLCanvasElement): string {
  const redraw = redrawOf(canvas);
  redraw?.(DENSITY);
  try {
    return canvas.toDataURL('image/png');
  } finally {
    redraw?.(null);
  }
}
