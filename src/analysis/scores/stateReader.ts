import { type Clamp, ClampedBatch } from '../../engine/clamp.ts';
import { createReference, type Reference } from '../../engine/reference.ts';
import type { Channel } from '../../engine/cells/channels.ts';
import type { ModelSpec } from '../../engine/spec.ts';
import { type LayerStates, zeroStates } from '../../engine/window.ts';

/** Where the values of one channel and layer are: row p begins at `start + p · ld`, with p = t · B + stream. */
interface StateRows {
  readonly values: Float32Array | Float64Array;
  readonly start: number;
  readonly ld: number;
}

/**
 * A model that reads B parallel streams of text, chunk by chunk, and gives access to the states of the newest chunk.
 */
export interface StateReader {
  readonly spec: ModelSpec;
  /** B */
  readonly streams: number;
  /** The largest number of timesteps in a chunk. */
  readonly chunk: number;
  /**
   * Reads [steps, B] tokens, continuing from the states after the previous chunk; the zero state at first.
   *
   * @param targets next symbols, [steps, B], NO_TARGET where there is none; without targets there are no predictions
   */
  read(tokens: Int32Array, steps: number, targets?: Int32Array): void;
  /** Losses of the newest chunk in nats, [steps, B]; 0 where there is no target. */
  losses(): Float32Array | Float64Array;
  /** Logits of the newest chunk. */
  logits(): StateRows;
  /** Resets one stream to the zero state. */
  reset(stream: number): void;
  rows(channel: Channel, layer: number): StateRows;
}

/**
 * Opens a reader of B streams.
 *
 * @param clamps the clamps of each stream, if any; timesteps count from the first one that is read
 */
export type OpenStateReader = (
  spec: ModelSpec,
  params: Float32Array,
  streams: number,
  clamps?: readonly (readonly Clamp[])[],
) => Promise<StateReader>;

const CHUNK = 32;

/** A reader on the float64 reference. */
export const openEngineReader: OpenStateReader = async (spec, params, streams, clamps) =>
  new EngineReader(spec, Float64Array.from(params), streams, clamps ? new ClampedBatch(spec, clamps) : null);

class EngineReader implements StateReader {
  readonly chunk = CHUNK;
  private readonly windows = new Map<number, Reference>();
  private window: Reference | null = null;
  private states: LayerStates;
  /** Timesteps read so far. */
  private done = 0;

  constructor(
    readonly spec: ModelSpec,
    private readonly params: Float64Array,
    readonly streams: number,
    private readonly clamped: ClampedBatch | null,
  ) {
    this.states = zeroStates(spec, streams);
  }

  read(tokens: Int32Array, steps: number, targets?: Int32Array): void {
    let window = this.windows.get(steps);
    if (!window) this.windows.set(steps, (window = createReference(this.spec, steps, this.streams)));
    const count = steps * this.streams;
    window.clamped = this.clamped;
    window.clampedFrom = this.done;
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
