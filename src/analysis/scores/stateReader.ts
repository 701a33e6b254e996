import { createReference, NO_TARGET, type Reference } from '../../engine/reference.ts';
import type { Channel, ModelSpec } from '../../engine/spec.ts';
import { type LayerStates, zeroStates } from '../../engine/window.ts';

/** Where the values of one channel and layer stand: row p at `start + p · ld`, p = t · B + stream. */
export interface StateRows {
  readonly values: Float32Array | Float64Array;
  readonly start: number;
  readonly ld: number;
}

/** A model that reads B streams of text side by side, chunk after chunk, and shows the states of the newest chunk. */
export interface StateReader {
  readonly spec: ModelSpec;
  /** B */
  readonly streams: number;
  /** Most timesteps of a chunk. */
  readonly chunk: number;
  /** Reads [steps, B] tokens on from the states after the chunk before; the zero state at first. */
  read(tokens: Int32Array, steps: number): void;
  /** Sets one stream back to the zero state. */
  reset(stream: number): void;
  rows(channel: Channel, layer: number): StateRows;
}

/** Opens a reader of B streams. */
export type OpenStateReader = (spec: ModelSpec, params: Float32Array, streams: number) => Promise<StateReader>;

const CHUNK = 32;

/** A reader on the float64 reference. */
export const openEngineReader: OpenStateReader = async (spec, params, streams) =>
  new EngineReader(spec, Float64Array.from(params), streams);

class EngineReader implements StateReader {
  readonly chunk = CHUNK;
  private readonly windows = new Map<number, Reference>();
  private window: Reference | null = null;
  private states: LayerStates;

  constructor(
    readonly spec: ModelSpec,
    private readonly params: Float64Array,
    readonly streams: number,
  ) {
    this.states = zeroStates(spec, streams);
  }

  read(tokens: Int32Array, steps: number): void {
    let window = this.windows.get(steps);
    if (!window) this.windows.set(steps, (window = createReference(this.spec, steps, this.streams)));
    const count = steps * this.streams;
    window.forward(this.params, tokens.subarray(0, count), new Int32Array(count).fill(NO_TARGET), this.states);
    this.states = window.finalStates();
    this.window = window;
  }

  reset(stream: number): void {
    const { layers, hidden } = this.spec;
    for (const array of [this.states.h, this.states.c]) {
      for (let layer = 0; layer < layers; layer++) {
        const at = (layer * this.streams + stream) * hidden;
        array?.fill(0, at, at + hidden);
      }
    }
  }

  rows(channel: Channel, layer: number): StateRows {
    if (!this.window) throw new RangeError('nothing has been read');
    const { hidden } = this.spec;
    return {
      values: this.window.channels[channel]!,
      start: layer * this.window.steps * this.streams * hidden,
      ld: hidden,
    };
  }
}
