import * as tf from '@tensorflow/tfjs-core';
import { momentCount } from '../../../src/engine/optimizers.ts';
import { type ParameterLayout, parameterLayout } from '../../../src/engine/parameters.ts';
import type { StepSettings } from '../../../src/engine/stepSettings.ts';
import type { Channel } from '../../../src/engine/cells/channels.ts';
import { CELLS, type ModelSpec } from '../../../src/engine/spec.ts';
import { unrollBackward, unrollForward } from '../../../src/engine/unroll.ts';
import { ShapeError } from '../../../src/limits/errors.ts';
import { MESSAGES } from '../../../src/limits/messages.ts';
import type {
  BackendModel,
  Batch,
  ModelRequest,
  ModelState,
  StepReport,
  WindowReport,
} from '../../../src/backends/backend.ts';
import { clipGradients, optimizerStep, squaredNorm } from './tensorOptimizers.ts';
import { type StartState, TensorWindow } from './tensorPrimitives.ts';
import { disposeAll, tidy } from './tidy.ts';
import type { WebglContext } from '../../../src/backends/webgl/webglContext.ts';

type Floats = Float32Array | Float64Array;

/** Everything a model keeps on the GPU between two steps. */
interface Resident {
  /** In the order of the layout, each in its shape. */
  readonly parameters: readonly tf.Tensor[];
  /** [moments][parameters] */
  readonly moments: readonly (readonly tf.Tensor[])[];
  readonly carry: StartState;
}

/** A model on stock tfjs operations: the reference of every faster WebGL implementation. */
export class TensorModel implements BackendModel {
  readonly spec: ModelSpec;
  readonly batch: number;
  readonly unroll: number;
  readonly #layout: ParameterLayout;
  readonly #context: Pick<WebglContext, 'lost' | 'check'>;
  readonly #onDispose: (model: TensorModel) => void;
  #resident: Resident;
  #step = 0;
  #disposed = false;

  /**
   * @param onDispose is told when the model has gone
   * @throws ShapeError if the parameters' length contradicts the model
   */
  constructor(request: ModelRequest, context: WebglContext, onDispose: (model: TensorModel) => void) {
    this.spec = request.spec;
    this.batch = request.batch;
    this.unroll = request.unroll;
    this.#layout = parameterLayout(request.spec);
    this.#context = context;
    this.#onDispose = onDispose;
    checkLength('The array of parameters', request.params, this.#layout.size);
    this.#resident = { parameters: this.#upload(request.params), moments: [], carry: this.#zeroState() };
  }

  async step(batch: Batch, settings: StepSettings): Promise<StepReport> {
    this.#checkBatch(batch);
    const before = this.#resident;
    const kinds = momentCount(settings.optimizer.kind);
    const { report, ...after } = this.#compute(() => {
      const window = this.#run(batch, settings, batch.carry ? before.carry : this.#zeroState());
      const gradients = this.#layout.entries.map(({ name }) => window.gradients.get(name)!);
      const squared = squaredNorm(gradients);
      const clipped = clipGradients(gradients, squared, settings.clip);
      const old = before.moments.length === kinds ? before.moments : this.#zeroMoments(kinds);
      const advance = optimizerStep(settings.optimizer, settings.learningRate, this.#step + 1);
      const updates = before.parameters.map((parameter, p) =>
        tidy(() => advance({ parameter, moments: old.map((moment) => moment[p]!) }, clipped[p]!)),
      );
      return {
        parameters: updates.map((update) => update.parameter),
        moments: old.map((_, k) => updates.map((update) => update.moments[k]!)),
        carry: window.end(),
        report: tf.stack([window.loss!, squared]),
      };
    });
    this.#resident = after;
    this.#step++;
    disposeAll(before);
    const [loss, squared] = await this.#read(report);
    return { loss: loss!, gradNorm: Math.sqrt(squared!) };
  }

