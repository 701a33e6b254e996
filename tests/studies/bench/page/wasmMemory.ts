/**
 * Watches all WebAssembly memories of this worker, made by hand or by a module; before one is made.
 *
 * @returns their bytes so far
 */
export function watchWasmMemory(): () => number {
  const memories = new Set<WebAssembly.Memory>();
  const { Memory, instantiate, instantiateStreaming } = WebAssembly;
  WebAssembly.Memory = class extends Memory {
    constructor(descriptor: WebAssembly.MemoryDescriptor) {
      super(descriptor);
      memories.add(this);
    }
  };
  const keep = <R extends WebAssembly.Instance | WebAssembly.WebAssemblyInstantiatedSource>(result: R): R => {
    const { exports } = 'instance' in result ? result.instance : result;
    for (const value of Object.values(exports)) if (value instanceof Memory) memories.add(value);
    return result;
  };
  const wrapped = async (source: BufferSource | WebAssembly.Module, imports?: WebAssembly.Imports) =>
    keep(await (instantiate as (...call: unknown[]) => Promise<WebAssembly.Instance>)(source, imports));
  WebAssembly.instantiate = wrapped as typeof instantiate;
  WebAssembly.instantiateStreaming = async (source, imports) => keep(await instantiateStreaming(source, imports));
  return () => [...memories].reduce((sum, { buffer }) => sum + buffer.byteLength, 0);
}
