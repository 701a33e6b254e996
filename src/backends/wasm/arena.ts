import { BackendUnavailableError } from '../../limits/errors.ts';
import { grouped, SENTENCES } from '../../limits/sentences.ts';

const PAGE = 65536;

/** What 32-bit addresses reach, less the last page, so that no end of an array wraps around to 0. */
const MAX_BYTES = 65535 * PAGE;

/** Hands out places in a memory that does not exist yet, so that it can be made once in the right size. */
export class Arena {
  // Address 0 stands for "none" in the kernels, and the module's own few constants lie below this.
  #end = PAGE;

  /** Byte address of `count` new floats, on a cache line of its own. */
  floats(count: number): number {
    const at = this.#end;
    this.#end += Math.ceil((count * 4) / 64) * 64;
    return at;
  }

  /** Byte address of `count` new doubles. */
  doubles(count: number): number {
    return this.floats(2 * count);
  }

  get bytes(): number {
    return this.#end;
  }

  /**
   * The memory that holds everything handed out, zero at first; it never grows.
   *
   * @throws BackendUnavailableError if it is larger than wasm can address or the browser gives.
   */
  memory(): WebAssembly.Memory {
    const pages = Math.ceil(this.#end / PAGE);
    const megabytes = grouped(Math.ceil(this.#end / 2 ** 20));
    if (this.#end > MAX_BYTES) throw tooLarge(`this model and window need ${megabytes} MB, and it addresses 4,096`);
    try {
      return new WebAssembly.Memory({ initial: pages, maximum: pages });
    } catch (cause) {
      throw tooLarge(`the browser does not give the ${megabytes} MB that this model and window need`, { cause });
    }
  }
}

function tooLarge(reason: string, options?: ErrorOptions): BackendUnavailableError {
  return new BackendUnavailableError(SENTENCES.backendUnavailable('wasm', reason), options);
}