  async inspect(batch: Batch, settings: StepSettings): Promise<WindowReport> {
    this.#checkBatch(batch);
    const { cell, layers } = this.spec;
    const names = CELLS[cell].channels;
    const tensors = this.#compute(() => {
      const window = this.#run(batch, settings, this.#zeroState());
      const overLayers = (ofLayer: (layer: number) => tf.Tensor): tf.Tensor =>
        tf.concat(Array.from({ length: layers }, (_, layer) => ofLayer(layer)));
      return {
        loss: window.loss!,
        channels: names.map((name) => overLayers((layer) => window.column(layer, name))),
        logits: window.logits!,
        grads: flatten(this.#layout.entries.map(({ name }) => window.gradients.get(name)!)),
        gradH: overLayers((layer) => tf.concat(window.runs[layer]!.dH)),
        gradC:
          cell === 'lstm' ? overLayers((layer) => tf.concat(window.runs[layer]!.back.map((step) => step.dC!))) : null,
      };
    });
    const read = (tensor: tf.Tensor): Promise<Float32Array> => this.#read(tensor);
    const channels: Partial<Record<Channel, Float32Array>> = {};
    for (const [k, name] of names.entries()) channels[name] = await read(tensors.channels[k]!);
    return {
      loss: (await read(tensors.loss))[0]!,
      channels,
      logits: await read(tensors.logits),
      grads: await read(tensors.grads),
      gradH: await read(tensors.gradH),
      gradC: tensors.gradC && (await read(tensors.gradC)),
    };
  }

  async getState(): Promise<ModelState> {
    const { parameters, moments, carry } = this.#resident;
    const step = this.#step;
    const parts = [parameters, ...moments, carry.h, ...(carry.c ? [carry.c] : [])];
    const flat = await this.#read(this.#compute(() => flatten(parts.flat())));
    let offset = 0;
    const take = (length: number): Float32Array => flat.slice(offset, (offset += length));
    const states = this.spec.layers * this.batch * this.spec.hidden;
    return {
      params: take(this.#layout.size),
      moments: moments.map(() => take(this.#layout.size)),
      carry: { h: take(states), c: carry.c && take(states) },
      step,
    };
  }

  setState(state: ModelState): void {
    const { hidden, layers } = this.spec;
    const states = layers * this.batch * hidden;
    checkLength('The array of parameters', state.params, this.#layout.size);
    for (const moment of state.moments) checkLength("The optimizer's array", moment, this.#layout.size);
    checkLength('The carried h', state.carry.h, states);
    if (this.spec.cell === 'lstm') checkLength('The carried c', state.carry.c ?? new Float32Array(0), states);
    const before = this.#resident;
    this.#resident = {
      parameters: this.#upload(state.params),
      moments: state.moments.map((moment) => this.#upload(moment)),
      carry: {
        h: this.#uploadStates(state.carry.h),
        c: this.spec.cell === 'lstm' ? this.#uploadStates(state.carry.c!) : null,
      },
    };
    this.#step = state.step;
    disposeAll(before);
  }

  dispose(): void {
    if (this.#disposed) return;
    this.#disposed = true;
    disposeAll(this.#resident);
    this.#onDispose(this);
  }

  #run(batch: Batch, settings: StepSettings, start: StartState): TensorWindow {
    const { entries } = this.#layout;
    const window = new TensorWindow({
      spec: this.spec,
      batch: this.batch,
      steps: this.unroll,
      x: batch.x,
      y: batch.y,
      parameters: new Map(entries.map(({ name }, p) => [name, this.#resident.parameters[p]!])),
      start,
      reduction: settings.reduction,
    });
    unrollForward(window);
    unrollBackward(window);
    return window;
  }

  /** A tidied computation; what goes wrong on a lost context is called by its name. */
  #compute<R extends object>(compute: () => R): R {
    this.#context.check();
    try {
      return tidy(compute);
    } catch (error) {
      this.#context.check();
      throw error;
    }
  }

  /** Reads without blocking (on a lost context no read would ever answer) and disposes of the tensor. */
  async #read(tensor: tf.Tensor): Promise<Float32Array> {
    const values = await Promise.race([tensor.data<'float32'>(), this.#context.lost]);
    tensor.dispose();
    return values;
  }

  #upload(flat: Floats): tf.Tensor[] {
    return this.#layout.entries.map(({ shape, offset, size }) =>
      tf.tensor(Float32Array.from(flat.subarray(offset, offset + size)), [...shape], 'float32'),
    );
  }

  /** [L, B, H] as L tensors. */
  #uploadStates(flat: Floats): tf.Tensor2D[] {
    const size = this.batch * this.spec.hidden;
    return Array.from({ length: this.spec.layers }, (_, layer) =>
      tf.tensor2d(Float32Array.from(flat.subarray(layer * size, (layer + 1) * size)), [this.batch, this.spec.hidden]),
    );
  }

  #zeroState(): StartState {
    const zeros = new Float32Array(this.spec.layers * this.batch * this.spec.hidden);
    return { h: this.#uploadStates(zeros), c: this.spec.cell === 'lstm' ? this.#uploadStates(zeros) : null };
  }

  #zeroMoments(count: number): tf.Tensor[][] {
    return Array.from({ length: count }, () => this.#upload(new Float32Array(this.#layout.size)));
  }

  #checkBatch({ x, y }: Batch): void {
    if (this.#disposed) throw new Error('the model has been disposed of');
    for (const [what, tokens] of [
      ['The inputs', x],
      ['The targets', y],
    ] as const) {
      checkLength(what, tokens, this.unroll * this.batch);
      const stray = tokens.find((token) => token < 0 || token >= this.spec.vocab);
      if (stray === undefined) continue;
      throw new ShapeError(MESSAGES.shapeMismatch(what, `below ${this.spec.vocab}`, `${stray} at one place`));
    }
  }
}

function flatten(tensors: readonly tf.Tensor[]): tf.Tensor1D {
  return tf.concat(tensors.map((tensor) => tf.reshape(tensor, [tensor.size]) as tf.Tensor1D));
}

/** @throws ShapeError */
function checkLength(what: string, array: ArrayLike<number>, expected: number): void {
  if (array.length === expected) return;
  throw new ShapeError(MESSAGES.shapeMismatch(what, `${expected} numbers long`, `${array.length}`));
}
