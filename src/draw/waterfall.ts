/** Geometry and pixels of charts over training: one row per checkpoint. */
import type { ColourScale } from './channelScale.ts';
import { allPoints, type Curve, extent, linePath, logScale, logTicks, roundDomain, trainingAxis } from './lineChart.ts';
import { copyColour, type Pixels } from './pixels.ts';
import { rampTable, type Theme } from './ramps.ts';

/** What a waterfall shows. */
export interface WaterfallRequest {
  /** Norms by lag of each row, [K + 1]; null if nothing was measured. */
  readonly rows: readonly (ArrayLike<number> | null)[];
  /** K */
  readonly lags: number;
  readonly scale: ColourScale;
  readonly theme: Theme;
}

/** A row of K + 1 pixels for each checkpoint. Cells that were not measured are transparent. */
export function waterfallPixels({ rows, lags, scale, theme }: WaterfallRequest): Pixels {
  const table = rampTable(scale.ramp, theme);
  const data = new Uint8ClampedArray(rows.length * (lags + 1) * 4);
  for (const [row, norms] of rows.entries()) {
    if (!norms) continue;
    for (let k = 0; k <= lags; k++) {
      if (Number.isNaN(norms[k])) continue;
      copyColour(table, norms[k] > 0 ? scale.position(norms[k], 0) : 0, data, row * (lags + 1) + k);
    }
  }
  return { data, columns: lags + 1, rows: rows.length };
}

/** All training steps of several models, each once, ascending. */
export function commonSteps(each: readonly (readonly { readonly step: number }[])[]): readonly number[] {
  return [...new Set(each.flatMap((list) => list.map(({ step }) => step)))].sort((a, b) => a - b);
}

/** Index of the step nearest to `wanted`; the last for null. −1 if there is none. */
export function nearestRow(steps: readonly number[], wanted: number | null): number {
  if (wanted === null) return steps.length - 1;
  let best = steps.length > 0 ? 0 : -1;
  for (let k = 1; k < steps.length; k++) if (Math.abs(steps[k] - wanted) < Math.abs(steps[best] - wanted)) best = k;
  return best;
}

/** Rows with a label, evenly spaced and counted from the last one, at least `distance` pixels from one another. */
export function labelledRows(count: number, rowHeight: number, distance: number): readonly number[] {
  const every = Math.max(1, Math.ceil(distance / rowHeight));
  const rows: number[] = [];
  for (let row = count - 1; row >= 0; row -= every) rows.push(row);
  return rows.reverse();
}

/** Height of a row in whole pixels, as large as fits, so that all rows have the same height. */
export function rowHeightOf(count: number, room: number): number {
  return Math.max(1, Math.floor(room / Math.max(1, count)));
}

/** One value at each of some ascending training steps. */
export interface StepValues {
  readonly steps: readonly number[];
  readonly values: readonly number[];
}

/** The axes of a chart over training steps. */
export interface StepAxis {
  readonly x: (step: number) => number;
  readonly y: (value: number) => number;
  readonly xTicks: readonly number[];
  readonly yTicks: readonly number[];
  /** A line through the values; values that are not finite or not above 0 are left out. */
  readonly path: (line: StepValues) => string;
}

/** Two logarithmic axes that all `lines` share. Step 0 is at the left edge. */
export function stepAxis(lines: readonly StepValues[], width: number, height: number): StepAxis {
  const curveOf = ({ steps, values }: StepValues): Curve => ({
    length: values.length,
    steps,
    values: values.map((value) => (value > 0 ? value : Number.NaN)),
  });
  const { x, ticks } = trainingAxis(Math.max(...lines.map(({ steps }) => steps.at(-1) ?? 0)), width);
  const [low, high] = extent(lines.map(curveOf)) ?? [0.5, 2];
  const domain = roundDomain(Math.min(low, 0.9), Math.max(high, 1.1));
  const y = logScale(domain, [height, 0]);
  return {
    x,
    y: (value) => y(value),
    xTicks: ticks,
    yTicks: logTicks(domain[0], domain[1], Math.max(2, Math.floor(height / 24))),
    path: (line) => linePath(allPoints(curveOf(line), x, y)),
  };
}
