import type { Channel } from '../../engine/cells/channels.ts';
import { CELLS, channelRange } from '../../engine/spec.ts';
import { channelRow, type Trace } from '../../engine/trace.ts';
import type { RampName } from '../../draw/ramps.ts';
import { CELL_VIEWS } from './cells/cellViews.ts';

/** One quantity of all units, and how it is coloured. */
export interface UnitValues {
  /** [H] */
  readonly values: Float64Array;
  readonly ramp: RampName;
  /** Position of a value in the ramp, 0…1. */
  readonly position: (value: number) => number;
}

/** The quantities that a cell's strips show, for all units at t, by the names of the strips. Coloured as in the maps on the fixed scale. */
export function allUnits(trace: Trace, layer: number, t: number): Readonly<Record<string, UnitValues>> {
  const { spec } = trace;
  const { cell } = spec;
  const row = (channel: Channel, step: number): Float64Array =>
    Float64Array.from(channelRow(trace, channel, layer, step));
  const of = (values: Float64Array, channel: Channel): UnitValues => {
    const range = channelRange(spec, channel);
    if (range === 'gate') return { values, ramp: 'gate', position: (value) => value };
    const read = range === 'signed' ? (value: number) => value : Math.tanh;
    return { values, ramp: 'signed', position: (value) => (read(value) + 1) / 2 };
  };
  const all: Record<string, UnitValues> = {};
  for (const channel of CELLS[cell].channels) all[channel] = of(row(channel, t), channel);
  const { memory } = CELLS[cell];
  const before = row(memory, t - 1);
  all['before'] = of(before, memory);
  const { update } = CELL_VIEWS[cell];
  if (!update) return all;
  const parts = Array.from(before, (value, j) => update((channel) => all[channel].values[j], value));
  all['retained'] = of(
    Float64Array.from(parts, ({ retained }) => retained),
    memory,
  );
  all['written'] = of(
    Float64Array.from(parts, ({ written }) => written),
    memory,
  );
  return all;
}
