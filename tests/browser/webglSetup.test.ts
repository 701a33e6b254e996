import * as tf from '@tensorflow/tfjs-core';
import type { MathBackendWebGL } from '@tensorflow/tfjs-backend-webgl';
import { afterEach, describe, expect, it } from 'vitest';
import type { Backend, BackendModel, WindowReport } from '../../src/backends/backend.ts';
import { openCpuBackend } from '../../src/backends/cpu/cpuBackend.ts';
import { SELF_TEST_TOLERANCE, selfTest } from '../../src/backends/selfTest.ts';
import { readRendererName } from '../../src/backends/webgl/rendererName.ts';
import { openWebglBackend } from '../../src/backends/webgl/webglBackend.ts';
import { BackendLostError, BackendUnavailableError } from '../../src/limits/errors.ts';
import { asymmetricParameters, modelSpec, randomBatch, stepSettings } from './support/workload.ts';

const opened: Backend[] = [];

async function open() {
  const backend = await openWebglBackend();
  opened.push(backend);
  return backend;
}

afterEach(() => {
  for (const backend of opened.splice(0)) backend.dispose();
});

function loseContext(): void {
  const { gl } = (tf.backend() as MathBackendWebGL).gpgpu;
  gl.getExtension('WEBGL_lose_context')!.loseContext();
}

const spec = modelSpec({ cell: 'lstm' });
const request = { spec, batch: 2, unroll: 3, params: asymmetricParameters(spec) };
const batch = randomBatch(spec, 3, 2, 1);

describe('the name of the renderer', () => {
  it.each([
    [
      'ANGLE (Google, Vulkan 1.3.0 (SwiftShader Device (Subzero) (0x0000C0DE)), SwiftShader driver)',
      { name: 'SwiftShader', software: true },
    ],
    [
      'ANGLE (NVIDIA, NVIDIA GeForce RTX 3060 (0x00002504) Direct3D11 vs_5_0 ps_5_0, D3D11)',
      { name: 'NVIDIA GeForce RTX 3060', software: false },
    ],
    ['ANGLE (Apple, ANGLE Metal Renderer: Apple M1, Unspecified Version)', { name: 'Apple M1', software: false }],
    [
      'ANGLE (Intel, Mesa Intel(R) UHD Graphics 620 (KBL GT2), OpenGL 4.6)',
      { name: 'Mesa Intel(R) UHD Graphics 620 (KBL GT2)', software: false },
    ],
    ['NVIDIA GeForce GTX 980/PCIe/SSE2', { name: 'NVIDIA GeForce GTX 980', software: false }],
    ['llvmpipe (LLVM 15.0.6, 256 bits)', { name: 'llvmpipe', software: true }],
    ['Apple GPU', { name: 'Apple GPU', software: false }],
    ['', { name: 'unnamed renderer', software: false }],
  ])('%s is read as %o', (unmasked, expected) => {
    expect(readRendererName(unmasked)).toEqual(expected);
  });
});

describe('starting WebGL', () => {
  it('accepts the software renderer of this machine and names it', async () => {
    const backend = await open();
    expect(backend).toMatchObject({ name: 'webgl', detail: 'SwiftShader', software: true });
  });

  it('proves every cell against the reference far below the tolerance', async () => {
    const tested = await selfTest(await open());
    expect(tested.cells.map(({ cell }) => cell)).toEqual(['rnn', 'gru', 'lstm']);
    expect(tested.deviation).toBeGreaterThan(0);
    expect(tested.deviation).toBeLessThan(SELF_TEST_TOLERANCE / 10);
    expect(tf.memory().numTensors).toBe(0);
  });

  it('ends the backend before, so that nothing of its models is left', async () => {
    for (let round = 0; round < 3; round++) {
      const backend = await open();
      const model = await backend.createModel(request);
      const { loss } = await model.step(batch, stepSettings('adam'));
      expect(loss).toBeGreaterThan(0);
    }
    await open();
    expect(tf.memory().numTensors).toBe(0);
  });

  it('refuses a graphics processor that computes with 16-bit numbers', async () => {
    tf.env().set('WEBGL_RENDER_FLOAT32_ENABLED', false);
    try {
      await expect(openWebglBackend()).rejects.toThrow('16-bit numbers');
      await expect(openWebglBackend()).rejects.toBeInstanceOf(BackendUnavailableError);
    } finally {
      tf.env().set('WEBGL_RENDER_FLOAT32_ENABLED', true);
    }
  });

  it('refuses a browser that alters what is read back', async () => {
    const prototype = WebGL2RenderingContext.prototype;
    const { getBufferSubData } = prototype;
    prototype.getBufferSubData = function (target: number, offset: number, values: ArrayBufferView, ...rest: number[]) {
      getBufferSubData.call(this, target, offset, values, ...rest);
      if (values instanceof Float32Array) for (const k of values.keys()) values[k]! *= 1 + 1e-5 * (k % 3);
    };
    try {
      await expect(openWebglBackend()).rejects.toThrow('alters the numbers');
    } finally {
      prototype.getBufferSubData = getBufferSubData;
    }
  });

  it('says so where there is no WebGL 2', async () => {
    const { getContext } = OffscreenCanvas.prototype;
    OffscreenCanvas.prototype.getContext = () => null;
    try {
      await expect(openWebglBackend()).rejects.toBeInstanceOf(BackendUnavailableError);
    } finally {
      OffscreenCanvas.prototype.getContext = getContext;
    }
  });

  it('starts on Safari, where tfjs itself refuses OffscreenCanvas and fences do not signal', async () => {
    const fences = tf.env().getBool('WEBGL_FENCE_API_ENABLED');
    tf.env().set('IS_SAFARI', true);
    try {
      const model = await (await open()).createModel(request);
      const reference = await openCpuBackend().createModel(request);
      const [found, expected] = [model, reference].map((m) => m.step(batch, stepSettings('adam')));
      expect((await found!).loss).toBeCloseTo((await expected!).loss, 5);
    } finally {
      tf.env().set('IS_SAFARI', false);
      tf.env().set('WEBGL_FENCE_API_ENABLED', fences);
    }
  });

  it('refuses a model whose arrays do not fit a texture before building it', async () => {
    const backend = await open();
    const large = {
      spec: modelSpec({ cell: 'lstm', vocab: 4096 }),
      batch: 256,
      unroll: 512,
      params: new Float32Array(0),
    };
    await expect(backend.createModel(large)).rejects.toThrow('a texture of 1024 × 32832 is needed');
    expect(tf.memory().numTensors).toBe(0);
  });
});

