import { holds, lengthOf, type Range } from './range.ts';
import type { Channel } from './cells/channels.ts';
import { CELLS, type ModelSpec, hasC } from './spec.ts';

/**
 * Everything that one model computes over one text. A trace is replaced as a whole, never changed in place.
 *
 * The model reads the text from the zero state. `tokens[t]` is the input at t. `loss[t]` is the cross-entropy in nats
 * of the prediction of `tokens[t + 1]`, so there are T − 1 losses. Gradients are those of the mean of `loss`, through
 * the whole text (not truncated).
 *
 * A long text may retain only a range of its rows: row k of `channels`, `gradH`, `gradC` and `logits` is timestep
 * `rows.from + k`. The numbers in a row do not depend on which range is retained.
 */
export interface Trace {
  readonly spec: ModelSpec;
  /** Training steps that the weights had taken. */
  readonly step: number;
  /** [T] */
  readonly tokens: Int32Array;
  /** The timesteps whose rows are retained; 0 to T for a whole trace. R is their number. */
  readonly rows: Range;
  /** Each [L, R, H]; the keys are CELLS[spec.cell].channels. */
  readonly channels: Readonly<Partial<Record<Channel, Float32Array>>>;
  /** ∂L/∂h_t, [L, R, H]. */
  readonly gradH: Float32Array;
  /** ∂L/∂c_t, [L, R, H]; LSTM only. */
  readonly gradC: Float32Array | null;
  /** The prediction after each retained timestep, [R, V]. */
  readonly logits: Float32Array;
  /** Losses in nats, [T − 1]. */
  readonly loss: Float32Array;
}

/** Whether the rows of all timesteps are retained. */
export function isWhole({ rows, tokens }: Trace): boolean {
  return lengthOf(rows) === tokens.length;
}

/** Whether the row of timestep t is retained. */
export function keeps({ rows }: Pick<Trace, 'rows'>, t: number): boolean {
  return holds(rows, t);
}

/** Whether two traces retain the rows of the same timesteps. */
export function isOfSameRows(a: Trace, b: Trace): boolean {
  return a.rows.from === b.rows.from && a.rows.to === b.rows.to;
}

/**
 * All units of a channel at t, [H]. Before the first timestep this is the zero state; NaN if the row is not retained.
 */
export function channelRow(trace: Trace, channel: Channel, layer: number, t: number): Float32Array {
  const { hidden: H } = trace.spec;
  if (t < 0) return new Float32Array(H);
  if (!keeps(trace, t)) return new Float32Array(H).fill(Number.NaN);
  const at = (layer * lengthOf(trace.rows) + t - trace.rows.from) * H;
  return trace.channels[channel]!.subarray(at, at + H);
}

/** The logits after t, [V]; null if the row is not retained. */
export function logitsRow(trace: Trace, t: number): Float32Array | null {
  const { vocab: V } = trace.spec;
  const at = (t - trace.rows.from) * V;
  return keeps(trace, t) ? trace.logits.subarray(at, at + V) : null;
}

/** Bytes of `rows` rows of a trace. */
export function traceBytes(spec: ModelSpec, rows: number): number {
  const columns = CELLS[spec.cell].channels.length + (hasC(spec) ? 2 : 1);
  return 4 * rows * (spec.layers * spec.hidden * columns + spec.vocab);
}

/**
 * The range of rows of a text of T characters that fits a budget: all rows if they fit, else as many as fit (at least
 * one), centred on `around` as far as the ends of the text allow.
 */
export function retainedRows(spec: ModelSpec, T: number, budgetBytes: number, around: number): Range {
  const count = Math.max(1, Math.min(T, Math.floor(budgetBytes / traceBytes(spec, 1))));
  const from = Math.max(0, Math.min(T - count, Math.round(around - (count - 1) / 2)));
  return { from, to: from + count };
}
