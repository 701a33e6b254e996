import { CHANNELS, channelRange, type CellKind, type Channel } from '../../engine/spec.ts';
import { channelRow, type Trace } from '../../engine/trace.ts';
import type { RampName } from '../../draw/ramps.ts';
import { GRID, STRIP } from './DiagramParts.tsx';

/** Where the strip of one quantity lies in the drawing, and to which part of the update it belongs. */
export interface StripPlace {
  readonly name: string;
  /** Left and top, in units of the drawing. */
  readonly x: number;
  readonly y: number;
  readonly height: number;
  readonly part: string;
}

const { state, expose, discs, keep, input, sum, candidate, last } = GRID;

const gate = (name: string, x: number, part: string): StripPlace => ({
  name,
  x: x - STRIP.width / 2,
  y: discs - STRIP.gate / 2,
  height: STRIP.gate,
  part,
});

const wire = (name: string, x: number, y: number, part: string): StripPlace => ({
  name,
  x,
  y: y - STRIP.wire / 2,
  height: STRIP.wire,
  part,
});

const above = state - 14;

export const STRIPS: Readonly<Record<CellKind, readonly StripPlace[]>> = {
  lstm: [
    wire('cPrev', 18, above, 'forget'),
    wire('kept', (keep + sum - STRIP.width) / 2, above, 'forget'),
    wire('c', 222, above, 'write'),
    wire('written', sum - 9 - STRIP.width, 82, 'write'),
    wire('h', 326, expose + 16, 'expose'),
    gate('f', keep, 'forget'),
    gate('i', input, 'write'),
    gate('g', candidate, 'write'),
    gate('o', last, 'expose'),
  ],
  gru: [
    wire('hPrev', 18, above, 'update'),
    wire('kept', (keep + sum - STRIP.width) / 2, above, 'update'),
    wire('h', 256, above, 'update'),
    wire('written', sum - 9 - STRIP.width, 80, 'update'),
    gate('z', keep, 'update'),
    gate('n', candidate, 'candidate'),
    gate('r', last, 'reset'),
  ],
  rnn: [wire('hPrev', 50, above, 'sum'), wire('h', 256, above, 'activate')],
};

/** One quantity of all units. */
export interface UnitValues {
  /** [H] */
  readonly values: Float64Array;
  readonly ramp: RampName;
  /** Place of a value in the ramp, 0…1. */
  readonly place: (value: number) => number;
}

/** Every quantity of `STRIPS` for all units at t, by name. Colours as in the maps under the fixed scale. */
export function allUnits(trace: Trace, layer: number, t: number): Readonly<Record<string, UnitValues>> {
  const { spec } = trace;
  const { cell } = spec;
  const row = (channel: Channel, step: number): Float64Array => {
    return Float64Array.from(channelRow(trace, channel, layer, step));
  };
  const of = (values: Float64Array, channel: Channel): UnitValues => {
    const range = channelRange(spec, channel);
    if (range === 'gate') return { values, ramp: 'gate', place: (value) => value };
    const read = range === 'signed' ? (value: number) => value : Math.tanh;
    return { values, ramp: 'signed', place: (value) => (read(value) + 1) / 2 };
  };
  const all: Record<string, UnitValues> = {};
  for (const channel of CHANNELS[cell]) all[channel] = of(row(channel, t), channel);
  if (cell === 'rnn') {
    all['hPrev'] = of(row('h', t - 1), 'h');
    return all;
  }
  const carried = cell === 'lstm' ? 'c' : 'h';
  const before = row(carried, t - 1);
  all[`${carried}Prev`] = of(before, carried);
  const [kept, written] =
    cell === 'lstm'
      ? [before.map((c, j) => c * all['f'].values[j]), all['i'].values.map((i, j) => i * all['g'].values[j])]
      : [before.map((h, j) => h * all['z'].values[j]), all['n'].values.map((n, j) => n * (1 - all['z'].values[j]))];
  all['kept'] = of(kept, carried);
  all['written'] = of(written, carried);
  return all;
}
