import * as tf from '@tensorflow/tfjs-core';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { openFusedContext, type FusedContext } from '../../src/backends/webgl/fused/fusedContext.ts';
import { FusedModel } from '../../src/backends/webgl/fused/fusedModel.ts';
import { openWebgl, type WebglContext } from '../../src/backends/webgl/webglContext.ts';
import { asymmetricParameters, modelSpec, randomBatch, stepSettings } from './support/workload.ts';

let context: WebglContext;
let fused: FusedContext;

beforeEach(async () => {
  context = await openWebgl();
  // As tfjs leaves every context that it opens by itself.
  context.gl.enable(context.gl.SCISSOR_TEST);
  context.gl.enable(context.gl.CULL_FACE);
  fused = openFusedContext(context);
});

afterEach(() => {
  fused.dispose();
  context.close();
});

const spec = modelSpec({ cell: 'lstm', hidden: 9 });
const settings = stepSettings('adam', { clip: { kind: 'norm', max: 1 } });

function newModel(): FusedModel {
  return new FusedModel(fused, { spec, batch: 6, unroll: 8, params: asymmetricParameters(spec) }, () => undefined);
}

/** A few tfjs operations with packed, unpacked and reducing programs, whose result is known. */
async function tensorWork(round: number): Promise<void> {
  const [rows, columns] = [13 + (round % 3), 17];
  const a = Float32Array.from({ length: rows * columns }, (_, k) => Math.sin(k + round));
  const result = tf.tidy(() => {
    const x = tf.tensor2d(a, [rows, columns]);
    return tf.sum(tf.matMul(x, tf.transpose(tf.add(x, 1))), 1);
  });
  const seen = await result.data();
  result.dispose();
  for (let i = 0; i < rows; i++) {
    let expected = 0;
    for (let j = 0; j < rows; j++) {
      for (let k = 0; k < columns; k++) expected += a[i * columns + k] * (a[j * columns + k] + 1);
    }
    expect(Math.abs(seen[i] - expected)).toBeLessThan(1e-3);
  }
}

test('tfjs and our programs take turns on one context and both give the right numbers', async () => {
  const alone: number[] = [];
  const undisturbed = newModel();
  for (let step = 0; step < 5; step++)
    alone.push((await undisturbed.step(randomBatch(spec, 8, 6, step, true), settings)).loss);
  undisturbed.dispose();

  await tensorWork(0);
  const model = newModel();
  const losses: number[] = [];
  for (let step = 0; step < 5; step++) {
    await tensorWork(step);
    // tfjs works while our step is still on its way, too.
    const running = model.step(randomBatch(spec, 8, 6, step, true), settings);
    await tensorWork(step + 1);
    losses.push((await running).loss);
  }
  expect(losses).toEqual(alone);
  model.dispose();
  await tensorWork(7);
});

test('two models train in turn without touching each other', async () => {
  const alone = newModel();
  const expected = [];
  for (let step = 0; step < 3; step++) expected.push(await alone.step(randomBatch(spec, 8, 6, step, true), settings));
  alone.dispose();
  const [one, other] = [newModel(), newModel()];
  const seen = [];
  for (let step = 0; step < 3; step++) {
    seen.push(await one.step(randomBatch(spec, 8, 6, step, true), settings));
    await other.step(randomBatch(spec, 8, 6, 9 + step, true), settings);
  }
  expect(seen).toEqual(expected);
  one.dispose();
  other.dispose();
});

test('the context is left as tfjs had it', async () => {
  const { gl } = context;
  await tensorWork(1);
  const report = (): unknown[] => [
    ...[gl.SCISSOR_TEST, gl.CULL_FACE, gl.BLEND, gl.DEPTH_TEST, gl.STENCIL_TEST].map((flag) => gl.isEnabled(flag)),
    ...[
      gl.CURRENT_PROGRAM,
      gl.VERTEX_ARRAY_BINDING,
      gl.DRAW_FRAMEBUFFER_BINDING,
      gl.READ_FRAMEBUFFER_BINDING,
      gl.VIEWPORT,
      gl.ACTIVE_TEXTURE,
      gl.PIXEL_PACK_BUFFER_BINDING,
      gl.PIXEL_UNPACK_BUFFER_BINDING,
      gl.COLOR_WRITEMASK,
    ].map((name) => gl.getParameter(name) as unknown),
  ];
  const before = report();
  expect(before.slice(0, 2)).toEqual([true, true]);
  const model = newModel();
  await model.step(randomBatch(spec, 8, 6, 0), settings);
  await model.inspect(randomBatch(spec, 8, 6, 1), settings);
  model.setState(await model.getState());
  expect(report()).toEqual(before);
  expect(gl.getError()).toBe(gl.NO_ERROR);
  model.dispose();
});

test('a model gives back what it took, and refuses to go on', async () => {
  const { gl } = context;
  const made = new Set<unknown>();
  const texture = vi.spyOn(gl, 'createTexture').mockImplementation(function (this: WebGL2RenderingContext) {
    const handle = WebGL2RenderingContext.prototype.createTexture.call(gl);
    made.add(handle);
    return handle;
  });
  const model = newModel();
  await model.step(randomBatch(spec, 8, 6, 0), settings);
  expect(made.size).toBeGreaterThan(10);
  expect(model.bytes).toBeGreaterThan(1000);
  model.dispose();
  texture.mockRestore();
  expect([...made].some((handle) => gl.isTexture(handle as WebGLTexture))).toBe(false);
  await expect(model.step(randomBatch(spec, 8, 6, 0), settings)).rejects.toThrow('disposed');
  await expect(model.getState()).rejects.toThrow('disposed');
});

test('a context that is lost during a step ends it with an error and not with a loss of 0', async () => {
  const model = newModel();
  await model.step(randomBatch(spec, 8, 6, 0), settings);
  const running = model.step(randomBatch(spec, 8, 6, 1), settings);
  context.gl.getExtension('WEBGL_lose_context')!.loseContext();
  await expect(running).rejects.toMatchObject({ name: 'BackendLostError' });
});
