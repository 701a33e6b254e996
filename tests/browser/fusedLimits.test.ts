import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { fromAtlas, planAtlas, toAtlas } from '../../src/backends/webgl/fused/atlas.ts';
import { openFusedContext, type FusedContext } from '../../src/backends/webgl/fused/fusedContext.ts';
import { FusedModel } from '../../src/backends/webgl/fused/fusedModel.ts';
import { fusedShape } from '../../src/backends/webgl/fused/shape.ts';
import { checkSize, textureBytes } from '../../src/backends/webgl/fused/sizes.ts';
import { packOccurrences } from '../../src/backends/webgl/fused/tokens.ts';
import { openWebgl, type WebglContext } from '../../src/backends/webgl/webglContext.ts';
import { parameterLayout } from '../../src/engine/parameters.ts';
import { createReference } from '../../src/engine/reference.ts';
import { asymmetricParameters, modelSpec, randomBatch, stepSettings } from './support/workload.ts';

let context: WebglContext;
let fused: FusedContext;

beforeAll(async () => {
  context = await openWebgl();
  fused = openFusedContext(context);
});

afterAll(() => {
  fused.dispose();
  context.close();
});

const spec = modelSpec({ cell: 'lstm' });
const params = new Float64Array(0);

test('the textures of a model take no more memory than was estimated, optimizer included', async () => {
  const shapes = [
    [modelSpec({ cell: 'rnn', hidden: 13 }), 3, 5],
    [modelSpec({ cell: 'gru', hidden: 9, layers: 3, embedding: 6, vocab: 40 }), 17, 2],
    [modelSpec({ cell: 'gru', reset: 'before', hidden: 10, layers: 2 }), 4, 21],
    [modelSpec({ cell: 'lstm', hidden: 33, layers: 2, vocab: 90 }), 30, 7],
    [modelSpec({ cell: 'lstm', hidden: 1, layers: 4, embedding: 1 }), 1, 1],
  ] as const;
  for (const [of, unroll, batch] of shapes) {
    const request = { spec: of, batch, unroll, params: asymmetricParameters(of) };
    const model = new FusedModel(fused, request, () => undefined);
    await model.step(randomBatch(of, unroll, batch, 2), stepSettings('adam'));
    const estimated = textureBytes(request, fused.limits.textureSize);
    expect(model.bytes).toBeLessThanOrEqual(estimated);
    expect(estimated).toBeLessThan(2 * model.bytes);
    model.dispose();
  }
});

describe('what does not fit is refused in a sentence before anything is made', () => {
  test('a window with more positions than a texture has rows', () => {
    const request = { spec, batch: 256, unroll: 512, params };
    expect(() => checkSize(request, { textureSize: 8192, drawBuffers: 8 })).toThrow(/32832.*8192/);
  });

  test('a window that takes more memory than small graphics processors have', () => {
    const request = { spec: modelSpec({ cell: 'lstm', hidden: 512, layers: 4 }), batch: 64, unroll: 256, params };
    expect(() => checkSize(request, { textureSize: 8192, drawBuffers: 8 })).toThrow(/MB of graphics memory/);
  });

  test('parameters that fill no single texture', () => {
    const large = modelSpec({ cell: 'lstm', hidden: 512, layers: 4, vocab: 900 });
    expect(() =>
      checkSize({ spec: large, batch: 1, unroll: 1, params }, { textureSize: 1024, drawBuffers: 8 }),
    ).toThrow(/parameters do not fit/);
  });

  test('a device with fewer render targets', () => {
    const { gl } = context;
    const ask = vi.spyOn(gl, 'getParameter').mockImplementation((name: number) => {
      return name === gl.MAX_DRAW_BUFFERS
        ? 4
        : (WebGL2RenderingContext.prototype.getParameter.call(gl, name) as unknown);
    });
    expect(() => openFusedContext(context)).toThrow(/renders to 4 textures at once and 8 are needed/);
    ask.mockRestore();
  });

  test('a device that counts eight render targets and then does not render to them', () => {
    const { gl } = context;
    const status = vi.spyOn(gl, 'checkFramebufferStatus').mockReturnValue(gl.FRAMEBUFFER_UNSUPPORTED);
    const request = { spec, batch: 3, unroll: 4, params: asymmetricParameters(spec) };
    expect(() => new FusedModel(fused, request, () => undefined)).toThrow(/does not render to/);
    status.mockRestore();
  });
});

