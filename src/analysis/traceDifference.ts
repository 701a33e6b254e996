import { lengthOf } from '../engine/range.ts';
import type { Channel } from '../engine/cells/channels.ts';
import type { Trace } from '../engine/trace.ts';

/**
 * The effect of a changed text: a trace whose channels are `after` − `before`, element by element. All else,
 * including the predictions, is that of `after`. The arrays are new; neither trace is changed.
 *
 * @throws RangeError if the traces are not of the same model and length
 */
export function traceDifference(after: Trace, before: Trace): Trace {
  const channels: Partial<Record<Channel, Float32Array>> = {};
  for (const name of Object.keys(after.channels) as Channel[]) {
    const a = after.channels[name]!;
    const b = before.channels[name];
    if (b?.length !== a.length) throw new RangeError('traces of different models or lengths have no difference');
    channels[name] = a.map((value, k) => value - b[k]!);
  }
  return { ...after, channels };
}

/**
 * The distance of two runs at each timestep: ‖a_t − b_t‖₂ over all units of one channel of one layer, [T]; NaN where
 * a trace does not retain the row.
 *
 * @throws RangeError if the traces lack the channel, or are not of the same model and rows
 */
export function stateDistance(after: Trace, before: Trace, channel: Channel, layer: number): Float64Array {
  const a = after.channels[channel];
  const b = before.channels[channel];
  if (!a || b?.length !== a.length) throw new RangeError(`the traces have no channel ${channel} to compare`);
  const { hidden: H } = after.spec;
  const { from } = after.rows;
  const kept = lengthOf(after.rows);
  const distance = new Float64Array(after.tokens.length).fill(Number.NaN);
  for (let row = 0; row < kept; row++) {
    let square = 0;
    const first = (layer * kept + row) * H;
    for (let j = first; j < first + H; j++) square += (a[j]! - b[j]!) ** 2;
    distance[from + row] = Math.sqrt(square);
  }
  return distance;
}

/**
 * How long a difference lasts: the number of timesteps after `from` until the distance stays below `share` of its
 * maximum; null if it does not within the range. Unknown timesteps (NaN) do not count.
 */
export function steadyBelow(distance: Float64Array, from: number, share: number): number | null {
  let largest = 0;
  for (let t = from; t < distance.length; t++) if (distance[t]! > largest) largest = distance[t]!;
  for (let t = distance.length - 1; t >= from; t--) {
    if (distance[t]! >= share * largest && largest > 0) return t === distance.length - 1 ? null : t + 1 - from;
  }
  return 0;
}
