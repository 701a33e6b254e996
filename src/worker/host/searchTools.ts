import { plainRowProducts } from '../../analysis/scores/rankProducts.ts';
import type { SearchTools } from '../../analysis/scores/tools.ts';
import { openEngineReader } from '../../analysis/scores/stateReader.ts';
import { compileKernels, supportedBuild } from '../../backends/wasm/kernelModule.ts';
import { rowProductsOn } from '../../backends/wasm/wasmRowProducts.ts';
import { WasmStateReader } from '../../backends/wasm/wasmStateReader.ts';
import { beatWhile } from './heart.ts';

/** The kernels if there is SIMD, else the reference and plain JavaScript. */
export async function searchTools(): Promise<SearchTools> {
  const module = await beatWhile(compileKernels(supportedBuild())).catch(() => null);
  if (!module) return { openReader: openEngineReader, openProducts: plainRowProducts };
  return {
    openReader: (spec, params, streams, holds) => WasmStateReader.open(module, spec, params, streams, holds),
    openProducts: rowProductsOn(module),
  };
}
