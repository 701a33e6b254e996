import type { ModelSpec } from '../../engine/spec.ts';
import { openWindow, type WasmWindow } from './wasmWindow.ts';

/** Windows that are kept, most recently used last: the next question is mostly about one of these models. */
const MOST_WINDOWS = 4;
/** Bytes that they may take together; the newest stays in any case. */
const MOST_BYTES = 256 * 2 ** 20;

/** Weights that were handed over once; who they are is decided by this object, never by their content. */
export interface Weights {
  readonly spec: ModelSpec;
  readonly params: Float32Array | Float64Array;
}

interface Place {
  readonly window: WasmWindow;
  /** Whose weights stand in it; null when nobody will ask for them again. */
  owner: Weights | null;
}

/** The windows of a tracer, lent to one model at a time, in bounded memory. */
export class WindowPool {
  readonly #places: Place[] = [];

  constructor(private readonly module: WebAssembly.Module) {}

  /** Bytes of all memories. */
  get bytes(): number {
    return this.#places.reduce((sum, { window }) => sum + window.at.memory.buffer.byteLength, 0);
  }

  /**
   * A window with these weights, in which nobody else's are written until they are released.
   *
   * @throws BackendUnavailableError if it is too large for a memory.
   */
  async window(weights: Weights, capacity: number, batch: number): Promise<WasmWindow> {
    const { spec, params } = weights;
    const fits = ({ window: w }: Place): boolean =>
      w.batch === batch && w.capacity >= capacity && isSameModel(w.spec, spec);
    const usable = this.#places.filter(fits);
    let place = usable.find(({ owner }) => owner === weights) ?? usable.find(({ owner }) => owner === null);
    if (!place) {
      place = { window: await openWindow(this.module, { spec, capacity, batch, isTraining: false }), owner: null };
    }
    const at = this.#places.indexOf(place);
    if (at >= 0) this.#places.splice(at, 1);
    this.#places.push(place);
    while (this.#places.length > 1 && (this.#places.length > MOST_WINDOWS || this.bytes > MOST_BYTES)) {
      this.#places.shift();
    }
    if (place.owner !== weights) {
      const { window } = place;
      const start = window.at.params / 4;
      window.parameters.pad(params, window.floats.subarray(start, start + window.parameters.size));
      window.weightsChanged();
      place.owner = weights;
    }
    return place.window;
  }

  /** These weights will not be asked for again: their windows are free for others. */
  release(weights: Weights): void {
    for (const place of this.#places) if (place.owner === weights) place.owner = null;
  }
}

function isSameModel(a: ModelSpec, b: ModelSpec): boolean {
  const names = ['cell', 'vocab', 'hidden', 'layers', 'embedding', 'nonlinearity', 'reset'] as const;
  return names.every((name) => a[name] === b[name]);
}
