import { NO_TARGET } from './reference.ts';
import { CHANNELS, type Channel, type ModelSpec } from './spec.ts';
import type { Stretch, Trace } from './trace.ts';

/** Arrays of a trace that have a row for every timestep. */
export type RowArray = Channel | 'gradH' | 'gradC' | 'logits';

/** Where the rows of one array and layer stand: row t at `start + t · ld`. */
export interface RowsPlace {
  readonly values: Float32Array | Float64Array;
  readonly start: number;
  readonly ld: number;
}

/** What a piece's predictions are held against. */
export interface Scored {
  /** Next symbols, NO_TARGET where there is none. */
  readonly targets: Int32Array;
  /** By which every loss is multiplied before gradients are taken. */
  readonly weight: number;
}

/**
 * One model on a window of timesteps with which a longer text is read piece after piece, in both directions.
 * S holds a state (or a gradient of one) between two pieces.
 */
export interface PieceWindow<S> {
  readonly spec: ModelSpec;
  /** Most timesteps of a piece. */
  readonly capacity: number;
  /**
   * Reads a piece.
   *
   * @param scored null if neither logits nor losses are wanted
   * @param before the state before its first step; null is the zero state
   */
  forward(tokens: Int32Array, scored: Scored | null, before: S | null): void;
  /** The state after the piece, copied. */
  after(): S;
  /** Nats, one for each of the piece's timesteps; 0 where there is no target. */
  losses(): Float64Array;
  /**
   * Gradients of the weighted losses of the piece that `forward` has just read, and of all that comes later.
   *
   * @param later ∂L/∂(state after the piece) as far as it comes from later pieces; null is nothing
   * @param reachesBefore whether `gradientBefore` will be asked for
   */
  backward(later: S | null, reachesBefore: boolean): void;
  /** ∂L/∂(state before the piece), copied. */
  gradientBefore(): S;
  rows(array: RowArray, layer: number): RowsPlace;
}

/**
 * A text's trace, whatever its length, in the memory of one window and of the rows that are kept. Forward, the states at
 * the pieces' borders are remembered; on the way back each piece but the last is read again from there.
 *
 * @param keep rows to keep; null keeps all
 * @throws RangeError if the text is empty or `keep` is no stretch of it
 */
export function traceInPieces<S>(
  window: PieceWindow<S>,
  tokens: Int32Array,
  step: number,
  keep: Stretch | null,
): Trace {
  const { spec, capacity } = window;
  const T = tokens.length;
  const stretch = keep ?? { from: 0, kept: T };
  checkStretch(stretch, T);
  const trace = emptyTrace(spec, tokens, step, stretch);
  const targets = new Int32Array(T);
  targets.set(tokens.subarray(1));
  targets[T - 1] = NO_TARGET;
  const weight = 1 / Math.max(1, T - 1);
  const last = Math.ceil(T / capacity) - 1;
  const before: (S | null)[] = [null];
  const read = (piece: number): void => {
    const at = piece * capacity;
    const end = Math.min(T, at + capacity);
    window.forward(tokens.subarray(at, end), { targets: targets.subarray(at, end), weight }, before[piece]!);
  };
  for (let piece = 0; piece <= last; piece++) {
    read(piece);
    if (piece < last) before.push(window.after());
    const losses = window.losses();
    const at = piece * capacity;
    trace.loss.set(at + losses.length < T ? losses : losses.subarray(0, T - 1 - at), at);
    copyRows(window, piece, stretch, forwardArrays(trace));
  }
  const first = Math.floor(stretch.from / capacity);
  let later: S | null = null;
  for (let piece = last; piece >= first; piece--) {
    if (piece < last) read(piece);
    window.backward(later, piece > first);
    if (piece > first) later = window.gradientBefore();
    copyRows(window, piece, stretch, backwardArrays(trace));
  }
  return trace;
}

function checkStretch({ from, kept }: Stretch, T: number): void {
  const isStretch = Number.isInteger(from) && Number.isInteger(kept) && from >= 0 && kept >= 1 && from + kept <= T;
  if (!isStretch) throw new RangeError(`${kept} characters from ${from} on are no stretch of ${T}`);
}

function emptyTrace(spec: ModelSpec, tokens: Int32Array, step: number, { from, kept }: Stretch): Trace {
  const size = spec.layers * kept * spec.hidden;
  const channels: Partial<Record<Channel, Float32Array>> = {};
  for (const name of CHANNELS[spec.cell]) channels[name] = new Float32Array(size);
  return {
    spec,
    step,
    tokens: tokens.slice(),
    from,
    kept,
    channels,
    gradH: new Float32Array(size),
    gradC: spec.cell === 'lstm' ? new Float32Array(size) : null,
    logits: new Float32Array(kept * spec.vocab),
    loss: new Float32Array(tokens.length - 1),
  };
}

type Target = readonly [array: RowArray, into: Float32Array];

function forwardArrays(trace: Trace): Target[] {
  const targets: Target[] = CHANNELS[trace.spec.cell].map((name) => [name, trace.channels[name]!]);
  targets.push(['logits', trace.logits]);
  return targets;
}

function backwardArrays({ gradH, gradC }: Trace): Target[] {
  return gradC
    ? [
        ['gradH', gradH],
        ['gradC', gradC],
      ]
    : [['gradH', gradH]];
}

/** Copies those rows of a piece that are kept. */
function copyRows<S>(window: PieceWindow<S>, piece: number, stretch: Stretch, targets: readonly Target[]): void {
  const { spec, capacity } = window;
  const at = piece * capacity;
  const begin = Math.max(at, stretch.from);
  const end = Math.min(at + capacity, stretch.from + stretch.kept);
  if (begin >= end) return;
  for (const [array, into] of targets) {
    const isLogits = array === 'logits';
    const width = isLogits ? spec.vocab : spec.hidden;
    for (let layer = 0; layer < (isLogits ? 1 : spec.layers); layer++) {
      const { values, start, ld } = window.rows(array, layer);
      const from = start + (begin - at) * ld;
      let to = (layer * stretch.kept + begin - stretch.from) * width;
      if (ld === width) {
        into.set(values.subarray(from, from + (end - begin) * width), to);
        continue;
      }
      for (let row = from; row < from + (end - begin) * ld; row += ld, to += width) {
        into.set(values.subarray(row, row + width), to);
      }
    }
  }
}
