import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { selfTest } from '../../../src/backends/selfTest.ts';
import { supportedBuild } from '../../../src/backends/wasm/kernelModule.ts';
import { openWasmBackend, type WasmBackend } from '../../../src/backends/wasm/wasmBackend.ts';
import { asymmetricParameters, modelSpec, randomBatch, stepSettings } from '../../browser/support/workload.ts';
import { PLAIN } from './support.ts';

let wasm: WasmBackend;
beforeAll(async () => {
  wasm = await openWasmBackend(PLAIN);
});
afterEach(() => vi.unstubAllGlobals());

const spec = modelSpec({ cell: 'gru' });
const request = { spec, batch: 3, unroll: 4, params: asymmetricParameters(spec) };
const unavailable = (reason: string) => ({ name: 'BackendUnavailableError', message: expect.stringContaining(reason) });
const shapeError = { name: 'ShapeError', message: expect.stringContaining('Shapes disagree') };

describe('the wasm backend says in one sentence why it cannot', () => {
  it('start without WebAssembly', async () => {
    vi.stubGlobal('WebAssembly', undefined);
    expect(supportedBuild()).toBeNull();
    await expect(openWasmBackend()).rejects.toMatchObject(unavailable('no WebAssembly SIMD'));
  });

  it('start without SIMD, and takes the plain build where relaxed SIMD is missing', async () => {
    const { validate } = WebAssembly;
    const probes: number[] = [];
    vi.stubGlobal('WebAssembly', { ...WebAssembly, validate: () => probes.push(0) > 1 });
    expect(supportedBuild()).toBe('plain');
    vi.stubGlobal('WebAssembly', { ...WebAssembly, validate: () => false });
    await expect(openWasmBackend()).rejects.toMatchObject(unavailable('no WebAssembly SIMD'));
    vi.stubGlobal('WebAssembly', { ...WebAssembly, validate });
    expect(['plain', 'relaxed']).toContain(supportedBuild());
  });

  it('start when its kernels do not come or are not what they should be', async () => {
    const offline = openWasmBackend({ build: 'plain', source: () => Promise.reject(new Error('offline')) });
    await expect(offline).rejects.toMatchObject(unavailable('offline'));
    const damaged = openWasmBackend({ build: 'plain', source: async () => Uint8Array.of(0, 1, 2, 3) });
    await expect(damaged).rejects.toMatchObject(unavailable('do not load'));
  });

  it('hold a model that no memory holds', async () => {
    const big = modelSpec({ cell: 'lstm', vocab: 4096, hidden: 512, layers: 4 });
    const params = { length: 0 } as unknown as Float32Array;
    const tooLarge = wasm.createModel({ spec: big, batch: 256, unroll: 512, params });
    await expect(tooLarge).rejects.toMatchObject(unavailable('MB'));
  });

  it('take parameters, states, tokens and windows of another shape', async () => {
    await expect(wasm.createModel({ ...request, params: new Float32Array(5) })).rejects.toMatchObject(shapeError);
    const model = await wasm.createModel(request);
    const settings = stepSettings('adam');
    const batch = randomBatch(spec, 4, 3, 1);
    await expect(model.step({ ...batch, x: batch.x.subarray(1) }, settings)).rejects.toMatchObject(shapeError);
    await expect(model.step({ ...batch, y: batch.y.map(() => spec.vocab) }, settings)).rejects.toMatchObject(
      shapeError,
    );
    await expect(model.step({ ...batch, x: batch.x.map(() => -1) }, settings)).rejects.toMatchObject(shapeError);
    const state = await model.getState();
    expect(() => model.setState({ ...state, params: state.params.subarray(1) })).toThrow('Shapes disagree');
    expect(() => model.setState({ ...state, moments: [new Float32Array(3)] })).toThrow('Shapes disagree');
    expect(() => model.setState({ ...state, carry: { h: new Float32Array(1), c: null } })).toThrow('Shapes disagree');
    expect(await model.getState()).toEqual(state);
  });
});

describe('the proof of a backend', () => {
  it('finds wasm within a hundredth of what it tolerates', async () => {
    expect((await selfTest(wasm)).deviation).toBeLessThan(1e-6);
  });
});
