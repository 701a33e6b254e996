import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { openFusedContext, type FusedContext } from '../../src/backends/webgl/fused/fusedContext.ts';
import { FusedModel } from '../../src/backends/webgl/fused/fusedModel.ts';
import { type ForwardTrace, FusedTracer } from '../../src/backends/webgl/fused/fusedTracer.ts';
import { planPack, traceCapacity } from '../../src/backends/webgl/fused/traceSizes.ts';
import { openWebglBackend } from '../../src/backends/webgl/webglBackend.ts';
import { openWebgl, type WebglContext } from '../../src/backends/webgl/webglContext.ts';
import { CELLS, type ModelSpec } from '../../src/engine/spec.ts';
import { traceText } from '../../src/engine/traceModel.ts';
import { asymmetricParameters, modelSpec, randomBatch, stepSettings } from './support/workload.ts';

let context: WebglContext;
let fused: FusedContext;
let tracer: FusedTracer;

beforeAll(async () => {
  context = await openWebgl();
  fused = openFusedContext(context);
  tracer = new FusedTracer(fused);
});

afterEach(() => vi.restoreAllMocks());

afterAll(() => {
  tracer.dispose();
  fused.dispose();
  context.close();
});

const MODELS: readonly { name: string; change: Partial<ModelSpec> & Pick<ModelSpec, 'cell'> }[] = [
  { name: 'RNN with tanh', change: { cell: 'rnn' } },
  { name: 'RNN with ReLU', change: { cell: 'rnn', nonlinearity: 'relu' } },
  { name: 'RNN with σ', change: { cell: 'rnn', nonlinearity: 'sigmoid' } },
  { name: 'GRU with its reset gate after the product', change: { cell: 'gru', reset: 'after' } },
  { name: 'GRU with its reset gate before the product', change: { cell: 'gru', reset: 'before' } },
  { name: 'LSTM', change: { cell: 'lstm' } },
];

function text(spec: ModelSpec, steps: number, seed = 3): Int32Array {
  return randomBatch(spec, steps, 1, seed).x;
}

/** Largest difference from the reference over all channels, the logits and the loss. */
function apart(seen: ForwardTrace, spec: ModelSpec, params: Float64Array, tokens: Int32Array): number {
  const expected = traceText(spec, params, tokens, 0);
  let most = 0;
  const compare = (a: Float32Array, b: Float32Array, what: string): void => {
    expect(a.length, what).toBe(b.length);
    a.forEach((value, k) => {
      const difference = Math.abs(value - b[k]);
      if (!(difference <= most)) most = difference;
    });
  };
  expect(Object.keys(seen.channels)).toEqual([...CELLS[spec.cell].channels]);
  for (const name of CELLS[spec.cell].channels) compare(seen.channels[name]!, expected.channels[name]!, name);
  compare(seen.logits, expected.logits, 'logits');
  compare(seen.loss, expected.loss, 'loss');
  return most;
}

/** Counts calls of the context by name, and keeps their order. */
function watch(...names: (keyof WebGL2RenderingContext)[]): string[] {
  const calls: string[] = [];
  const prototype = WebGL2RenderingContext.prototype as unknown as Record<string, (...call: unknown[]) => unknown>;
  for (const name of names) {
    const original = prototype[name];
    vi.spyOn(prototype, name).mockImplementation(function (this: unknown, ...call: unknown[]) {
      const result = original.apply(this, call);
      if (name === 'readPixels') calls.push(typeof call[6] === 'number' ? 'read into a buffer' : 'blocking read');
      else if (name === 'clientWaitSync') calls.push(result === context.gl.TIMEOUT_EXPIRED ? 'not yet' : 'done');
      else calls.push(name);
      return result;
    });
  }
  return calls;
}

const CREATIONS = [
  'createTexture',
  'createBuffer',
  'createFramebuffer',
  'createProgram',
  'createShader',
  'createVertexArray',
  'linkProgram',
  'texStorage2D',
  'texStorage3D',
  'texImage2D',
  'bufferData',
] as const;

