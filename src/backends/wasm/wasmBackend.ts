import { carryBytes } from '../../engine/window.ts';
import type { CostedBackend, ModelRequest } from '../backend.ts';
import { PAGE } from './arena.ts';
import { windowBytes } from './windowMemory.ts';
import { compileKernels, type KernelBuild, type KernelSource, supportedBuild } from './kernelModule.ts';
import { WasmModel } from './wasmModel.ts';
import { openWindow } from './wasmWindow.ts';

export interface WasmBackend extends CostedBackend {
  readonly name: 'wasm';
  readonly build: KernelBuild;
  createModel(request: ModelRequest): Promise<WasmModel>;
}

export interface WasmOptions {
  /** The build; by default the best one that runs here. */
  readonly build?: KernelBuild;
  /** Where its bytes come from; by default the file beside this one. */
  readonly source?: KernelSource;
}

/**
 * Starts the SIMD kernels. Each model has a memory of its own.
 *
 * @throws BackendUnavailableError without SIMD or if the kernels cannot be loaded. `createModel` throws it if the
 *   model is too large, and ShapeError if the parameters do not fit the model.
 */
export async function openWasmBackend(options: WasmOptions = {}): Promise<WasmBackend> {
  const build = options.build ?? supportedBuild();
  const module = await compileKernels(build, options.source);
  return {
    name: 'wasm',
    build: build!,
    detail: build === 'relaxed' ? 'WebAssembly, relaxed SIMD, one thread' : 'WebAssembly SIMD, one thread',
    bytesOf: ({ spec, batch, unroll }) =>
      PAGE * Math.ceil(windowBytes(spec, unroll, batch, true) / PAGE) + carryBytes(spec, batch),
    speed: null,
    threads: 1,
    async createModel(request) {
      const { spec, batch, unroll } = request;
      return new WasmModel(request, await openWindow(module, { spec, capacity: unroll, batch, isTraining: true }));
    },
    dispose() {
      // Models own their memories. The module is freed with the last of them.
    },
  };
}
