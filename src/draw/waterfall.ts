/** Geometry and pixels of pictures over training: one row per kept training step. */
import type { ColourScale } from './channelScale.ts';
import { allPoints, extent, linePath, logScale, logTicks, roundDomain } from './lineChart.ts';
import { rampTable, tableEntry, type Theme } from './ramps.ts';

export interface WaterfallRequest {
  /** Norms by lag of each row, [K + 1]; null where nothing was measured. */
  readonly rows: readonly (ArrayLike<number> | null)[];
  /** K */
  readonly lags: number;
  readonly scale: ColourScale;
  readonly theme: Theme;
}

/** RGBA, [rows, K + 1, 4]. What was not measured is transparent; what has vanished takes the ramp's ground. */
export function waterfallPixels({ rows, lags, scale, theme }: WaterfallRequest): Uint8ClampedArray<ArrayBuffer> {
  const table = rampTable(scale.ramp, theme);
  const pixels = new Uint8ClampedArray(rows.length * (lags + 1) * 4);
  for (const [row, norms] of rows.entries()) {
    if (!norms) continue;
    for (let k = 0; k <= lags; k++) {
      if (Number.isNaN(norms[k])) continue;
      const entry = tableEntry(norms[k] > 0 ? scale.place(norms[k], 0) : 0) * 4;
      const at = (row * (lags + 1) + k) * 4;
      for (let part = 0; part < 3; part++) pixels[at + part] = table[entry + part];
      pixels[at + 3] = 255;
    }
  }
  return pixels;
}

/** Training steps of several models, each once, ascending. */
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

/** Rows that get a label, evenly apart and counted from the last, at least `distance` pixels from one another. */
export function labelledRows(count: number, rowHeight: number, distance: number): readonly number[] {
  const every = Math.max(1, Math.ceil(distance / rowHeight));
  const rows: number[] = [];
  for (let row = count - 1; row >= 0; row -= every) rows.push(row);
  return rows.reverse();
}

/** Pixels of one row: whole ones, as many as fit, so that all rows are equally high. */
export function rowHeightOf(count: number, room: number): number {
  return Math.max(1, Math.floor(room / Math.max(1, count)));
}

/** A number at ascending training steps. */
export interface StepValues {
  readonly steps: readonly number[];
  readonly values: readonly number[];
}

/** Where step 0 stands on a logarithmic axis. */
const ZERO_AT = 0.5;

export interface StepAxis {
  readonly x: (step: number) => number;
  readonly y: (value: number) => number;
  readonly xTicks: readonly number[];
  readonly yTicks: readonly number[];
  /** Line through the values; what is not finite and above 0 is left out. */
  readonly path: (line: StepValues) => string;
}

/** Both axes logarithmic, shared by all `lines`; step 0 stands at the left edge. */
export function stepAxis(lines: readonly StepValues[], width: number, height: number): StepAxis {
  const shown = lines.map(({ steps, values }) => ({
    length: values.length,
    steps,
    values: values.map((value) => (value > 0 ? value : Number.NaN)),
  }));
  const last = Math.max(2, ...lines.map(({ steps }) => steps.at(-1) ?? 0));
  const [low, high] = extent(shown) ?? [0.5, 2];
  const domain = roundDomain(Math.min(low, 0.9), Math.max(high, 1.1));
  const x = logScale([ZERO_AT, last], [0, width]);
  const y = logScale(domain, [height, 0]);
  return {
    x: (step) => x(Math.max(ZERO_AT, step)),
    y: (value) => y(value),
    xTicks: [0, ...logTicks(1, last, Math.max(2, Math.floor(width / 52) - 1))],
    yTicks: logTicks(domain[0], domain[1], Math.max(2, Math.floor(height / 24))),
    path: ({ steps, values }) =>
      linePath(
        allPoints(
          { length: values.length, steps, values: values.map((value) => (value > 0 ? value : Number.NaN)) },
          x,
          y,
        ),
      ),
  };
}
