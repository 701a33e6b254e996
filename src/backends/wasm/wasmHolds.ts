import { type HeldLanes, type HeldUnit, heldResets, holdUnit, logit } from '../../engine/hold.ts';
import { type Channel, GATES } from '../../engine/spec.ts';
import type { CellContext, HeldSteps } from './cell.ts';

/** Beyond it σ is 0 or 1 in float32. */
const FARTHEST = 80;

/** Units held in a window: after each pointwise step their numbers are put into its memory. */
export class WasmHolds implements HeldSteps {
  from = 0;

  constructor(
    private readonly context: CellContext,
    private readonly lanes: HeldLanes,
  ) {}

  presetResets(layer: number, t: number): void {
    for (const { lane, unit, value } of heldResets(this.units(layer, t))) {
      this.context.floats[this.gate(layer, t, lane, unit, 'r')] = Math.max(-FARTHEST, Math.min(FARTHEST, logit(value)));
    }
  }

  resetStates(layer: number, t: number): void {
    const { at, floats } = this.context;
    for (const { lane, unit, value } of heldResets(this.units(layer, t))) {
      const m = at.layers[layer]!.kept / 4 + this.row(t, lane) + unit;
      floats[m] = value * floats[this.state(layer, t, lane, unit, 'h')]!;
    }
  }

  after(layer: number, t: number): void {
    const { floats, spec } = this.context;
    for (const { lane, unit, values } of this.units(layer, t)) {
      const place = (channel: Channel): number =>
        channel === 'h' || channel === 'c'
          ? this.state(layer, t + 1, lane, unit, channel)
          : this.gate(layer, t, lane, unit, channel);
      holdUnit(spec.cell, values, {
        get: (channel) => floats[place(channel)]!,
        set: (channel, value) => {
          floats[place(channel)] = value;
        },
        before: (state) => floats[this.state(layer, t, lane, unit, state)]!,
      });
    }
  }

  private units(layer: number, t: number): readonly HeldUnit[] {
    return this.lanes.at(layer, this.from + t);
  }

  /** First float of a lane's row at timestep t in arrays [T, B, H]. */
  private row(t: number, lane: number): number {
    return (t * this.context.batch + lane) * this.context.sizes.H;
  }

  /** Float of a state; t = 0 stands before the window's first step. */
  private state(layer: number, t: number, lane: number, unit: number, state: 'h' | 'c'): number {
    return this.context.at.layers[layer]![state] / 4 + this.row(t, lane) + unit;
  }

  private gate(layer: number, t: number, lane: number, unit: number, channel: Channel): number {
    const { at, batch, sizes, spec } = this.context;
    const block = GATES[spec.cell].indexOf(channel) * sizes.H;
    return at.layers[layer]!.gates / 4 + (t * batch + lane) * sizes.rows + block + unit;
  }
}
