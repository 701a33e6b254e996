/**
 * Units held at a value while a network reads: an intervention, so that one sees what a unit causes and not only what it goes
 * with. Forward only; gradients are not taken through it.
 */
import { type CellKind, type Channel, channelRange, CHANNELS, type ModelSpec } from './spec.ts';

/**
 * One channel of one unit, held from timestep `from` of the text on (0 is all of it). The value takes the place of the
 * computed one inside the step, before anything that depends on it: a held gate changes c and h, a held r changes n, a held c changes h
 * and what the next step carries on, a held h what the next step, the layer above and the head read.
 */
export interface Hold {
  readonly layer: number;
  readonly channel: Channel;
  readonly unit: number;
  readonly value: number;
  readonly from: number;
}

/** What is held of one unit of one lane at one timestep. */
export interface HeldUnit {
  readonly lane: number;
  readonly unit: number;
  readonly values: ReadonlyMap<Channel, number>;
}

/** Holds of every lane of a batch; each lane may hold others. */
export class HeldLanes {
  /** Timesteps at which something begins to be held, ascending. */
  private readonly beginnings: readonly number[];
  /** By layer and how many of the beginnings have passed. */
  private readonly known = new Map<string, readonly HeldUnit[]>();

  /**
   * @param lanes holds of each lane
   * @throws RangeError if the model has no such unit, or its channel cannot take the value
   */
  constructor(
    spec: ModelSpec,
    private readonly lanes: readonly (readonly Hold[])[],
  ) {
    for (const hold of lanes.flat()) checkHold(spec, hold);
    this.beginnings = [...new Set(lanes.flat().map(({ from }) => from))].sort((a, b) => a - b);
  }

  /** What is held of a layer at timestep t of the text. */
  at(layer: number, t: number): readonly HeldUnit[] {
    const passed = this.beginnings.filter((from) => from <= t).length;
    const key = `${layer} ${passed}`;
    let units = this.known.get(key);
    if (!units) this.known.set(key, (units = this.heldOf(layer, t)));
    return units;
  }

  private heldOf(layer: number, t: number): HeldUnit[] {
    return this.lanes.flatMap((holds, lane) => {
      const units = new Map<number, Map<Channel, number>>();
      for (const hold of holds) {
        if (hold.layer !== layer || hold.from > t) continue;
        const values = units.get(hold.unit) ?? new Map<Channel, number>();
        units.set(hold.unit, values.set(hold.channel, hold.value));
      }
      return Array.from(units, ([unit, values]) => ({ lane, unit, values }));
    });
  }
}

/** The least and the largest value that a channel can be held at. */
export function holdRange(spec: ModelSpec, channel: Channel): readonly [number, number] {
  const range = channelRange(spec, channel);
  if (range === 'gate') return [0, 1];
  if (range === 'signed') return [-1, 1];
  return [channel === 'h' ? 0 : -Infinity, Infinity];
}

function checkHold(spec: ModelSpec, { layer, channel, unit, value, from }: Hold): void {
  const isThere = layer >= 0 && layer < spec.layers && unit >= 0 && unit < spec.hidden;
  if (!isThere || !CHANNELS[spec.cell].includes(channel)) {
    throw new RangeError(`there is no unit ${unit} of ${channel} in layer ${layer}`);
  }
  const [low, high] = holdRange(spec, channel);
  if (!(value >= low && value <= high && Number.isFinite(value))) {
    throw new RangeError(`${channel} cannot be held at ${value}`);
  }
  if (!(from >= 0)) throw new RangeError(`nothing can be held from ${from} on`);
}

/** One unit's numbers at one timestep, wherever a backend keeps them. */
export interface UnitNumbers {
  get(channel: Channel): number;
  set(channel: Channel, value: number): void;
  /** h and c of the step before. */
  before(state: 'h' | 'c'): number;
}

/**
 * Puts held values in the place of what a step has computed, and computes anew what depends on them within the unit. The GRU's
 * r is held earlier, because all of the candidate depends on it.
 */
export function holdUnit(cell: CellKind, held: ReadonlyMap<Channel, number>, unit: UnitNumbers): void {
  for (const [channel, value] of held) unit.set(channel, value);
  const has = (...channels: readonly Channel[]): boolean => channels.some((channel) => held.has(channel));
  if (cell === 'lstm') {
    if (!has('c') && has('i', 'f', 'g')) {
      unit.set('c', unit.get('f') * unit.before('c') + unit.get('i') * unit.get('g'));
    }
    if (!has('h') && has('i', 'f', 'g', 'o', 'c')) unit.set('h', unit.get('o') * Math.tanh(unit.get('c')));
  } else if (cell === 'gru' && !has('h') && has('z', 'n')) {
    const z = unit.get('z');
    unit.set('h', (1 - z) * unit.get('n') + z * unit.before('h'));
  }
}

/** The reset gates among what is held. */
export function heldResets(
  units: readonly HeldUnit[],
): readonly { readonly lane: number; readonly unit: number; readonly value: number }[] {
  return units.flatMap(({ lane, unit, values }) => {
    const value = values.get('r');
    return value === undefined ? [] : [{ lane, unit, value }];
  });
}

/** The pre-activation at which a gate is open by `value`, 0 … 1. */
export function logit(value: number): number {
  return Math.log(value) - Math.log1p(-value);
}
