import { NO_TARGET } from './reference.ts';
import type { Channel } from './cells/channels.ts';
import { CELLS, type ModelSpec, hasC } from './spec.ts';
import { lengthOf, type Range } from './range.ts';
import type { Trace } from './trace.ts';

/** Arrays of a trace that have one row per timestep. */
export type RowArray = Channel | 'gradH' | 'gradC' | 'logits';

/** Where the rows of one array and layer are: row t begins at `start + t · ld`. */
export interface RowLayout {
  readonly values: Float32Array | Float64Array;
  readonly start: number;
  readonly ld: number;
}

/** The targets of a piece's predictions. */
export interface Scored {
  /** Next symbols; NO_TARGET where there is none. */
  readonly targets: Int32Array;
  /** The factor of every loss in the gradients. */
  readonly weight: number;
}

/**
 * One model on a window of timesteps, with which a longer text is read piece by piece, forward and backward. S is the
 * type of a state, or of a state's gradient, that goes from one piece to the next.
 */
export interface PieceWindow<S> {
  readonly spec: ModelSpec;
  /** The largest number of timesteps in a piece. */
  readonly capacity: number;
  /**
   * Reads a piece.
   *
   * @param scored null if neither logits nor losses are needed
   * @param before the state before the first timestep; null is the zero state
   */
  forward(tokens: Int32Array, scored: Scored | null, before: S | null): void;
  /** A copy of the state after the piece. */
  after(): S;
  /** The loss of each timestep of the piece in nats; 0 where there is no target. */
  losses(): Float64Array;
  /**
   * Gradients of the weighted losses of the piece that `forward` has just read, and of all later pieces.
   *
   * @param later the part of ∂L/∂(state after the piece) that comes from later pieces; null is zero
   * @param reachesBefore whether `gradientBefore` will be called
   */
  backward(later: S | null, reachesBefore: boolean): void;
  /** A copy of ∂L/∂(state before the piece). */
  gradientBefore(): S;
  rows(array: RowArray, layer: number): RowLayout;
}

/**
 * The trace of a text of any length, in the memory of one window and of the rows that are retained. The forward pass
 * stores the states between pieces. The backward pass reads each piece but the last once more from its stored state.
 *
 * @param keep the rows to retain; null retains all
 * @throws RangeError if the text is empty or `keep` is not a range of it
 */
export function traceInPieces<S>(window: PieceWindow<S>, tokens: Int32Array, step: number, keep: Range | null): Trace {
  const { spec, capacity } = window;
  const T = tokens.length;
  const rows = keep ?? { from: 0, to: T };
  checkRows(rows, T);
  const trace = emptyTrace(spec, tokens, step, rows);
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
    copyRows(window, piece, rows, forwardArrays(trace));
  }
  const first = Math.floor(rows.from / capacity);
  let later: S | null = null;
  for (let piece = last; piece >= first; piece--) {
    if (piece < last) read(piece);
    window.backward(later, piece > first);
    if (piece > first) later = window.gradientBefore();
    copyRows(window, piece, rows, backwardArrays(trace));
  }
  return trace;
}

function checkRows({ from, to }: Range, T: number): void {
  const isInside = Number.isInteger(from) && Number.isInteger(to) && from >= 0 && from < to && to <= T;
  if (!isInside) throw new RangeError(`characters ${from} to ${to} are no stretch of ${T}`);
}

function emptyTrace(spec: ModelSpec, tokens: Int32Array, step: number, rows: Range): Trace {
  const size = spec.layers * lengthOf(rows) * spec.hidden;
  const channels: Partial<Record<Channel, Float32Array>> = {};
  for (const name of CELLS[spec.cell].channels) channels[name] = new Float32Array(size);
  return {
    spec,
    step,
    tokens: tokens.slice(),
    rows,
    channels,
    gradH: new Float32Array(size),
    gradC: hasC(spec) ? new Float32Array(size) : null,
    logits: new Float32Array(lengthOf(rows) * spec.vocab),
    loss: new Float32Array(tokens.length - 1),
  };
}

type Target = readonly [array: RowArray, into: Float32Array];

function forwardArrays(trace: Trace): Target[] {
  const targets: Target[] = CELLS[trace.spec.cell].channels.map((name) => [name, trace.channels[name]!]);
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

/** Copies the rows of a piece that are retained. */
function copyRows<S>(window: PieceWindow<S>, piece: number, kept: Range, targets: readonly Target[]): void {
  const { spec, capacity } = window;
  const at = piece * capacity;
  const begin = Math.max(at, kept.from);
  const end = Math.min(at + capacity, kept.to);
  if (begin >= end) return;
  for (const [array, into] of targets) {
    const isLogits = array === 'logits';
    const width = isLogits ? spec.vocab : spec.hidden;
    for (let layer = 0; layer < (isLogits ? 1 : spec.layers); layer++) {
      const { values, start, ld } = window.rows(array, layer);
      const from = start + (begin - at) * ld;
      let to = (layer * lengthOf(kept) + begin - kept.from) * width;
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
