import { parameterLayout } from '../../../engine/parameters.ts';
import type { Channel } from '../../../engine/cells/channels.ts';
import { CELLS, type ModelSpec } from '../../../engine/spec.ts';
import type { Trace } from '../../../engine/trace.ts';
import { checkLength, checkTokens } from './checks.ts';
import type { FusedContext } from './fusedContext.ts';
import { checkSize } from './sizes.ts';
import { traceCapacity } from './traceSizes.ts';
import { TraceWindow } from './traceWindow.ts';

/**
 * The part of a trace that needs no backward pass: every channel [L, T, H], the logits [T, V] and the losses [T − 1].
 */
export type ForwardTrace = Pick<Trace, 'channels' | 'logits' | 'loss'>;

/** Reads texts on the GPU with copies of the weights, beside the models that train there. */
export class FusedTracer {
  readonly #context: FusedContext;
  /** The last window is cached, because the next question is usually about the same model. */
  #window: TraceWindow | null = null;
  #turn: Promise<unknown> = Promise.resolve();

  constructor(context: FusedContext) {
    this.#context = context;
  }

  /**
   * The trace of a text from the zero state: channels, logits and loss as in `traceText` of the engine, in float32.
   *
   * As long as the device's textures can hold it, the whole text is read with one read-back, which does not block.
   * The limit is half as many characters as a texture has rows (4,096 of 8,192, fewer for models that would take more
   * than 256 MB). A longer text is read in consecutive windows with carried state, one read-back per window. Traces
   * take turns. Neither array may change before the answer.
   *
   * @param params in the layout of `parameterLayout(spec)`
   * @param tokens at least one
   * @throws ShapeError if an array's length contradicts the model or a token is not in the vocabulary;
   *   BackendUnavailableError if the model does not fit the device, or if the device rejects its programs;
   *   BackendLostError
   */
  trace(spec: ModelSpec, params: Float32Array | Float64Array, tokens: Int32Array): Promise<ForwardTrace> {
    const trace = this.#turn.then(() => this.#trace(spec, params, tokens));
    this.#turn = trace.catch(() => undefined);
    return trace;
  }

  dispose(): void {
    this.#window?.dispose();
    this.#window = null;
  }

  async #trace(spec: ModelSpec, params: Float32Array | Float64Array, tokens: Int32Array): Promise<ForwardTrace> {
    checkLength('The array of parameters', params, parameterLayout(spec).size);
    if (tokens.length === 0) checkLength('The text', tokens, 1);
    checkTokens('The text', tokens, spec.vocab);
    const { hidden: H, vocab: V, layers: L } = spec;
    const T = tokens.length;
    const names = CELLS[spec.cell].channels;
    const arrays = names.map(() => new Float32Array(L * T * H));
    const logits = new Float32Array(T * V);
    const losses = new Float32Array(T);

    const window = this.#windowFor(spec, params, T);
    window.setParameters(params);
    for (let from = 0; from < T; from += window.capacity) {
      const steps = Math.min(window.capacity, T - from);
      const { plan, numbers } = await window.read(tokens, from, steps);
      for (let l = 0; l < L; l++) {
        arrays.forEach((values, k) => {
          const at = 4 * plan.width * plan.layerRows * l + k * steps * H;
          values.set(numbers.subarray(at, at + steps * H), (l * T + from) * H);
        });
      }
      const head = 4 * plan.width * plan.layerRows * L;
      const afterLogits = head + steps * V;
      logits.set(numbers.subarray(head, afterLogits), from * V);
      losses.set(numbers.subarray(afterLogits, afterLogits + steps), from);
    }
    const channels: Partial<Record<Channel, Float32Array>> = {};
    names.forEach((name, k) => (channels[name] = arrays[k]));
    return { channels, logits, loss: losses.slice(0, T - 1) };
  }

  /** The cached window if it is of this model and long enough, else a new one. */
  #windowFor(spec: ModelSpec, params: Float32Array | Float64Array, steps: number): TraceWindow {
    const { limits } = this.#context;
    const capacity = traceCapacity(spec, steps, limits);
    if (this.#window && isSameModel(this.#window.spec, spec) && this.#window.capacity >= capacity) return this.#window;
    checkSize({ spec, batch: 1, unroll: 1, params }, limits);
    this.dispose();
    this.#window = new TraceWindow(this.#context, spec, capacity);
    return this.#window;
  }
}

function isSameModel(a: ModelSpec, b: ModelSpec): boolean {
  const names = ['cell', 'vocab', 'hidden', 'layers', 'embedding', 'nonlinearity', 'reset'] as const;
  return names.every((name) => a[name] === b[name]);
}
