import { parameterLayout } from '../../engine/parameters.ts';
import { type PositionGradients, type PositionLanes, positionLanes } from '../../engine/positionGradients.ts';
import type { ModelSpec } from '../../engine/spec.ts';
import type { Trace } from '../../engine/trace.ts';
import { unrollBackward, unrollForward } from '../../engine/unroll.ts';
import { checkLength, checkTokens } from './checks.ts';
import { compileKernels, supportedBuild } from './kernelModule.ts';
import { readChannels, readRows } from './readWindow.ts';
import type { WasmOptions } from './wasmBackend.ts';
import { openWindow, type WasmWindow } from './wasmWindow.ts';

/** Reads texts with copies of the weights. */
export interface WasmTracer {
  /**
   * What a model does on a text, from the zero state, and the gradients of the mean loss: the same as `traceText` of the
   * engine, in float32. Traces must not overlap: await one before asking for the next.
   *
   * @param params in the layout of `parameterLayout(spec)`
   * @param tokens at least one
   * @param step training steps the weights have seen
   * @throws ShapeError if an array's length contradicts the model or a token is no symbol of its vocabulary;
   * BackendUnavailableError if the text is too long for one memory.
   */
  trace(spec: ModelSpec, params: Float32Array | Float64Array, tokens: Int32Array, step: number): Promise<Trace>;
  /**
   * How the loss at each of some positions reaches back, all in one batched backward pass: the same as
   * `positionGradients` of the engine, in float32.
   *
   * @throws RangeError if a position has no loss; else as `trace`
   */
  positions(
    spec: ModelSpec,
    params: Float32Array | Float64Array,
    tokens: Int32Array,
    positions: Int32Array,
  ): Promise<PositionGradients>;
}

/** Starts a tracer; throws BackendUnavailableError without SIMD or when the kernels cannot be loaded. */
export async function openWasmTracer(options: WasmOptions = {}): Promise<WasmTracer> {
  const module = await compileKernels(options.build ?? supportedBuild(), options.source);
  // The last windows stay: the next question is mostly about the same model and text.
  const last: { trace: WasmWindow | null; positions: WasmWindow | null } = { trace: null, positions: null };
  async function windowFor(
    use: keyof typeof last,
    spec: ModelSpec,
    params: Float32Array | Float64Array,
    tokens: Int32Array,
    batch: number,
  ): Promise<WasmWindow> {
    checkLength('the array of parameters', params, parameterLayout(spec).size);
    if (tokens.length === 0) checkLength('the text', tokens, 1);
    checkTokens('the text', tokens, tokens.length, spec.vocab);
    let window = last[use];
    if (!window || !isSameModel(window.spec, spec) || window.capacity < tokens.length || window.batch !== batch) {
      last[use] = null;
      window = await openWindow(module, { spec, capacity: tokens.length, batch, isTraining: false });
      last[use] = window;
    }
    const { at, floats, parameters } = window;
    parameters.pad(params, floats.subarray(at.params / 4, at.params / 4 + parameters.size));
    window.steps = tokens.length;
    return window;
  }
  return {
    async trace(spec, params, tokens, step) {
      return runTrace(await windowFor('trace', spec, params, tokens, 1), tokens, step);
    },
    async positions(spec, params, tokens, positions) {
      const lanes = positionLanes(tokens, positions);
      return runPositions(await windowFor('positions', spec, params, tokens, positions.length), lanes, positions);
    },
  };
}

function isSameModel(a: ModelSpec, b: ModelSpec): boolean {
  const names = ['cell', 'vocab', 'hidden', 'layers', 'embedding', 'nonlinearity', 'reset'] as const;
  return names.every((name) => a[name] === b[name]);
}

function runTrace(window: WasmWindow, tokens: Int32Array, step: number): Trace {
  const { at, spec, integers, floats, sizes } = window;
  const T = tokens.length;
  integers.set(tokens, at.tokens / 4);
  integers.set(tokens.subarray(1), at.targets / 4);
  integers[at.targets / 4 + T - 1] = -1;
  floats.fill(T > 1 ? 1 / (T - 1) : 0, at.lossWeights / 4, at.lossWeights / 4 + T);
  unrollForward(window);
  unrollBackward(window);
  const losses = new Float64Array(at.memory.buffer, at.losses, T - 1);
  const perLayer = (place: 'dH' | 'dC'): Float32Array =>
    readRows(
      window,
      at.layers.map((layer) => layer[place]),
      T,
      sizes.H,
      spec.hidden,
    );
  return {
    spec,
    step,
    tokens: tokens.slice(),
    channels: readChannels(window),
    gradH: perLayer('dH'),
    gradC: spec.cell === 'lstm' ? perLayer('dC') : null,
    logits: readRows(window, [at.logits], T, sizes.V, spec.vocab),
    loss: Float32Array.from(losses),
  };
}

function runPositions(window: WasmWindow, lanes: PositionLanes, positions: Int32Array): PositionGradients {
  const { at, spec, integers, floats, sizes } = window;
  integers.set(lanes.x, at.tokens / 4);
  integers.set(lanes.y, at.targets / 4);
  floats.set(lanes.weights, at.lossWeights / 4);
  unrollForward(window);
  unrollBackward(window);
  const perLayer = (place: 'dH' | 'dC'): Float32Array =>
    readRows(
      window,
      at.layers.map((layer) => layer[place]),
      window.positions,
      sizes.H,
      spec.hidden,
    );
  return { positions, gradH: perLayer('dH'), gradC: spec.cell === 'lstm' ? perLayer('dC') : null };
}
