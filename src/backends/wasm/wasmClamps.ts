import { logit } from '../../engine/cells/cell.ts';
import { type ClampedBatch, type ClampedUnit, clampedResets, clampUnit } from '../../engine/clamp.ts';
import type { Channel } from '../../engine/cells/channels.ts';
import { CELLS } from '../../engine/spec.ts';
import type { CellContext, ClampedSteps } from './cell.ts';

/** Beyond this pre-activation σ is 0 or 1 in float32. */
const FARTHEST = 80;

/** Clamped units of a window: writes their values into the window's memory after each pointwise step. */
export class WasmClamps implements ClampedSteps {
  from = 0;

  constructor(
    private readonly context: CellContext,
    private readonly streams: ClampedBatch,
  ) {}

  presetResets(layer: number, t: number): void {
    for (const { stream, unit, value } of clampedResets(this.units(layer, t))) {
      this.context.floats[this.gate(layer, t, stream, unit, 'r')] = Math.max(
        -FARTHEST,
        Math.min(FARTHEST, logit(value)),
      );
    }
  }

  resetStates(layer: number, t: number): void {
    const { at, floats } = this.context;
    for (const { stream, unit, value } of clampedResets(this.units(layer, t))) {
      const m = at.layers[layer]!.saved / 4 + this.row(t, stream) + unit;
      floats[m] = value * floats[this.state(layer, t, stream, unit, 'h')]!;
    }
  }

  after(layer: number, t: number): void {
    const { floats, spec } = this.context;
    for (const { stream, unit, values } of this.units(layer, t)) {
      const position = (channel: Channel): number =>
        channel === 'h' || channel === 'c'
          ? this.state(layer, t + 1, stream, unit, channel)
          : this.gate(layer, t, stream, unit, channel);
      clampUnit(spec, values, {
        get: (channel) => floats[position(channel)]!,
        set: (channel, value) => {
          floats[position(channel)] = value;
        },
        before: (state) => floats[this.state(layer, t, stream, unit, state)]!,
      });
    }
  }

  private units(layer: number, t: number): readonly ClampedUnit[] {
    return this.streams.at(layer, this.from + t);
  }

  /** First float of a stream's row at timestep t in arrays [T, B, H]. */
  private row(t: number, stream: number): number {
    return (t * this.context.batch + stream) * this.context.sizes.H;
  }

  /** Index of a state's float; t = 0 is before the window's first timestep. */
  private state(layer: number, t: number, stream: number, unit: number, state: 'h' | 'c'): number {
    return this.context.at.layers[layer]![state] / 4 + this.row(t, stream) + unit;
  }

  private gate(layer: number, t: number, stream: number, unit: number, channel: Channel): number {
    const { at, batch, sizes, spec } = this.context;
    const block = CELLS[spec.cell].gates.indexOf(channel) * sizes.H;
    return at.layers[layer]!.gates / 4 + (t * batch + stream) * sizes.rows + block + unit;
  }
}
