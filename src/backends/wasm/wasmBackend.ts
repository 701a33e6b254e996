import type { Backend, ModelRequest } from '../backend.ts';
import { compileKernels, type KernelBuild, type KernelSource, supportedBuild } from './kernelModule.ts';
import { WasmModel } from './wasmModel.ts';
import { openWindow } from './wasmWindow.ts';

export interface WasmBackend extends Backend {
  readonly name: 'wasm';
  readonly build: KernelBuild;
  createModel(request: ModelRequest): Promise<WasmModel>;
}

export interface WasmOptions {
  /** Which build; the best that runs here unless said. */
  readonly build?: KernelBuild;
  /** Where its bytes come from; from beside this file unless said. */
  readonly source?: KernelSource;
}

/**
 * Starts the SIMD kernels. Each model has a memory of its own.
 *
 * @throws BackendUnavailableError without SIMD or when the kernels cannot be loaded; `createModel` throws it when the
 * model is too large, and ShapeError when its parameters do not fit it.
 */
export async function openWasmBackend(options: WasmOptions = {}): Promise<WasmBackend> {
  const build = options.build ?? supportedBuild();
  const module = await compileKernels(build, options.source);
  return {
    name: 'wasm',
    build: build!,
    detail: build === 'relaxed' ? 'WebAssembly, relaxed SIMD, one thread' : 'WebAssembly SIMD, one thread',
    async createModel(request) {
      const { spec, batch, unroll } = request;
      return new WasmModel(request, await openWindow(module, { spec, capacity: unroll, batch, isTraining: true }));
    },
    dispose() {
      // Models own their memories, and the module goes with the last of them.
    },
  };
}
