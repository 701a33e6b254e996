import { BackendUnavailableError } from '../../limits/errors.ts';
import { MESSAGES } from '../../limits/messages.ts';

/** plain: SIMD as in every current browser; relaxed: with the fused multiply-add of relaxed SIMD. */
export type KernelBuild = 'plain' | 'relaxed';

/** Loads the bytes of a build. */
export type KernelSource = (build: KernelBuild) => Promise<BufferSource>;

/**
 * A module with one function () → v128 whose body is `i32.const 0, i8x16.splat` per operand, then the instructions.
 */
function probe(operands: number, ...instructions: readonly number[]): Uint8Array<ArrayBuffer> {
  const splats = Array.from({ length: operands }, () => [0x41, 0, 0xfd, 0x0f]).flat();
  const body = [0, ...splats, ...instructions, 0x0b];
  const type = [1, 0x60, 0, 1, 0x7b];
  const code = [1, body.length, ...body];
  const sections = [1, type.length, ...type, 3, 2, 1, 0, 10, code.length, ...code];
  return Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0, ...sections);
}

/** The best build that runs here; null without SIMD. */
export function supportedBuild(): KernelBuild | null {
  if (typeof WebAssembly === 'undefined') return null;
  // f32x4.relaxed_madd is 0xfd 0x105.
  if (WebAssembly.validate(probe(3, 0xfd, 0x85, 0x02))) return 'relaxed';
  return WebAssembly.validate(probe(1)) ? 'plain' : null;
}

/** Milliseconds after which fetching the kernels (20 KB) times out. */
const FETCH_LIMIT = 8000;

async function fetchBuild(build: KernelBuild): Promise<BufferSource> {
  const url =
    build === 'relaxed'
      ? new URL('./build/kernels.relaxed.wasm', import.meta.url)
      : new URL('./build/kernels.wasm', import.meta.url);
  const response = await fetch(url, { signal: AbortSignal.timeout(FETCH_LIMIT) });
  if (!response.ok) throw new Error(`the server answered ${response.status}`);
  return response.arrayBuffer();
}

/**
 * Compiles the kernels.
 *
 * @throws BackendUnavailableError without SIMD, or when the file cannot be loaded or compiled.
 */
export async function compileKernels(
  build: KernelBuild | null,
  source: KernelSource = fetchBuild,
): Promise<WebAssembly.Module> {
  if (!build) throw unavailable('this browser has no WebAssembly SIMD');
  try {
    return await WebAssembly.compile(await source(build));
  } catch (cause) {
    const detail = cause instanceof Error ? cause.message : String(cause);
    throw unavailable(`its compiled kernels do not load (${detail})`, { cause });
  }
}

function unavailable(reason: string, options?: ErrorOptions): BackendUnavailableError {
  return new BackendUnavailableError(MESSAGES.backendUnavailable('wasm', reason), options);
}