describe.each(MODELS)('$name', ({ change }) => {
  describe.each([1, 2])('%i layers', (layers) => {
    test.each([
      ['one-hot', 0],
      ['embedded', 6],
    ])('with %s input a trace agrees with the reference in every channel, logit and loss', async (_, embedding) => {
      const spec = modelSpec({ ...change, layers, embedding });
      const params = asymmetricParameters(spec);
      const tokens = text(spec, 37);
      expect(apart(await tracer.trace(spec, params, tokens), spec, params, tokens)).toBeLessThanOrEqual(1e-5);
    });

    test('a text longer than a window is read in windows with the state carried on', async () => {
      // Textures of 18 rows hold 9 characters: two full windows, of odd length, and one of a single character.
      const small = new FusedTracer({ ...fused, limits: { ...fused.limits, textureSize: 18 } });
      const spec = modelSpec({ ...change, layers, embedding: layers === 1 ? 0 : 3 });
      const params = asymmetricParameters(spec, 2);
      const tokens = text(spec, 19);
      const calls = watch('readPixels');
      const seen = await small.trace(spec, params, tokens);
      expect(calls).toEqual(['read into a buffer', 'read into a buffer', 'read into a buffer']);
      expect(apart(seen, spec, params, tokens)).toBeLessThanOrEqual(1e-5);
      small.dispose();
    });
  });

  test('a trace is one read-back, taken when the GPU has finished, and a second one creates nothing', async () => {
    const spec = modelSpec({ ...change, layers: 2, embedding: 3 });
    const [first, second] = [asymmetricParameters(spec, 4), asymmetricParameters(spec, 5)];
    await tracer.trace(spec, first, text(spec, 50));
    const calls = watch('readPixels', 'fenceSync', 'clientWaitSync', 'getBufferSubData', 'finish', ...CREATIONS);
    const tokens = text(spec, 50, 6);
    const seen = await tracer.trace(spec, second, tokens);
    const order = calls.filter((call) => call !== 'not yet');
    // Fences along the way, by which a long trace shows that it lives, change nothing of that.
    const read = order.indexOf('read into a buffer');
    expect(new Set(order.slice(0, read))).toEqual(new Set(['fenceSync']));
    expect(order.slice(read).filter((call, k, all) => call !== all[k - 1])).toEqual([
      'read into a buffer',
      'fenceSync',
      'done',
      'getBufferSubData',
    ]);
    expect(apart(seen, spec, second, tokens)).toBeLessThanOrEqual(1e-5);
  });
});

test('texts of 1 to 70 characters are read right by the window that the longest has left, and by one that grows', async () => {
  const spec = modelSpec({ cell: 'gru', reset: 'before', layers: 2, hidden: 3 });
  const params = asymmetricParameters(spec);
  for (const steps of [1, 2, 64, 65, 70, 3, 1]) {
    const tokens = text(spec, steps, steps);
    const seen = await tracer.trace(spec, params, tokens);
    expect(seen.loss.length).toBe(steps - 1);
    expect(apart(seen, spec, params, tokens), `${steps} characters`).toBeLessThanOrEqual(1e-5);
  }
});

test('a row of the packed texture ends inside a unit’s numbers, and a vocabulary of 4,096 symbols is whole', async () => {
  const spec = modelSpec({ cell: 'lstm', vocab: 4096, hidden: 129 });
  const params = asymmetricParameters(spec);
  const tokens = text(spec, 61);
  tokens[7] = 4095;
  expect(apart(await tracer.trace(spec, params, tokens), spec, params, tokens)).toBeLessThanOrEqual(1e-5);
});

test('a text of 5,000 characters takes the windows that this device needs', async () => {
  const own = new FusedTracer(fused);
  const spec = modelSpec({ cell: 'rnn' });
  const params = asymmetricParameters(spec);
  const tokens = text(spec, 5000);
  const calls = watch('readPixels');
  const seen = await own.trace(spec, params, tokens);
  expect(calls.length).toBe(Math.ceil(5000 / (fused.limits.textureSize / 2)));
  expect(apart(seen, spec, params, tokens)).toBeLessThanOrEqual(1e-5);
  own.dispose();
});

test('windows of the largest models and longest texts fit every device that WebGL 2 allows', () => {
  for (const textureSize of [2048, 4096, 8192, 16384]) {
    const limits = { textureSize, drawBuffers: 8 };
    for (const { change } of MODELS) {
      for (const [hidden, layers, vocab] of [
        [1024, 4, 4096],
        [128, 1, 64],
        [1, 1, 2],
      ] as const) {
        const spec = modelSpec({ ...change, hidden, layers, vocab });
        const steps = traceCapacity(spec, 20_000, limits);
        expect(steps).toBeGreaterThanOrEqual(64);
        expect(2 * steps).toBeLessThanOrEqual(textureSize);
        const { width, rows } = planPack(spec, steps, limits);
        expect(Math.max(width, rows)).toBeLessThanOrEqual(textureSize);
        expect(16 * width * rows).toBeLessThan(256 * 2 ** 20);
      }
    }
  }
});

test('two traces asked for at once give what each gives alone', async () => {
  const spec = modelSpec({ cell: 'lstm' });
  const other = modelSpec({ cell: 'rnn', layers: 2 });
  const ask = (): Promise<ForwardTrace>[] => [
    tracer.trace(spec, asymmetricParameters(spec, 1), text(spec, 20)),
    tracer.trace(spec, asymmetricParameters(spec, 2), text(spec, 20)),
    tracer.trace(other, asymmetricParameters(other, 3), text(other, 90)),
  ];
  const together = await Promise.all(ask());
  const alone = [];
  for (const index of [0, 1, 2]) alone.push(await ask()[index]);
  expect(together).toEqual(alone);
});

