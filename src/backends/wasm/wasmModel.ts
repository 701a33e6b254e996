import { normScale } from '../../engine/clip.ts';
import { momentCount } from '../../engine/optimizers.ts';
import { parameterLayout } from '../../engine/parameters.ts';
import type { StepSettings } from '../../engine/stepSettings.ts';
import { hasC, type ModelSpec } from '../../engine/spec.ts';
import { unrollBackward, unrollForward } from '../../engine/unroll.ts';
import type { Batch, BackendModel, ModelRequest, ModelState, StepReport, WindowReport } from '../backend.ts';
import { compensationOf } from '../compensation.ts';
import { checkLength, checkTokens } from './checks.ts';
import { readChannels, readRows } from './readWindow.ts';
import { updateParameters } from './update.ts';
import type { WasmWindow } from './wasmWindow.ts';

/** A model on the kernels. Weights, moments and one window share one memory. */
export class WasmModel implements BackendModel {
  readonly spec: ModelSpec;
  readonly batch: number;
  readonly unroll: number;
  readonly #size: number;
  readonly #window: WasmWindow;
  /** State after the last window, each [L, B, H] without padding. */
  #carry: { readonly h: Float32Array; readonly c: Float32Array | null };
  /** The number of moments in use, which depends on the optimizer. */
  #moments = 0;
  #step = 0;
  #momentsFrom = 0;

