import { lengthOf } from '../../../src/engine/range.ts';
import { CELLS } from '../../../src/engine/spec.ts';
import type { Trace } from '../../../src/engine/trace.ts';

/** Rows from … from + count − 1 of every array of a trace that keeps them, layer after layer. */
export function rowsOf(trace: Trace, from: number, count: number): Record<string, readonly number[]> {
  const { spec, channels, gradH, gradC, logits } = trace;
  const at = from - trace.rows.from;
  if (at < 0 || from + count > trace.rows.to) throw new RangeError('these rows are not kept');
  const rows: Record<string, readonly number[]> = {
    logits: [...logits.subarray(at * spec.vocab, (at + count) * spec.vocab)],
  };
  const columns: [string, Float32Array | null | undefined][] = [
    ...CELLS[spec.cell].channels.map((name): [string, Float32Array | undefined] => [name, channels[name]]),
    ['gradH', gradH],
    ['gradC', gradC],
  ];
  for (const [name, values] of columns) {
    if (!values) continue;
    const width = spec.hidden;
    rows[name] = Array.from({ length: spec.layers }, (_, layer) => {
      const start = (layer * lengthOf(trace.rows) + at) * width;
      return [...values.subarray(start, start + count * width)];
    }).flat();
  }
  return rows;
}
