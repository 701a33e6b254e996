import { useLayoutEffect, useRef, type ComponentPropsWithoutRef } from 'react';
import { zoomOf } from '../ui/pointerOn.ts';
import type { Pixels } from '../../draw/pixels.ts';
import { setRedraw } from './canvasRedraw.ts';

interface CanvasSize {
  /** CSS pixels. */
  readonly width: number;
  readonly height: number;
}

interface ComputedPicture {
  /** The pixels, which are stretched over the canvas. Null leaves the canvas as it is. */
  readonly pixels: () => Pixels | null;
}

interface PaintedPicture {
  /** Paints on the cleared canvas. Coordinates are in CSS pixels. */
  readonly paint: (context: CanvasRenderingContext2D) => void;
  /** Canvas pixels per CSS pixel. The default is that of the screen. */
  readonly density?: number;
  /** Whether the style sheet sets the displayed size. */
  readonly isStretched?: boolean;
  /** Subscribes to events after which the canvas is painted again. Returns the function that unsubscribes. */
  readonly repaintOn?: (repaint: () => void) => () => void;
}

export type CanvasProps = CanvasSize &
  (ComputedPicture | PaintedPicture) &
  Omit<ComponentPropsWithoutRef<'canvas'>, keyof CanvasSize | 'children'>;

/**
 * A canvas that is drawn again when its picture or its size changes, before the browser paints the page. Callers
 * memoise `pixels` and `paint` with `useCallback`. The attribute `data-draws` counts the draws.
 */
export function Canvas(props: CanvasProps) {
  const { width, height, pixels, paint, density, isStretched, repaintOn, style, ...rest } = { ...EITHER, ...props };
  const canvas = useRef<HTMLCanvasElement>(null);
  useLayoutEffect(() => {
    const element = canvas.current;
    const context = element?.getContext('2d');
    if (!element || !context || width < 1 || height < 1) return;
    const paintAt = (asked: number | null): void => {
      const usual = density ?? (devicePixelRatio || 1) * zoomOf(element);
      if (paint) repaint(context, { width, height }, asked ?? usual, paint);
    };
    if (paint) setRedraw(element, paintAt);
    const draw = (): void => {
      if (pixels) upload(context, pixels());
      paintAt(null);
      element.dataset.draws = String(Number(element.dataset.draws ?? 0) + 1);
    };
    draw();
    return repaintOn?.(draw);
  }, [pixels, paint, width, height, density, repaintOn]);
  return <canvas {...rest} ref={canvas} style={isStretched ? style : { width, height, ...style }} />;
}

/** Allows reading the properties of both kinds of picture. A canvas has one of them. */
const EITHER: Partial<ComputedPicture & PaintedPicture> = {};

function upload(context: CanvasRenderingContext2D, picture: Pixels | null): void {
  if (!picture || picture.columns < 1 || picture.rows < 1) return;
  resize(context.canvas, picture.columns, picture.rows);
  context.putImageData(new ImageData(picture.data, picture.columns, picture.rows), 0, 0);
}

function repaint(
  context: CanvasRenderingContext2D,
  { width, height }: CanvasSize,
  density: number,
  paint: PaintedPicture['paint'],
): void {
  resize(context.canvas, Math.round(width * density), Math.round(height * density));
  context.save();
  context.setTransform(density, 0, 0, density, 0, 0);
  context.clearRect(0, 0, width, height);
  paint(context);
  context.restore();
}

/** Setting the size clears a canvas, even if the size stays the same. */
function resize(canvas: HTMLCanvasElement, width: number, height: number): void {
  if (canvas.width !== width) canvas.width = width;
  if (canvas.height !== height) canvas.height = height;
}
