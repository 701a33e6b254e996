/** Points in a plane: one scale for both directions, so that distances on the screen are distances in the plane. */
import { ticks } from 'd3';
import { luminance, rampTable, type RampName, type Theme } from './ramps.ts';

export interface Plane {
  /** Pixels from the left and from the top, [T] each; NaN for what has no place. */
  readonly x: Float32Array;
  readonly y: Float32Array;
  /** Pixels of a coordinate. */
  readonly placeX: (value: number) => number;
  readonly placeY: (value: number) => number;
  /** Round coordinates inside the picture. */
  readonly ticksX: readonly number[];
  readonly ticksY: readonly number[];
}

export interface PlaneRequest {
  /** [T, stride]: coordinate `across` goes to the right, `up` upwards. */
  readonly points: Float32Array;
  readonly stride: number;
  readonly across: number;
  readonly up: number;
  /** Pixels. */
  readonly width: number;
  readonly height: number;
  /** Pixels left free at every side. */
  readonly margin: number;
}

/** About one number per so many pixels at an axis. */
const TICK_EVERY = 64;

/** Lays all points out as large as they fit, in the middle. */
export function layOut(request: PlaneRequest): Plane {
  const { points, stride, across, up, width, height, margin } = request;
  const [left, right] = extentOf(points, stride, across);
  const [bottom, top] = extentOf(points, stride, up);
  const scale = Math.min((width - 2 * margin) / (right - left || 1e-9), (height - 2 * margin) / (top - bottom || 1e-9));
  const pixels = Number.isFinite(scale) && scale > 0 ? scale : 1;
  const [middleX, middleY] = [(left + right) / 2, (bottom + top) / 2];
  const placeX = (value: number) => width / 2 + (value - middleX) * pixels;
  const placeY = (value: number) => height / 2 - (value - middleY) * pixels;
  const T = points.length / stride;
  const x = new Float32Array(T);
  const y = new Float32Array(T);
  for (let t = 0; t < T; t++) {
    x[t] = placeX(points[t * stride + across]);
    y[t] = placeY(points[t * stride + up]);
  }
  const ticksOf = (middle: number, size: number) =>
    ticks(middle - size / 2 / pixels, middle + size / 2 / pixels, Math.max(2, Math.round(size / TICK_EVERY)));
  return { x, y, placeX, placeY, ticksX: ticksOf(middleX, width), ticksY: ticksOf(middleY, height) };
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

/** Radius of a dot by how many there are: many small ones still show where they are dense. */
export function dotRadius(count: number): number {
  if (count <= 600) return 2.6;
  return count <= 4000 ? 1.9 : 1.3;
}

/**
 * Paints one dot per point in the order of time. What has no place or no colour is left out.
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

/** Contrast with the ground from which on a small dot is seen (WCAG 2.2, 1.4.11). */
const SEEN = 3;

/** First entry, as a place 0…1, of a sequential ramp that contrasts 3 to 1 with its ground: where dots begin in it. */
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