describe('arrays that contradict the model', () => {
  const request = { spec, batch: 3, unroll: 4, params: asymmetricParameters(spec) };
  const settings = stepSettings('sgd');

  test('are refused by name, and the model goes on', async () => {
    expect(() => new FusedModel(fused, { ...request, params: new Float32Array(3) }, () => undefined)).toThrow(
      expect.objectContaining({ name: 'ShapeError' }),
    );
    const model = new FusedModel(fused, request, () => undefined);
    const good = randomBatch(spec, 4, 3, 1);
    await expect(model.step({ ...good, y: good.y.slice(1) }, settings)).rejects.toMatchObject({ name: 'ShapeError' });
    await expect(model.step({ ...good, x: good.x.map(() => 7) }, settings)).rejects.toMatchObject({
      name: 'ShapeError',
    });
    const state = await model.getState();
    expect(() => model.setState({ ...state, carry: { h: state.carry.h, c: null } })).toThrow(/carried c/);
    expect((await model.step(good, settings)).loss).toBeGreaterThan(0);
    model.dispose();
  });
});

test('a vocabulary of 4,096 symbols, of which most never occur, has the gradients of the reference', async () => {
  const large = modelSpec({ cell: 'gru', vocab: 4096, hidden: 3 });
  const weights = asymmetricParameters(large);
  const batch = randomBatch(large, 3, 2, 4);
  batch.x[0] = batch.y[1] = 4095;
  const model = new FusedModel(fused, { spec: large, batch: 2, unroll: 3, params: weights }, () => undefined);
  const { grads, loss } = await model.inspect(batch, stepSettings('sgd'));
  model.dispose();
  const reference = createReference(large, 3, 2);
  reference.forward(weights, batch.x, batch.y, null);
  reference.backward(new Float64Array(6).fill(1 / 6));
  expect(loss).toBeCloseTo(reference.meanLoss(), 5);
  const largest = reference.grads.reduce((most, g) => Math.max(most, Math.abs(g)), 0);
  expect(grads.every((g, k) => Math.abs(g - reference.grads[k]) <= 1e-4 * largest)).toBe(true);
});

test('one stream, one timestep, one unit and two symbols work', async () => {
  for (const cell of ['rnn', 'gru', 'lstm'] as const) {
    const tiny = modelSpec({ cell, vocab: 2, hidden: 1 });
    const weights = asymmetricParameters(tiny);
    const batch = { x: Int32Array.of(1), y: Int32Array.of(0), carry: false };
    const model = new FusedModel(fused, { spec: tiny, batch: 1, unroll: 1, params: weights }, () => undefined);
    const { grads } = await model.inspect(batch, stepSettings('sgd'));
    model.dispose();
    const reference = createReference(tiny, 1, 1);
    reference.forward(weights, batch.x, batch.y, null);
    reference.backward(Float64Array.of(1));
    grads.forEach((g, k) => expect(Math.abs(g - reference.grads[k])).toBeLessThan(1e-6));
  }
});

test('each parameter has one place in the atlas, also when its regions stand in two columns', () => {
  const wide = modelSpec({ cell: 'gru', layers: 3, embedding: 6, vocab: 30, hidden: 11 });
  const { size } = parameterLayout(wide);
  const flat = Float32Array.from({ length: size }, (_, k) => k + 1);
  for (const maxSide of [8192, 64]) {
    const atlas = planAtlas(fusedShape({ spec: wide, batch: 2, unroll: 3 }), maxSide);
    expect(atlas.height).toBeLessThanOrEqual(maxSide);
    const held = toAtlas(atlas, flat);
    expect(held.reduce((sum, value) => sum + value, 0)).toBe((size * (size + 1)) / 2);
    expect(fromAtlas(atlas, held)).toEqual(flat);
  }
});

test('the occurrences of a symbol are listed in the order of the text', () => {
  const shape = fusedShape({ spec: modelSpec({ cell: 'rnn', vocab: 4 }), batch: 2, unroll: 3 });
  const packed = new Uint32Array(1024);
  packOccurrences(shape, Int32Array.of(2, 0, 2, 2, 0, 3), packed);
  // First places of 0, 1, 2, 3 and the end; then positions, four lanes to a timestep although the batch has two.
  expect([...packed.subarray(0, 11)]).toEqual([0, 2, 2, 5, 6, 1, 8, 0, 4, 5, 9]);
});
