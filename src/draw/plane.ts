/** Points in a plane, with the same scale in both directions. */
import { ticks } from 'd3';
import { luminance, rampTable, type RampName, type Theme } from './ramps.ts';

export interface Plane {
  /** Pixels from the left and from the top, [T] each; NaN for points without coordinates. */
  readonly x: Float32Array;
  readonly y: Float32Array;
  /** The pixel of a coordinate. */
  readonly positionX: (value: number) => number;
  readonly positionY: (value: number) => number;
  /** Round coordinates inside the picture. */
  readonly ticksX: readonly number[];
  readonly ticksY: readonly number[];
}

/** What a plane shows. */
export interface PlaneRequest {
  /** [T, stride]: coordinate `across` is horizontal, `up` is vertical. */
  readonly points: Float32Array;
  readonly stride: number;
  readonly across: number;
  readonly up: number;
  readonly width: number;
  readonly height: number;
  /** Pixels left free at the left and the right, and above and below. */
  readonly margin: readonly [number, number];
}

/** The distance between ticks in pixels, approximately. */
const TICK_EVERY = 64;

/** Scales all points to the largest size that fits, and centres them. */
export function layOut(request: PlaneRequest): Plane {
  const { points, stride, across, up, width, height, margin } = request;
  const [left, right] = extentOf(points, stride, across);
  const [bottom, top] = extentOf(points, stride, up);
  const scale = Math.min(
    (width - 2 * margin[0]) / (right - left || 1e-9),
    (height - 2 * margin[1]) / (top - bottom || 1e-9),
  );
  const pixels = Number.isFinite(scale) && scale > 0 ? scale : 1;
  const [middleX, middleY] = [(left + right) / 2, (bottom + top) / 2];
  const positionX = (value: number) => width / 2 + (value - middleX) * pixels;
  const positionY = (value: number) => height / 2 - (value - middleY) * pixels;
  const T = points.length / stride;
  const x = new Float32Array(T);
  const y = new Float32Array(T);
  for (let t = 0; t < T; t++) {
    x[t] = positionX(points[t * stride + across]);
    y[t] = positionY(points[t * stride + up]);
  }
  const ticksOf = (middle: number, size: number) =>
    ticks(middle - size / 2 / pixels, middle + size / 2 / pixels, Math.max(2, Math.round(size / TICK_EVERY)));
  return { x, y, positionX, positionY, ticksX: ticksOf(middleX, width), ticksY: ticksOf(middleY, height) };
}

/** Lowest and highest finite coordinate; 0 and 0 if there is none. */
function extentOf(points: Float32Array, stride: number, at: number): readonly [number, number] {
  let low = Infinity;
  let high = -Infinity;
  for (let k = at; k < points.length; k += stride) {
    const value = points[k];
    if (!Number.isFinite(value)) continue;
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return low <= high ? [low, high] : [0, 0];
}

/** Radius of a dot, which decreases with the number of dots, so that dense regions stay recognisable. */
export function dotRadius(count: number): number {
  if (count <= 600) return 2.6;
  return count <= 4000 ? 1.9 : 1.3;
}

/**
 * Paints one dot per point in the order of time. Points without coordinates or colour are left out.
 *
 * @param colour CSS colour of point t; null for none
 */
export function paintDots(
  context: CanvasRenderingContext2D,
  plane: Pick<Plane, 'x' | 'y'>,
  radius: number,
  colour: (t: number) => string | null,
): void {
  const { x, y } = plane;
  let last = '';
  for (let t = 0; t < x.length; t++) {
    const style = colour(t);
    if (style === null || Number.isNaN(x[t]) || Number.isNaN(y[t])) continue;
    if (style !== last) context.fillStyle = last = style;
    context.beginPath();
    context.arc(x[t], y[t], radius, 0, 2 * Math.PI);
    context.fill();
  }
}

/** The contrast with the background from which a small dot is visible (WCAG 2.2, 1.4.11). */
const SEEN = 3;

/** The first position 0 … 1 of a ramp with a contrast of 3 to 1 to the background, from which dots are coloured. */
export function firstSeen(ramp: RampName, theme: Theme): number {
  const table = rampTable(ramp, theme);
  const at = (entry: number) => luminance(table[entry * 4], table[entry * 4 + 1], table[entry * 4 + 2]) + 0.05;
  const ground = at(0);
  for (let entry = 0; entry < table.length / 4; entry++) {
    const contrast = at(entry) > ground ? at(entry) / ground : ground / at(entry);
    if (contrast >= SEEN) return entry / (table.length / 4 - 1);
  }
  return 1;
}
