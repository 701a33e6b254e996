/**
 * Units clamped to a value while a network reads. A clamp is an intervention: it shows what a unit causes, not only
 * what it correlates with. Clamps work in the forward pass only; no gradients are taken through them.
 */
import type { UnitNumbers } from './cells/cell.ts';
import { cellEquations } from './cells/cells.ts';
import type { Channel } from './cells/channels.ts';
import { CELLS, channelRange, type ModelSpec } from './spec.ts';

/**
 * One channel of one unit, clamped from timestep `from` of the text on (0 clamps the whole text). The clamped value
 * replaces the computed value within the timestep, before anything that depends on it is computed. A clamped gate
 * changes c and h, a clamped r changes n, and a clamped c changes h and the next timestep. A clamped h changes what
 * the next timestep, the layer above and the head read.
 */
export interface Clamp {
  readonly layer: number;
  readonly channel: Channel;
  readonly unit: number;
  readonly value: number;
  readonly from: number;
}

/** The clamped channels of one unit of one stream at one timestep. */
export interface ClampedUnit {
  readonly stream: number;
  readonly unit: number;
  readonly values: ReadonlyMap<Channel, number>;
}

/** The clamps of every stream of a batch. Each stream has clamps of its own. */
export class ClampedBatch {
  /** Timesteps at which a clamp begins, ascending. */
  private readonly beginnings: readonly number[];
  /** Cached results of `at`, by layer and by how many clamps have begun. */
  private readonly known = new Map<string, readonly ClampedUnit[]>();

  /**
   * @param streams the clamps of each stream
   * @throws RangeError if the model has no such unit, or if the channel cannot take the value
   */
  constructor(
    spec: ModelSpec,
    private readonly streams: readonly (readonly Clamp[])[],
  ) {
    for (const clamp of streams.flat()) checkClamp(spec, clamp);
    this.beginnings = [...new Set(streams.flat().map(({ from }) => from))].sort((a, b) => a - b);
  }

  /** The clamped units of a layer at timestep t of the text. */
  at(layer: number, t: number): readonly ClampedUnit[] {
    const passed = this.beginnings.filter((from) => from <= t).length;
    const key = `${layer} ${passed}`;
    let units = this.known.get(key);
    if (!units) this.known.set(key, (units = this.clampedOf(layer, t)));
    return units;
  }

  private clampedOf(layer: number, t: number): ClampedUnit[] {
    return this.streams.flatMap((clamps, stream) => {
      const units = new Map<number, Map<Channel, number>>();
      for (const clamp of clamps) {
        if (clamp.layer !== layer || clamp.from > t) continue;
        const values = units.get(clamp.unit) ?? new Map<Channel, number>();
        units.set(clamp.unit, values.set(clamp.channel, clamp.value));
      }
      return Array.from(units, ([unit, values]) => ({ stream, unit, values }));
    });
  }
}

/** The smallest and the largest value to which a channel can be clamped. */
export function clampRange(spec: ModelSpec, channel: Channel): readonly [number, number] {
  const range = channelRange(spec, channel);
  if (range === 'gate') return [0, 1];
  if (range === 'signed') return [-1, 1];
  return [channel === 'h' ? 0 : -Infinity, Infinity];
}

function checkClamp(spec: ModelSpec, { layer, channel, unit, value, from }: Clamp): void {
  const isThere = layer >= 0 && layer < spec.layers && unit >= 0 && unit < spec.hidden;
  if (!isThere || !CELLS[spec.cell].channels.includes(channel)) {
    throw new RangeError(`there is no unit ${unit} of ${channel} in layer ${layer}`);
  }
  const [low, high] = clampRange(spec, channel);
  if (!(value >= low && value <= high && Number.isFinite(value))) {
    throw new RangeError(`${channel} cannot be clamped to ${value}`);
  }
  if (!(from >= 0)) throw new RangeError(`nothing can be clamped from ${from} on`);
}

/**
 * Replaces the values that a timestep has computed by clamped ones, and recomputes the channels of the same unit that
 * depend on them. The GRU's r is clamped earlier, because the whole candidate depends on it.
 */
export function clampUnit(spec: ModelSpec, clamped: ReadonlyMap<Channel, number>, unit: UnitNumbers): void {
  for (const [channel, value] of clamped) unit.set(channel, value);
  cellEquations(spec).clamp(unit, (...channels) => channels.some((channel) => clamped.has(channel)));
}

/** The clamped reset gates among the given units. */
export function clampedResets(
  units: readonly ClampedUnit[],
): readonly { readonly stream: number; readonly unit: number; readonly value: number }[] {
  return units.flatMap(({ stream, unit, values }) => {
    const value = values.get('r');
    return value === undefined ? [] : [{ stream, unit, value }];
  });
}
