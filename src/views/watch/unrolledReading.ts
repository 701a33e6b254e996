import type { LossBackThrough } from '../../analysis/lossBackThrough.ts';
import type { Channel } from '../../engine/cells/channels.ts';
import { CELLS, channelRange, hasGates } from '../../engine/spec.ts';
import type { Trace } from '../../engine/trace.ts';
import { channelValues, valueAt } from '../../draw/channelValues.ts';

/** The gradient of the chosen loss with respect to one state at one timestep. */
interface StateGradient {
  /** Euclidean norm over all units. */
  readonly norm: number;
  /** The signed derivative of the selected unit. */
  readonly unit: number;
}

/** The numbers of one copy: one unit of one layer at t. */
export interface CopyReading {
  readonly t: number;
  /** The gate that retains the old state: f of an LSTM, z of a GRU; null for an RNN. */
  readonly valve: number | null;
  /** The other gates and the candidate, in the order of the computation. */
  readonly inside: readonly { readonly channel: Channel; readonly value: number; readonly isGate: boolean }[];
  /** Null for cells without c. */
  readonly c: number | null;
  readonly h: number;
  /** By layer; null at timesteps after the loss, which do not affect it. */
  readonly gradH: readonly (StateGradient | null)[];
  readonly gradC: readonly (StateGradient | null)[];
}

/** Reads one unit in `count` copies from `start` on, with the gradients in `back`. */
export function readCopies(
  trace: Trace,
  layer: number,
  unit: number,
  start: number,
  count: number,
  back: LossBackThrough | null,
): readonly CopyReading[] {
  const { cell, layers: L, hidden: H } = trace.spec;
  const valve = CELLS[cell].retentionGate;
  const gradient = (all: Float64Array | null | undefined, l: number, t: number): StateGradient | null => {
    if (!back || !all || t < back.from || t > back.position) return null;
    const at = (l * back.steps + t - back.from) * H;
    return { norm: euclidean(all, at, H), unit: all[at + unit] };
  };
  const inside = (hasGates(trace.spec) ? CELLS[cell].gates.filter((gate) => gate !== valve) : []).map((channel) => ({
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
      c: CELLS[cell].states.includes('c') ? valueAt(channelValues(trace, 'c', layer), t, unit) : null,
      h: valueAt(channelValues(trace, 'h', layer), t, unit),
      gradH: layers.map((l) => gradient(back?.gradH, l, t)),
      gradC: layers.map((l) => gradient(back?.gradC, l, t)),
    };
  });
}

/** √Σx² over the H values from `at` on. They are scaled by the largest first, so that squares of tiny gradients do not vanish. */
function euclidean(values: Float64Array, at: number, H: number): number {
  let largest = 0;
  for (let j = at; j < at + H; j++) largest = Math.max(largest, Math.abs(values[j]));
  if (largest === 0 || !Number.isFinite(largest)) return largest;
  let sum = 0;
  for (let j = at; j < at + H; j++) sum += (values[j] / largest) ** 2;
  return largest * Math.sqrt(sum);
}
