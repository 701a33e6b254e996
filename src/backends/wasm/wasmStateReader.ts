import { ClampedBatch, type Clamp } from '../../engine/clamp.ts';
import { parameterLayout } from '../../engine/parameters.ts';
import type { Channel } from '../../engine/cells/channels.ts';
import { CELLS, type ModelSpec } from '../../engine/spec.ts';
import { unrollForward, unrollStates } from '../../engine/unroll.ts';
import { checkLength } from './checks.ts';
import { WasmClamps } from './wasmClamps.ts';
import { openWindow, type WasmWindow } from './wasmWindow.ts';

/** Positions T·B of a chunk. At H = 256 the window of an LSTM is 15 MB. */
const POSITIONS = 1024;

/** Where a channel's rows are: row p begins at `start + p · ld`, with p = t · B + stream. */
export interface WasmStateRows {
  readonly values: Float32Array;
  readonly start: number;
  readonly ld: number;
}

/** A model on the kernels that reads B parallel streams of text, chunk by chunk. */
export class WasmStateReader {
  readonly spec: ModelSpec;
  readonly streams: number;
  /** The largest number of timesteps in a chunk. */
  readonly chunk: number;
  readonly #window: WasmWindow;
  /** Index of the newest timestep in every layer's states, [T + 1, B, H]. */
  #last = 0;
  /** Timesteps read so far. */
  #done = 0;

  private constructor(window: WasmWindow) {
    this.spec = window.spec;
    this.streams = window.batch;
    this.chunk = window.capacity;
    this.#window = window;
  }

  /**
   * @param module compiled kernels
   * @param params in the layout of `parameterLayout(spec)`
   * @param clamps the clamps of each stream, if any; timesteps count from the first one that is read
   * @throws ShapeError if the number of parameters does not fit the model; RangeError for a clamp that the model
   *   cannot have; BackendUnavailableError if the window is too large
   */
  static async open(
    module: WebAssembly.Module,
    spec: ModelSpec,
    params: Float32Array,
    streams: number,
    clamps?: readonly (readonly Clamp[])[],
  ): Promise<WasmStateReader> {
    checkLength('the array of parameters', params, parameterLayout(spec).size);
    const capacity = Math.max(8, Math.floor(POSITIONS / streams));
    const window = await openWindow(module, { spec, capacity, batch: streams, isTraining: false });
    const { at, floats, parameters } = window;
    parameters.pad(params, floats.subarray(at.params / 4, at.params / 4 + parameters.size));
    if (clamps) window.clamped = new WasmClamps(window, new ClampedBatch(spec, clamps));
    return new WasmStateReader(window);
  }

  /**
   * Reads [steps, B] tokens, continuing from the states after the previous chunk; the zero state at first.
   *
   * @param targets next symbols, [steps, B], NO_TARGET where there is none; without targets there are no predictions
   */
  read(tokens: Int32Array, steps: number, targets?: Int32Array): void {
    const window = this.#window;
    const { at, floats, integers } = window;
    const size = this.#stateSize();
    for (const address of this.#states()) {
      const newest = address / 4 + this.#last * size;
      floats.copyWithin(address / 4, newest, newest + size);
    }
    window.steps = steps;
    integers.set(tokens.subarray(0, steps * this.streams), at.tokens / 4);
    if (window.clamped) window.clamped.from = this.#done;
    if (targets) {
      integers.set(targets.subarray(0, steps * this.streams), at.targets / 4);
      unrollForward(window);
    } else {
      unrollStates(window);
    }
    this.#last = steps;
    this.#done += steps;
  }

  /** Losses of the newest chunk in nats, [steps, B]; 0 where there is no target. */
  losses(): Float64Array {
    const { at, positions } = this.#window;
    return new Float64Array(at.memory.buffer, at.losses, positions);
  }

  /** Logits of the newest chunk. */
  logits(): WasmStateRows {
    const { at, floats: values, sizes } = this.#window;
    return { values, start: at.logits / 4, ld: sizes.V };
  }

  /** Resets one stream to the zero state. */
  reset(stream: number): void {
    const { floats, sizes } = this.#window;
    for (const address of this.#states()) {
      const at = address / 4 + this.#last * this.#stateSize() + stream * sizes.H;
      floats.fill(0, at, at + sizes.H);
    }
  }

  /** A channel of one layer in the newest chunk. */
  rows(channel: Channel, layer: number): WasmStateRows {
    const { at, floats: values, sizes, spec } = this.#window;
    const { h, c, gates } = at.layers[layer]!;
    if (channel === 'h' || channel === 'c') {
      return { values, start: (channel === 'h' ? h : c) / 4 + this.#stateSize(), ld: sizes.H };
    }
    return { values, start: gates / 4 + sizes.H * CELLS[spec.cell].gates.indexOf(channel), ld: sizes.rows };
  }

  /** Number of floats of one timestep's states of a layer. */
  #stateSize(): number {
    return this.streams * this.#window.sizes.H;
  }

  /** Byte addresses of every layer's h and c. */
  #states(): number[] {
    return this.#window.at.layers.flatMap(({ h, c }) => (c ? [h, c] : [h]));
  }
}
