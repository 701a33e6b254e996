import type { BinKind } from '../../draw/bins.ts';
import { channelScale } from '../../draw/channelScale.ts';
import { channelValues, valueAt } from '../../draw/channelValues.ts';
import type { RampName } from '../../draw/ramps.ts';
import { SURPRISE_CEILING } from '../../draw/textStrip.ts';
import type { Trace } from '../../engine/trace.ts';
import type { AppState, Cursor } from '../../store/state.ts';
import { toBits } from '../lossUnits.ts';
import { shownRange } from '../shownRange.ts';

/** The value behind a colour, what several of them show together, and its place in the ramp. */
export interface Colouring {
  readonly ramp: RampName;
  readonly kind: BinKind;
  readonly value: (t: number) => number;
  readonly place: (value: number) => number;
}

const UNCOLOURED: Colouring = { ramp: 'gate', kind: 'mean', value: () => Number.NaN, place: () => Number.NaN };

/** Bits of the prediction made at t; NaN where there is none. */
export function surprise(trace: Trace | undefined): (t: number) => number {
  return (t) => (trace && t < trace.loss.length ? toBits(trace.loss[t]) : Number.NaN);
}

/** How a whole trace is coloured by what is selected. */
export function colouring(
  trace: Trace | undefined,
  { channel, layer, unit }: Omit<Cursor, 't' | 'slot'>,
  by: AppState['stripColour'],
): Colouring {
  if (!trace) return UNCOLOURED;
  if (by === 'surprise') {
    return { ramp: 'gate', kind: 'largest', value: surprise(trace), place: (bits) => bits / SURPRISE_CEILING };
  }
  if (!trace.channels[channel] || layer >= trace.spec.layers || unit >= trace.spec.hidden) return UNCOLOURED;
  const of = channelValues(trace, channel, layer);
  const scale = channelScale(shownRange(trace.spec, channel), 'fixed', of);
  return {
    ramp: scale.ramp,
    kind: scale.shares,
    value: (t) => (t < of.steps ? valueAt(of, t, unit) : Number.NaN),
    place: (value) => scale.place(value, unit),
  };
}
