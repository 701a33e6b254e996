import * as tf from '@tensorflow/tfjs-core';
import type { Reduction } from '../../../src/engine/stepSettings.ts';
import type { ModelSpec } from '../../../src/engine/spec.ts';
import type { Primitives } from '../../../src/engine/unroll.ts';
import { type BackwardStep, type Columns, type LayerWeights, type TensorCell, tensorCell } from './tensorCells.ts';
import { tidy } from './tidy.ts';

/** Parameters by name, each in PyTorch's shape. */
type NamedTensors = ReadonlyMap<string, tf.Tensor>;

/** What a window starts from: h and c per layer, each [B, H]; c is the LSTM's alone. */
export interface StartState {
  readonly h: readonly tf.Tensor2D[];
  readonly c: readonly tf.Tensor2D[] | null;
}

export interface WindowInput {
  readonly spec: ModelSpec;
  readonly batch: number;
  readonly steps: number;
  /** Inputs and targets, each [T, B]. */
  readonly x: Int32Array;
  readonly y: Int32Array;
  readonly parameters: NamedTensors;
  readonly start: StartState;
  readonly reduction: Reduction;
}

/** What is known of one layer while a window runs. Arrays over time have one entry per timestep. */
interface LayerRun {
  readonly weights: LayerWeights;
  readonly loop: Readonly<Record<string, tf.Tensor>>;
  /** W_ih x + bias, [T·B, G·H]. */
  readonly z: tf.Tensor2D;
  /** Input of the layer, [T·B, I]; null for one-hot. */
  readonly x: tf.Tensor2D | null;
  readonly steps: Columns[];
  /** The same columns over all T·B, and one timestep earlier. */
  all: Columns;
  previous: Columns;
  factors: Columns;
  /** ∂L/∂h from above or the head, [T·B, H]. */
  fromAbove: tf.Tensor2D | null;
  /** ∂L/∂h_t, each [B, H]. */
  readonly dH: tf.Tensor2D[];
  readonly back: BackwardStep[];
  /** Pre-activation gradient as W_ih sees it, [T·B, G·H]. */
  inputSide: tf.Tensor2D | null;
}

/**
 * One window of one model as steps of `unrollForward` and `unrollBackward`, on tfjs tensors. Everything it makes lives
 * until the surrounding `tf.tidy` ends.
 *
 * b_hh is added with the input projection wherever the cell allows it (all but the n rows of the GRU that resets after
 * the product), so that one timestep's sum is one draw.
 */
export class TensorWindow implements Primitives {
  readonly steps: number;
  readonly layers: number;
  /** Gradients by parameter name, filled by the backward pass. */
  readonly gradients = new Map<string, tf.Tensor>();
  readonly runs: LayerRun[] = [];
  /** [T·B, V] */
  logits: tf.Tensor2D | null = null;
  /** Mean cross-entropy over T·B in nats, []. */
  loss: tf.Scalar | null = null;
  readonly #input: WindowInput;
  readonly #cell: TensorCell;
  readonly #tokens: tf.Tensor1D;
  /** softmax(logits) − one-hot targets, [T·B, V]. */
  #residual: tf.Tensor2D | null = null;

  constructor(input: WindowInput) {
    this.#input = input;
    this.steps = input.steps;
    this.layers = input.spec.layers;
    this.#cell = tensorCell(input.spec);
    this.#tokens = tf.tensor1d(input.x, 'int32');
  }