  /** @throws ShapeError if the parameters' length contradicts the model. */
  constructor(request: ModelRequest, window: WasmWindow) {
    this.spec = request.spec;
    this.batch = request.batch;
    this.unroll = request.unroll;
    this.#size = parameterLayout(request.spec).size;
    this.#window = window;
    this.#carry = this.#zeroCarry();
    checkLength('the array of parameters', request.params, this.#size);
    window.parameters.pad(request.params, this.#flat(window.at.params));
    window.parameters.pad(compensationOf(request.params), this.#flat(window.at.compensation));
  }

  /** Bytes of its memory for weights, moments and one window. It never grows. */
  get memoryBytes(): number {
    return this.#window.at.memory.buffer.byteLength;
  }

  async step(batch: Batch, settings: StepSettings): Promise<StepReport> {
    const window = this.#window;
    const { at, kernels, positions } = window;
    this.#run(batch, settings, batch.carry);
    const norm = Math.sqrt(kernels.squaredNorm(window.parameters.size, at.grads));
    const count = momentCount(settings.optimizer.kind);
    if (count !== this.#moments) {
      for (const moment of at.moments) this.#flat(moment).fill(0);
      this.#moments = count;
    }
    const scale = settings.clip.kind === 'norm' ? normScale(norm, settings.clip.max) : 1;
    this.#step++;
    updateParameters(window, settings, scale, this.#step - this.#momentsFrom);
    this.#storeCarry();
    return { loss: window.lossSum() / positions, gradNorm: norm };
  }

  async inspect(batch: Batch, settings: StepSettings): Promise<WindowReport> {
    const window = this.#window;
    const { at, spec, positions } = window;
    this.#run(batch, settings, false);
    const { H, V } = window.sizes;
    const perLayer = (position: 'dH' | 'dC'): Float32Array =>
      readRows(
        window,
        at.layers.map((layer) => layer[position]),
        positions,
        H,
        spec.hidden,
      );
    return {
      loss: window.lossSum() / positions,
      channels: readChannels(window),
      logits: readRows(window, [at.logits], positions, V, spec.vocab),
      grads: window.parameters.unpad(this.#flat(at.grads)),
      gradH: perLayer('dH'),
      gradC: hasC(spec) ? perLayer('dC') : null,
    };
  }

  async getState(): Promise<ModelState> {
    const { at, parameters } = this.#window;
    const { h, c } = this.#carry;
    return {
      params: parameters.unpad(this.#flat(at.params)),
      compensation: parameters.unpad(this.#flat(at.compensation)),
      moments: at.moments.slice(0, this.#moments).map((moment) => parameters.unpad(this.#flat(moment))),
      carry: { h: h.slice(), c: c && c.slice() },
      step: this.#step,
      momentsFrom: this.#momentsFrom,
    };
  }

  /** @throws ShapeError if an array's length contradicts the model; the model is unchanged then. */
  setState(state: ModelState): void {
    const { at, parameters } = this.#window;
    const fresh = this.#zeroCarry();
    checkLength('the array of parameters', state.params, this.#size);
    if (state.compensation) checkLength('the array of compensation', state.compensation, this.#size);
    for (const moment of state.moments) checkLength("the optimizer's array", moment, this.#size);
    checkLength('the carried h', state.carry.h, fresh.h.length);
    if (fresh.c) checkLength('the carried c', state.carry.c ?? [], fresh.c.length);
    parameters.pad(state.params, this.#flat(at.params));
    parameters.pad(compensationOf(state.params, state.compensation), this.#flat(at.compensation));
    for (const [k, moment] of at.moments.entries()) {
      const into = this.#flat(moment).fill(0);
      if (state.moments[k]) parameters.pad(state.moments[k], into);
    }
    fresh.h.set(state.carry.h);
    fresh.c?.set(state.carry.c!);
    this.#carry = fresh;
    this.#moments = Math.min(state.moments.length, at.moments.length);
    this.#step = state.step;
    this.#momentsFrom = state.momentsFrom ?? 0;
  }

  dispose(): void {
    // The memory is freed with the last reference to the model.
  }

  #run(batch: Batch, settings: StepSettings, isCarried: boolean): void {
    const window = this.#window;
    const { at, positions } = window;
    checkTokens('x', batch.x, positions, this.spec.vocab);
    checkTokens('y', batch.y, positions, this.spec.vocab);
    window.integers.set(batch.x, at.tokens / 4);
    window.integers.set(batch.y, at.targets / 4);
    const weight = 1 / (settings.reduction === 'mean' ? positions : this.batch);
    window.floats.fill(weight, at.lossWeights / 4, at.lossWeights / 4 + positions);
    this.#setInitialState(isCarried);
    unrollForward(window);
    unrollBackward(window);
  }

  #setInitialState(isCarried: boolean): void {
    this.#eachCarriedRow((row, carried, at) => {
      if (isCarried) this.#window.floats.set(carried.subarray(at, at + this.spec.hidden), row);
      else this.#window.floats.fill(0, row, row + this.spec.hidden);
    }, 0);
  }

  #storeCarry(): void {
    this.#eachCarriedRow((row, carried, at) => {
      carried.set(this.#window.floats.subarray(row, row + this.spec.hidden), at);
    }, this.unroll);
  }

  /**
   * Visits every sequence's state at timestep t (0 is the initial state): its index in the memory and its index in
   * the carry.
   */
  #eachCarriedRow(visit: (row: number, carried: Float32Array, at: number) => void, t: number): void {
    const { at, layers, sizes } = this.#window;
    const { hidden } = this.spec;
    for (const [name, carried] of [
      ['h', this.#carry.h],
      ['c', this.#carry.c],
    ] as const) {
      if (!carried) continue;
      for (let layer = 0; layer < layers; layer++) {
        const start = at.layers[layer]![name] / 4 + t * this.batch * sizes.H;
        for (let b = 0; b < this.batch; b++) visit(start + b * sizes.H, carried, (layer * this.batch + b) * hidden);
      }
    }
  }

  #zeroCarry(): { h: Float32Array; c: Float32Array | null } {
    const size = this.spec.layers * this.batch * this.spec.hidden;
    return { h: new Float32Array(size), c: hasC(this.spec) ? new Float32Array(size) : null };
  }

  /** The floats of one array in the padded layout of the parameters. */
  #flat(address: number): Float32Array {
    return this.#window.floats.subarray(address / 4, address / 4 + this.#window.parameters.size);
  }
}
