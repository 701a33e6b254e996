import type { LossBackThrough } from '../../analysis/lossBackThrough.ts';
import { channelRange, type CellKind, type Channel } from '../../engine/spec.ts';
import type { Trace } from '../../engine/trace.ts';
import { channelValues, valueAt } from '../../draw/channelValues.ts';

/** How the chosen loss depends on one state at one timestep. */
export interface StateGradient {
  /** Euclidean norm over all units. */
  readonly norm: number;
  /** ∂L/∂ of the selected unit, signed. */
  readonly unit: number;
}

/** One copy in numbers: one unit of one layer at t. */
export interface CopyReading {
  readonly t: number;
  /** Forget gate of an LSTM, update gate of a GRU; null for the RNN. */
  readonly valve: number | null;
  /** The other gates and the candidate, in the order in which they act. */
  readonly inside: readonly { readonly channel: Channel; readonly value: number; readonly isGate: boolean }[];
  /** The LSTM's alone. */
  readonly c: number | null;
  readonly h: number;
  /** By layer; null after the loss, which nothing there can reach. */
  readonly gradH: readonly (StateGradient | null)[];
  readonly gradC: readonly (StateGradient | null)[];
}

const INSIDE: Readonly<Record<CellKind, readonly Channel[]>> = { lstm: ['i', 'g', 'o'], gru: ['r', 'n'], rnn: [] };

/** Reads one unit in `count` copies from `start` on, with the gradient that `back` holds. */
export function readCopies(
  trace: Trace,
  layer: number,
  unit: number,
  start: number,
  count: number,
  back: LossBackThrough | null,
): readonly CopyReading[] {
  const { cell, layers: L, hidden: H } = trace.spec;
  const valve = cell === 'lstm' ? 'f' : cell === 'gru' ? 'z' : null;
  const gradient = (all: Float64Array | null | undefined, l: number, t: number): StateGradient | null => {
    if (!back || !all || t < back.from || t > back.position) return null;
    const at = (l * back.steps + t - back.from) * H;
    return { norm: euclidean(all, at, H), unit: all[at + unit] };
  };
  const inside = INSIDE[cell].map((channel) => ({
    channel,
    of: channelValues(trace, channel, layer),
    isGate: channelRange(trace.spec, channel) === 'gate',
  }));
  const layers = Array.from({ length: L }, (_, l) => l);
  return Array.from({ length: count }, (_, k) => {
    const t = start + k;
    return {
      t,
      valve: valve && valueAt(channelValues(trace, valve, layer), t, unit),
      inside: inside.map(({ channel, of, isGate }) => ({ channel, isGate, value: valueAt(of, t, unit) })),
      c: cell === 'lstm' ? valueAt(channelValues(trace, 'c', layer), t, unit) : null,
      h: valueAt(channelValues(trace, 'h', layer), t, unit),
      gradH: layers.map((l) => gradient(back?.gradH, l, t)),
      gradC: layers.map((l) => gradient(back?.gradC, l, t)),
    };
  });
}

/** √Σx² of the [H] at `at`; the largest is taken out first, so that a tiny gradient's square does not vanish. */
function euclidean(values: Float64Array, at: number, H: number): number {
  let largest = 0;
  for (let j = at; j < at + H; j++) largest = Math.max(largest, Math.abs(values[j]));
  if (largest === 0 || !Number.isFinite(largest)) return largest;
  let sum = 0;
  for (let j = at; j < at + H; j++) sum += (values[j] / largest) ** 2;
  return largest * Math.sqrt(sum);
}
