import type { ModelSpec } from '../../engine/spec.ts';
import { openWindow, type WasmWindow } from './wasmWindow.ts';

/**
 * The largest number of cached windows. The most recently used one is last: most questions are about one of these
 * models.
 */
const MOST_WINDOWS = 4;
/** Bytes of all cached windows together. The newest one stays in any case. */
const MOST_BYTES = 256 * 2 ** 20;

/** Weights that were passed once. They are identified by this object, never by their content. */
export interface Weights {
  readonly spec: ModelSpec;
  readonly params: Float32Array | Float64Array;
}

interface Position {
  readonly window: WasmWindow;
  /** The weights in the window; null once nobody will ask for them again. */
  owner: Weights | null;
}

/** The windows of a tracer. Each is used by one model at a time, and their memory is bounded. */
export class WindowPool {
  readonly #positions: Position[] = [];

  constructor(private readonly module: WebAssembly.Module) {}

  /** Bytes of all memories. */
  get bytes(): number {
    return this.#positions.reduce((sum, { window }) => sum + window.at.memory.buffer.byteLength, 0);
  }

  /**
   * A window with these weights. No other weights are written into it until `release`.
   *
   * @throws BackendUnavailableError if it is too large for a memory.
   */
  async window(weights: Weights, capacity: number, batch: number): Promise<WasmWindow> {
    const { spec, params } = weights;
    const fits = ({ window: w }: Position): boolean =>
      w.batch === batch && w.capacity >= capacity && isSameModel(w.spec, spec);
    const usable = this.#positions.filter(fits);
    let position = usable.find(({ owner }) => owner === weights) ?? usable.find(({ owner }) => owner === null);
    if (!position) {
      position = { window: await openWindow(this.module, { spec, capacity, batch, isTraining: false }), owner: null };
    }
    const at = this.#positions.indexOf(position);
    if (at >= 0) this.#positions.splice(at, 1);
    this.#positions.push(position);
    while (this.#positions.length > 1 && (this.#positions.length > MOST_WINDOWS || this.bytes > MOST_BYTES)) {
      this.#positions.shift();
    }
    if (position.owner !== weights) {
      const { window } = position;
      const start = window.at.params / 4;
      window.parameters.pad(params, window.floats.subarray(start, start + window.parameters.size));
      window.weightsChanged();
      position.owner = weights;
    }
    return position.window;
  }

  /** Declares that these weights will not be needed again, so that others may use their windows. */
  release(weights: Weights): void {
    for (const position of this.#positions) if (position.owner === weights) position.owner = null;
  }
}

function isSameModel(a: ModelSpec, b: ModelSpec): boolean {
  const names = ['cell', 'vocab', 'hidden', 'layers', 'embedding', 'nonlinearity', 'reset'] as const;
  return names.every((name) => a[name] === b[name]);
}