  projectInput(layer: number): void {
    const weights = {
      wIh: this.#parameter<tf.Tensor2D>(`rnn.weight_ih_l${layer}`),
      wHh: this.#parameter<tf.Tensor2D>(`rnn.weight_hh_l${layer}`),
      bIh: this.#parameter<tf.Tensor1D>(`rnn.bias_ih_l${layer}`),
      bHh: this.#parameter<tf.Tensor1D>(`rnn.bias_hh_l${layer}`),
    };
    const bias = this.#cell.inputBias(weights);
    const x = this.#layerInput(layer);
    const z: tf.Tensor2D = x
      ? (tf.fused.matMul({ a: x, b: weights.wIh, transposeB: true, bias }) as tf.Tensor2D)
      : // Added after the fetch, which leaves its rows unpacked: cutting a timestep out of them would pack them all.
        tf.add(tf.gather(tf.transpose(weights.wIh), this.#tokens), bias);
    this.runs[layer] = {
      weights,
      loop: this.#cell.loopWeights(weights),
      z,
      x,
      steps: [],
      all: {},
      previous: {},
      factors: {},
      fromAbove: null,
      dH: [],
      back: [],
      inputSide: null,
    };
  }

  cellForward(layer: number, t: number): void {
    const run = this.runs[layer]!;
    const previous = t > 0 ? run.steps[t - 1]! : this.#start(layer);
    run.steps[t] = tidy(() => this.#cell.forward(run.loop, run.z, this.#blocksAt(t), previous));
  }

  head(): void {
    const { y, steps, batch } = this.#input;
    const h = this.#states(this.layers - 1);
    const weight = this.#parameter<tf.Tensor2D>('head.weight');
    const bias = this.#parameter('head.bias');
    this.logits = tf.fused.matMul({ a: h, b: weight, transposeB: true, bias }) as tf.Tensor2D;
    const logits = this.logits;
    const [loss, residual] = tidy(() => {
      const target = this.#oneHot(tf.tensor1d(y, 'int32'));
      // −log softmax = log Σ exp(s) − s[y] with s = logits − max, which never takes the logarithm of a small number.
      const s = tf.sub(logits, tf.max(logits, 1, true));
      const e = tf.exp(s);
      const sum = tf.sum(e, 1, true);
      const positions = tf.sub(tf.log(sum), tf.sum(tf.mul(target, s), 1, true));
      const mean: tf.Scalar = tf.div(tf.sum(positions), steps * batch);
      const difference: tf.Tensor2D = tf.sub(tf.div(e, sum), target);
      return [mean, difference] as const;
    });
    this.loss = loss;
    this.#residual = residual;
  }

  headBackward(): void {
    const { reduction, batch, steps } = this.#input;
    const scale = reduction === 'mean' ? 1 / (batch * steps) : 1 / batch;
    const dLogits = tf.mul<tf.Tensor2D>(this.#residual!, scale);
    const h = this.#states(this.layers - 1);
    const [weight, bias] = gradientsOf(dLogits, h);
    this.gradients.set('head.weight', weight);
    this.gradients.set('head.bias', bias);
    this.runs[this.layers - 1]!.fromAbove = tf.matMul(dLogits, this.#parameter<tf.Tensor2D>('head.weight'));
  }

  cellBackward(layer: number, t: number): void {
    const run = this.runs[layer]!;
    if (t === this.steps - 1) this.#prepareBackward(layer);
    const at = this.#blocksAt(t);
    const next = run.back[t + 1];
    const fromAbove = at(run.fromAbove!, 0, 1);
    const dH = next ? tidy(() => this.#cell.gradHPrevious(run.loop, next, fromAbove)) : fromAbove;
    run.dH[t] = dH;
    const dCNext = next?.dCPrev ?? null;
    run.back[t] = tidy(() => this.#cell.backward(run.loop, run.factors, at, run.steps[t]!, dH, dCNext));
  }

  weightGradients(layer: number): void {
    const run = this.runs[layer]!;
    const dZ = tf.concat(run.back.map((step) => step.dZ));
    const dZInput = this.#cell.inputSide(dZ, tf.concat(run.dH), run.factors);
    run.inputSide = dZInput;
    const [wIh, bIh] = gradientsOf(dZInput, run.x ?? this.#oneHot(this.#tokens));
    this.gradients.set(`rnn.weight_ih_l${layer}`, wIh);
    this.gradients.set(`rnn.bias_ih_l${layer}`, bIh);
    this.gradients.set(`rnn.weight_hh_l${layer}`, this.#cell.recurrentGradient(dZ, run.all, run.previous));
    this.gradients.set(`rnn.bias_hh_l${layer}`, dZInput === dZ ? bIh : tf.sum(dZ, 0));
  }

  inputGradient(layer: number): void {
    const { weights, inputSide, x } = this.runs[layer]!;
    if (!x) return;
    const dX: tf.Tensor2D = tf.matMul(inputSide!, weights.wIh);
    if (layer > 0) this.runs[layer - 1]!.fromAbove = dX;
    else this.gradients.set('embedding.weight', tf.matMul(this.#oneHot(this.#tokens), dX, true, false));
  }

  /** h (or c) of every timestep of a layer, [T·B, H]. */
  column(layer: number, name: string): tf.Tensor2D {
    const run = this.runs[layer]!;
    return run.all[name] ?? tf.concat(run.steps.map((step) => step[name]!));
  }

  /** State after the last timestep, to start the next window from. */
  end(): StartState {
    const last = this.runs.map((run) => run.steps[this.steps - 1]!);
    return { h: last.map((step) => step['h']!), c: this.#input.start.c ? last.map((step) => step['c']!) : null };
  }

  #parameter<R extends tf.Tensor = tf.Tensor>(name: string): R {
    return this.#input.parameters.get(name) as R;
  }

  #start(layer: number): Columns {
    const { h, c } = this.#input.start;
    return c ? { h: h[layer]!, c: c[layer]! } : { h: h[layer]! };
  }

  #layerInput(layer: number): tf.Tensor2D | null {
    if (layer > 0) return this.#states(layer - 1);
    if (this.#input.spec.embedding === 0) return null;
    return tf.gather(this.#parameter<tf.Tensor2D>('embedding.weight'), this.#tokens);
  }

  /** [T·B, V]; float32 by name, because tfjs' default is int32, which other kernels then carry on. */
  #oneHot(tokens: tf.Tensor1D): tf.Tensor2D {
    const { vocab } = this.#input.spec;
    // tf.oneHot refuses a vocabulary of one symbol.
    return vocab === 1 ? tf.ones([tokens.size, 1]) : (tf.oneHot(tokens, vocab, 1, 0, 'float32') as tf.Tensor2D);
  }

  /** h of all T·B positions, put together once. */
  #states(layer: number): tf.Tensor2D {
    const run = this.runs[layer]!;
    const h = this.column(layer, 'h');
    run.all = { ...run.all, h };
    return h;
  }

  #prepareBackward(layer: number): void {
    const run = this.runs[layer]!;
    run.all = Object.fromEntries(Object.keys(run.steps[0]!).map((name) => [name, this.column(layer, name)]));
    const start = this.#start(layer);
    const rows = (this.steps - 1) * this.#input.batch;
    run.previous = Object.fromEntries(
      Object.entries(start).map(([name, first]) => {
        const later = tf.slice(run.all[name]!, [0, 0], [rows, -1]);
        return [name, this.steps > 1 ? tf.concat([first, later]) : first];
      }),
    );
    run.factors = tidy(() => this.#cell.factors(run.all, run.previous));
  }

  #blocksAt(t: number) {
    const { batch, spec } = this.#input;
    return (array: tf.Tensor2D, first: number, count: number): tf.Tensor2D =>
      tf.slice(array, [t * batch, first * spec.hidden], [batch, count * spec.hidden]);
  }
}

/** Gradients of W and b of a = x Wᵀ + b over all positions, dAᵀ x and dAᵀ 1: one product with x and a column of ones. */
function gradientsOf(dA: tf.Tensor2D, x: tf.Tensor2D): [weight: tf.Tensor2D, bias: tf.Tensor1D] {
  const [positions, width] = x.shape;
  const both: tf.Tensor2D = tf.matMul(dA, tf.concat([x, tf.ones([positions, 1])], 1), true, false);
  const outputs = dA.shape[1];
  return [tf.slice(both, [0, 0], [outputs, width]), tf.reshape(tf.slice(both, [0, width], [outputs, 1]), [outputs])];
}
