/** A series in blocks of fixed length. A full block never changes, so that it is stored once while the series grows. */
import { EMPTY_SERIES, type Series } from './series.ts';

export interface SeriesBlock {
  readonly steps: Float64Array;
  readonly values: Float32Array;
}

export const BLOCK_LENGTH = 4096;

/** Full blocks by the buffer that holds them: within one buffer what is before a series' end stays as it is. */
const fullBlocks = new WeakMap<Float32Array, SeriesBlock[]>();

/** The blocks of a series. Those that are full are the same objects each time, until the series gets another buffer. */
export function blocksOf(series: Series): readonly SeriesBlock[] {
  const full = fullBlocks.get(series.values) ?? [];
  fullBlocks.set(series.values, full);
  const copy = (from: number, to: number): SeriesBlock => ({
    steps: series.steps.slice(from, to),
    values: series.values.slice(from, to),
  });
  const count = Math.floor(series.length / BLOCK_LENGTH);
  for (let k = full.length; k < count; k++) full.push(copy(k * BLOCK_LENGTH, (k + 1) * BLOCK_LENGTH));
  const rest = count * BLOCK_LENGTH;
  return [...full.slice(0, count), ...(rest < series.length ? [copy(rest, series.length)] : [])];
}

/** A series as a single block; none for an empty one. */
export function wholeSeries({ length, steps, values }: Series): readonly SeriesBlock[] {
  return length === 0 ? [] : [{ steps: steps.slice(0, length), values: values.slice(0, length) }];
}

export function seriesOf(blocks: readonly SeriesBlock[]): Series {
  const length = blocks.reduce((sum, { values }) => sum + values.length, 0);
  if (length === 0) return EMPTY_SERIES;
  const steps = new Float64Array(length);
  const values = new Float32Array(length);
  let at = 0;
  for (const block of blocks) {
    steps.set(block.steps, at);
    values.set(block.values, at);
    at += block.values.length;
  }
  return { length, steps, values };
}