test('training and tracing in turn leave each other’s numbers alone', async () => {
  const spec = modelSpec({ cell: 'lstm', hidden: 9 });
  const settings = stepSettings('adam', { clip: { kind: 'norm', max: 1 } });
  const params = asymmetricParameters(spec);
  const tokens = text(spec, 40);
  const newModel = (): FusedModel => new FusedModel(fused, { spec, batch: 6, unroll: 8, params }, () => undefined);
  const batch = (step: number) => randomBatch(spec, 8, 6, step, true);

  const alone = newModel();
  const expected = [];
  for (let step = 0; step < 5; step++) expected.push(await alone.step(batch(step), settings));
  const trained = await alone.getState();
  alone.dispose();
  const before = await tracer.trace(spec, params, tokens);

  const model = newModel();
  const seen = [];
  for (let step = 0; step < 5; step++) {
    // The trace is asked for while the step is on its way, and the next step while the trace is.
    const running = model.step(batch(step), settings);
    const tracing = tracer.trace(spec, params, tokens);
    seen.push(await running);
    expect(await tracing).toEqual(before);
  }
  expect(seen).toEqual(expected);
  expect(await model.getState()).toEqual(trained);
  model.dispose();
});

test('parameters, texts and symbols that contradict the model are refused, and the tracer goes on', async () => {
  const spec = modelSpec({ cell: 'gru' });
  const params = asymmetricParameters(spec);
  const tokens = text(spec, 10);
  const refusal = { name: 'ShapeError' };
  await expect(tracer.trace(spec, params.slice(1), tokens)).rejects.toMatchObject(refusal);
  await expect(tracer.trace(spec, params, new Int32Array(0))).rejects.toMatchObject(refusal);
  await expect(tracer.trace(spec, params, Int32Array.of(1, 7))).rejects.toMatchObject(refusal);
  expect(apart(await tracer.trace(spec, params, tokens), spec, params, tokens)).toBeLessThanOrEqual(1e-5);
});

test('a tracer gives back what it took, and leaves no error behind', async () => {
  const { gl } = context;
  const made: WebGLTexture[] = [];
  vi.spyOn(gl, 'createTexture').mockImplementation(() => {
    const handle = WebGL2RenderingContext.prototype.createTexture.call(gl);
    made.push(handle);
    return handle;
  });
  const own = new FusedTracer(fused);
  const spec = modelSpec({ cell: 'lstm', layers: 2 });
  await own.trace(spec, asymmetricParameters(spec), text(spec, 10));
  expect(made.length).toBeGreaterThan(10);
  own.dispose();
  expect(made.some((handle) => gl.isTexture(handle))).toBe(false);
  expect(gl.getError()).toBe(gl.NO_ERROR);
});

test('a context that is lost during a trace ends it with an error and not with zeros', async () => {
  const own = await openWebgl();
  const lostTracer = new FusedTracer(openFusedContext(own));
  const spec = modelSpec({ cell: 'lstm' });
  const params = asymmetricParameters(spec);
  const tokens = text(spec, 30);
  await lostTracer.trace(spec, params, tokens);
  const drawn = new Promise<void>((resolve) => {
    vi.spyOn(own.gl, 'readPixels').mockImplementation(() => resolve());
  });
  const running = lostTracer.trace(spec, params, tokens);
  await drawn;
  own.gl.getExtension('WEBGL_lose_context')!.loseContext();
  await expect(running).rejects.toMatchObject({ name: 'BackendLostError' });
  await expect(lostTracer.trace(spec, params, tokens)).rejects.toMatchObject({ name: 'BackendLostError' });
});

test('a GPU that answers nothing is taken for dead', async () => {
  const spec = modelSpec({ cell: 'lstm' });
  vi.spyOn(context.gl, 'getBufferSubData').mockImplementation(() => undefined);
  const silent = tracer.trace(spec, asymmetricParameters(spec), text(spec, 30));
  await expect(silent).rejects.toMatchObject({ name: 'BackendLostError' });
});

test('the backend traces beside its models, and ends what it has begun when it is disposed of', async () => {
  const spec = modelSpec({ cell: 'gru', embedding: 3 });
  const params = asymmetricParameters(spec);
  const tokens = text(spec, 30);
  const backend = await openWebglBackend();
  const model = await backend.createModel({ spec, batch: 3, unroll: 4, params });
  await model.step(randomBatch(spec, 4, 3, 1), stepSettings('sgd'));
  expect(apart(await backend.trace(spec, params, tokens), spec, params, tokens)).toBeLessThanOrEqual(1e-5);
  const running = backend.trace(spec, params, tokens);
  backend.dispose();
  await expect(running).rejects.toMatchObject({ name: 'BackendLostError' });
});
