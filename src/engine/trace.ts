import { CHANNELS, type Channel, type ModelSpec } from './spec.ts';

/** Timesteps first … first + count − 1 of a text. */
export interface Stretch {
  readonly from: number;
  readonly kept: number;
}

/**
 * What one model did on one text, column by column. Replaced whole, never changed in place.
 *
 * The trace starts from the zero state. `tokens[t]` is the input at t; `loss[t]` is the cross-entropy of the prediction of
 * `tokens[t + 1]` in nats, so it has T − 1 entries. Gradients are those of the mean of `loss` over the whole text, through
 * the whole of it (not truncated).
 *
 * Of a long text only a stretch of the rows may be kept: row k of `channels`, `gradH`, `gradC` and `logits` is timestep
 * `from + k`. The numbers in a kept row do not depend on which stretch is kept.
 */
export interface Trace extends Stretch {
  readonly spec: ModelSpec;
  /** Training steps the weights had seen. */
  readonly step: number;
  /** [T] */
  readonly tokens: Int32Array;
  /** First timestep whose rows are kept; 0 for a whole trace. */
  readonly from: number;
  /** Timesteps whose rows are kept; T for a whole trace. */
  readonly kept: number;
  /** Each [L, kept, H]; the keys are CHANNELS[spec.cell]. */
  readonly channels: Readonly<Partial<Record<Channel, Float32Array>>>;
  /** ∂L/∂h_t, [L, kept, H]. */
  readonly gradH: Float32Array;
  /** ∂L/∂c_t, [L, kept, H]; the LSTM's alone. */
  readonly gradC: Float32Array | null;
  /** What is predicted after each kept timestep, [kept, V]. */
  readonly logits: Float32Array;
  /** [T − 1], nats. */
  readonly loss: Float32Array;
}

/** Whether all rows of the text are there. */
export function isWhole({ kept, tokens }: Trace): boolean {
  return kept === tokens.length;
}

/** Whether the rows of timestep t are there. */
export function keeps({ from, kept }: Stretch, t: number): boolean {
  return t >= from && t < from + kept;
}

/** All units of a channel at t, [H]: the zero state before the first timestep, NaN where the row is not kept. */
export function channelRow(trace: Trace, channel: Channel, layer: number, t: number): Float32Array {
  const { hidden: H } = trace.spec;
  if (t < 0) return new Float32Array(H);
  if (!keeps(trace, t)) return new Float32Array(H).fill(Number.NaN);
  const at = (layer * trace.kept + t - trace.from) * H;
  return trace.channels[channel]!.subarray(at, at + H);
}

/** What is predicted after t, [V]; null where the row is not kept. */
export function logitsRow(trace: Trace, t: number): Float32Array | null {
  const { vocab: V } = trace.spec;
  const at = (t - trace.from) * V;
  return keeps(trace, t) ? trace.logits.subarray(at, at + V) : null;
}

/** Bytes of the rows that a trace keeps. */
export function traceBytes(spec: ModelSpec, kept: number): number {
  const columns = CHANNELS[spec.cell].length + (spec.cell === 'lstm' ? 2 : 1);
  return 4 * kept * (spec.layers * spec.hidden * columns + spec.vocab);
}

/**
 * Which rows of a text of T characters are kept within a budget: all if they fit, else as many as do (at least one), with
 * `around` as near to their middle as the text's ends allow.
 */
export function keptStretch(spec: ModelSpec, T: number, budgetBytes: number, around: number): Stretch {
  const kept = Math.max(1, Math.min(T, Math.floor(budgetBytes / traceBytes(spec, 1))));
  const from = Math.max(0, Math.min(T - kept, Math.round(around - (kept - 1) / 2)));
  return { from, kept };
}
