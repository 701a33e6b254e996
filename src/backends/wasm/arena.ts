import { BackendUnavailableError } from '../../limits/errors.ts';
import { grouped, MESSAGES } from '../../limits/messages.ts';

/** Bytes of a WebAssembly page. The size of a memory is a multiple of it. */
export const PAGE = 65536;

/** The range of 32-bit addresses, less the last page, so that no end of an array wraps around to 0. */
const MAX_BYTES = 65535 * PAGE;

/**
 * Assigns addresses in a memory that does not exist yet, so that the memory can be created once with the right size.
 */
export class Arena {
  // Address 0 stands for "none" in the kernels, and the module's own few constants lie below this address.
  #end = PAGE;

  /** Byte address of `count` new floats, aligned to a cache line. */
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
   * Creates the memory for everything that was assigned. It is filled with zeros and never grows.
   *
   * @throws BackendUnavailableError if it is larger than wasm can address or the browser can allocate.
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
  return new BackendUnavailableError(MESSAGES.backendUnavailable('wasm', reason), options);
}
