import { type Hold, HeldLanes } from '../../engine/hold.ts';
import { createReference, type Reference } from '../../engine/reference.ts';
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
  /**
   * Reads [steps, B] tokens on from the states after the chunk before; the zero state at first.
   *
   * @param targets the symbols that follow, [steps, B], NO_TARGET where there is none; without them nothing is predicted
   */
  read(tokens: Int32Array, steps: number, targets?: Int32Array): void;
  /** Nats of the newest chunk's predictions, [steps, B]; 0 where there is no target. */
  losses(): Float32Array | Float64Array;
  /** Logits of the newest chunk. */
  logits(): StateRows;
  /** Sets one stream back to the zero state. */
  reset(stream: number): void;
  rows(channel: Channel, layer: number): StateRows;
}

/**
 * Opens a reader of B streams.
 *
 * @param holds what is held in each stream, if anything is; timesteps count from the first that is read
 */
export type OpenStateReader = (
  spec: ModelSpec,
  params: Float32Array,
  streams: number,
  holds?: readonly (readonly Hold[])[],
) => Promise<StateReader>;

const CHUNK = 32;

/** A reader on the float64 reference. */
export const openEngineReader: OpenStateReader = async (spec, params, streams, holds) =>
  new EngineReader(spec, Float64Array.from(params), streams, holds ? new HeldLanes(spec, holds) : null);

class EngineReader implements StateReader {
  readonly chunk = CHUNK;
  private readonly windows = new Map<number, Reference>();
  private window: Reference | null = null;
  private states: LayerStates;
  /** Timesteps that have been read. */
  private done = 0;

  constructor(
    readonly spec: ModelSpec,
    private readonly params: Float64Array,
    readonly streams: number,
    private readonly held: HeldLanes | null,
  ) {
    this.states = zeroStates(spec, streams);
  }

  read(tokens: Int32Array, steps: number, targets?: Int32Array): void {
    let window = this.windows.get(steps);
    if (!window) this.windows.set(steps, (window = createReference(this.spec, steps, this.streams)));
    const count = steps * this.streams;
    window.held = this.held;
    window.heldFrom = this.done;
    if (targets) window.forward(this.params, tokens.subarray(0, count), targets.subarray(0, count), this.states);
    else window.forwardStates(this.params, tokens.subarray(0, count), this.states);
    this.states = window.finalStates();
    this.window = window;
    this.done += steps;
  }

  losses(): Float64Array {
    return this.newest().losses;
  }

  logits(): StateRows {
    return { values: this.newest().logits, start: 0, ld: this.spec.vocab };
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
    const { hidden } = this.spec;
    const { channels, steps } = this.newest();
    return { values: channels[channel]!, start: layer * steps * this.streams * hidden, ld: hidden };
  }

  private newest(): Reference {
    if (!this.window) throw new RangeError('nothing has been read');
    return this.window;
  }
}