describe('losing the context', () => {
  it('rejects the step that waits, every later one, and the promise that the worker watches', async () => {
    const backend = await open();
    const model = await backend.createModel(request);
    await model.step(batch, stepSettings('adam'));
    const waiting = model.step(batch, stepSettings('adam'));
    loseContext();
    await expect(waiting).rejects.toBeInstanceOf(BackendLostError);
    await expect(backend.lost).rejects.toBeInstanceOf(BackendLostError);
    await expect(model.step(batch, stepSettings('adam'))).rejects.toBeInstanceOf(BackendLostError);
    await expect(model.getState()).rejects.toBeInstanceOf(BackendLostError);
  });

  it('goes on from a snapshot on a new context with the same bits', async () => {
    const settings = stepSettings('adam');
    const first = await (await open()).createModel(request);
    await first.step(batch, settings);
    const snapshot = await first.getState();
    const expected = [(await first.step(batch, settings)).loss, (await first.step(batch, settings)).loss];
    loseContext();
    await expect(first.step(batch, settings)).rejects.toBeInstanceOf(BackendLostError);

    const second = await (await open()).createModel(request);
    await second.setState(snapshot);
    expect([(await second.step(batch, settings)).loss, (await second.step(batch, settings)).loss]).toEqual(expected);
  });

  it('does not report the end that we ask for', async () => {
    const backend = await open();
    let reported = false;
    backend.lost.catch(() => {
      reported = true;
    });
    const canvas = (tf.backend() as MathBackendWebGL).gpgpu.gl.canvas as EventTarget;
    const lost = new Promise((resolve) => canvas.addEventListener('webglcontextlost', resolve));
    backend.dispose();
    await lost;
    expect(reported).toBe(false);
  });
});

describe('the proof', () => {
  /** The reference with one report altered. */
  function tampered(alter: (report: WindowReport) => WindowReport): Backend {
    const honest = openCpuBackend();
    const createModel: Backend['createModel'] = async (asked) => {
      const model: BackendModel = await honest.createModel(asked);
      const inspect = model.inspect.bind(model);
      model.inspect = async (...call) => alter(await inspect(...call));
      return model;
    };
    return { ...honest, createModel };
  }

  it('finds the reference equal to itself', async () => {
    expect((await selfTest(openCpuBackend())).deviation).toBe(0);
  });

  it('finds one wrong gradient and names its parameter', async () => {
    const tested = await selfTest(
      tampered((report) => {
        const grads = report.grads.slice();
        grads[grads.length - 1]! += 1e-2;
        return { ...report, grads };
      }),
    );
    expect(tested.deviation).toBeGreaterThan(SELF_TEST_TOLERANCE);
    expect(tested.cells[2]!.quantity).toBe('gradient of head.bias');
  });

  it('finds swapped gates', async () => {
    const tested = await selfTest(
      tampered((report) => {
        const { i, f, ...others } = report.channels;
        return i && f ? { ...report, channels: { ...others, i: f, f: i } } : report;
      }),
    );
    expect(tested.cells.map(({ deviation }) => deviation > SELF_TEST_TOLERANCE)).toEqual([false, false, true]);
  });

  it('takes a number that is none, and an array that is missing, for the worst deviation', async () => {
    const nan = await selfTest(tampered((report) => ({ ...report, logits: report.logits.map(() => Number.NaN) })));
    expect(nan.deviation).toBeNaN();
    const missing = await selfTest(tampered((report) => ({ ...report, channels: {} })));
    expect(missing.deviation).toBeNaN();
  });
});
