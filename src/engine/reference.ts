import { crossEntropy, crossEntropyBackward } from './loss.ts';
import { parameterLayout, parameterView, type ParameterLayout } from './parameters.ts';
import { addProduct, addRows, fillRows, matrix, transpose } from './products.ts';
import { GATES, inputWidth, type Channel, type ModelSpec } from './spec.ts';
import { timestepBackward, timestepForward, type Place } from './timestep.ts';
import { unrollBackward, unrollForward, type Primitives } from './unroll.ts';
import {
  backwardArrays,
  forwardArrays,
  zeroStates,
  type BackwardArrays,
  type ForwardArrays,
  type LayerStates,
} from './window.ts';

/** Stands for "nothing to predict here": the position has loss 0 and sends no gradient. */
export const NO_TARGET = -1;

/** What a backward pass is asked for: everything, or the gradients of the states alone (cheaper). */
export type BackwardScope = 'all' | 'states';

/**
 * The model in float64, on one window of T timesteps and B sequences: the reference that every backend is held against.
 *
 * The arrays it offers are its own and are overwritten by the next pass; copy what must last.
 *
 * @throws RangeError if the steps or the batch are not positive whole numbers.
 */
export function createReference(spec: ModelSpec, steps: number, batch: number): Reference {
  for (const size of [steps, batch]) {
    if (!Number.isInteger(size) || size < 1) throw new RangeError(`a window cannot be ${size} long or wide`);
  }
  return new Reference(spec, steps, batch);
}

export class Reference implements Primitives {
  readonly layers: number;
  readonly layout: ParameterLayout;
  private readonly zero: LayerStates;
  private readonly ahead: ForwardArrays;
  private back: BackwardArrays | null = null;
  private params: Float64Array;
  private tokens: Int32Array;
  private targets: Int32Array;
  private initial: LayerStates;
  private weights: Float64Array;
  private scope: BackwardScope = 'all';
  private hasRun = false;

  /** @param steps T  @param batch B */
  constructor(
    readonly spec: ModelSpec,
    readonly steps: number,
    readonly batch: number,
  ) {
    this.layers = spec.layers;
    this.layout = parameterLayout(spec);
    this.zero = zeroStates(spec, batch);
    this.initial = this.zero;
    this.ahead = forwardArrays(spec, steps, batch);
    this.params = new Float64Array(0);
    this.tokens = this.targets = new Int32Array(0);
    this.weights = this.params;
  }

  /** Each [L, T, B, H]; the keys are CHANNELS[spec.cell]. */
  get channels(): Readonly<Partial<Record<Channel, Float64Array>>> {
    return this.ahead.channels;
  }

  /** [T, B, V] */
  get logits(): Float64Array {
    return this.ahead.logits;
  }

  /** Nats, [T, B]; 0 where there is no target. */
  get losses(): Float64Array {
    return this.ahead.losses;
  }

  /** Gradients of the parameters, in their layout. */
  get grads(): Float64Array {
    return this.backArrays().grads;
  }

  /** ∂L/∂h_t, [L, T, B, H]. */
  get gradH(): Float64Array {
    return this.backArrays().gradH;
  }

  /** ∂L/∂c_t, [L, T, B, H]; the LSTM's alone. */
  get gradC(): Float64Array | null {
    return this.backArrays().gradC;
  }

  /** Gradients with respect to the initial state, each [L, B, H]. */
  get gradInitial(): LayerStates {
    return this.backArrays().gradInitial;
  }

  /**
   * Reads the window: channels, logits and losses.
   *
   * @param params in the layout of `parameterLayout(spec)`; kept by reference until the backward pass
   * @param tokens inputs, [T, B]
   * @param targets next symbols, [T, B]; NO_TARGET where there is none
   * @param initial state before the first step; null is the zero state
   * @throws RangeError if an array's length contradicts the model, or a token is no symbol of its vocabulary.
   */
  forward(params: Float64Array, tokens: Int32Array, targets: Int32Array, initial: LayerStates | null): void {
    const { vocab: V } = this.spec;
    const positions = this.steps * this.batch;
    mustHave('parameters', params.length, this.layout.size);
    mustHave('tokens', tokens.length, positions);
    mustHave('targets', targets.length, positions);
    for (let p = 0; p < positions; p++) {
      const token = tokens[p]!;
      const target = targets[p]!;
      if (token < 0 || token >= V) throw new RangeError(`token ${token} is not below ${V}`);
      if (target !== NO_TARGET && (target < 0 || target >= V)) throw new RangeError(`target ${target} is not below ${V}`);
    }
    this.initial = initial ?? this.zero;
    mustHave('initial h', this.initial.h.length, this.zero.h.length);
    mustHave('initial c', this.initial.c?.length ?? 0, this.zero.c?.length ?? 0);
    this.params = params;
    this.tokens = tokens;
    this.targets = targets;
    unrollForward(this);
    this.hasRun = true;
  }

  /**
   * Gradients of L = Σ weights[t, b] · losses[t, b] through the window that `forward` has just read: 1/(T·B) everywhere
   * is the mean, 1/B everywhere the sum over T of the mean over B, a single 1 the loss of one position.
   *
   * @param weights [T, B]
   * @throws RangeError if their number is wrong, or nothing has been read yet.
   */
  backward(weights: Float64Array, scope: BackwardScope = 'all'): void {
    if (!this.hasRun) throw new RangeError('backward before forward');
    mustHave('weights', weights.length, this.steps * this.batch);
    const d = this.backArrays();
    this.weights = weights;
    this.scope = scope;
    for (const array of [d.grads, d.gradH, d.gradC, d.gradInitial.h, d.gradInitial.c]) array?.fill(0);
    unrollBackward(this);
  }

  /** Mean loss over the positions that have a target, nats. */
  meanLoss(): number {
    let sum = 0;
    let count = 0;
    for (let p = 0; p < this.targets.length; p++) {
      if (this.targets[p] === NO_TARGET) continue;
      sum += this.losses[p]!;
      count++;
    }
    return sum / count;
  }

  /** State after the window's last step, copied. */
  finalStates(): LayerStates {
    const { h, c } = this.channels;
    return { h: this.lastStep(h!), c: c ? this.lastStep(c) : null };
  }

  projectInput(layer: number): void {
    const { z, embedded } = this.ahead;
    const positions = this.steps * this.batch;
    const rows = this.rows();
    const I = inputWidth(this.spec, layer);
    const W_ih = this.parameter(`rnn.weight_ih_l${layer}`);
    fillRows(positions, rows, this.parameter(`rnn.bias_ih_l${layer}`), z);
    if (layer > 0) {
      addProduct(positions, rows, I, matrix(this.channels.h!, this.layerAt(layer - 1), I), matrix(W_ih, 0, I), matrix(z, 0, rows));
    } else if (this.spec.embedding > 0) {
      const table = this.parameter('embedding.weight');
      for (let p = 0; p < positions; p++) {
        const row = this.tokens[p]! * I;
        for (let e = 0; e < I; e++) embedded[p * I + e] = table[row + e]!;
      }
      addProduct(positions, rows, I, matrix(embedded, 0, I), matrix(W_ih, 0, I), matrix(z, 0, rows));
    } else {
      for (let p = 0; p < positions; p++) {
        const column = this.tokens[p]!;
        for (let r = 0; r < rows; r++) z[p * rows + r]! += W_ih[r * I + column]!;
      }
    }
  }

  cellForward(layer: number, t: number): void {
    const W_hh = this.parameter(`rnn.weight_hh_l${layer}`);
    const b_hh = this.parameter(`rnn.bias_hh_l${layer}`);
    timestepForward(this.place(layer, t), this.ahead, W_hh, b_hh);
  }

  head(): void {
    const { vocab: V, hidden: H } = this.spec;
    const { logits, losses } = this.ahead;
    const positions = this.steps * this.batch;
    const H_top = matrix(this.channels.h!, this.layerAt(this.layers - 1), H);
    fillRows(positions, V, this.parameter('head.bias'), logits);
    addProduct(positions, V, H, H_top, matrix(this.parameter('head.weight'), 0, H), matrix(logits, 0, V));
    for (let p = 0; p < positions; p++) {
      const target = this.targets[p]!;
      losses[p] = target === NO_TARGET ? 0 : crossEntropy(V, logits, p * V, target);
    }
  }

  headBackward(): void {
    const { vocab: V, hidden: H } = this.spec;
    const { logits } = this.ahead;
    const d = this.backArrays();
    const positions = this.steps * this.batch;
    const top = this.layerAt(this.layers - 1);
    for (let p = 0; p < positions; p++) {
      const target = this.targets[p]!;
      const weight = this.weights[p]!;
      if (target === NO_TARGET || weight === 0) d.dLogits.fill(0, p * V, (p + 1) * V);
      else crossEntropyBackward(V, logits, d.dLogits, p * V, target, weight);
    }
    transpose(V, H, this.parameter('head.weight'), 0, d.weightT);
    addProduct(positions, H, V, matrix(d.dLogits, 0, V), matrix(d.weightT, 0, V), matrix(d.gradH, top, H));
    if (this.scope === 'states') return;
    transpose(positions, V, d.dLogits, 0, d.rowsT);
    transpose(positions, H, this.channels.h!, top, d.columnsT);
    this.addOuter(V, H, this.gradient('head.weight'));
    addRows(positions, V, d.dLogits, this.gradient('head.bias'));
  }

  cellBackward(layer: number, t: number): void {
    const d = this.backArrays();
    const { hidden: H } = this.spec;
    if (t === this.steps - 1) transpose(this.rows(), H, this.parameter(`rnn.weight_hh_l${layer}`), 0, d.weightT);
    const dHPrev = t === 0 ? d.gradInitial.h : d.gradH;
    const dCPrev = t === 0 ? d.gradInitial.c : d.gradC;
    timestepBackward(this.place(layer, t), this.ahead, d, d.weightT, dHPrev, dCPrev);
  }

  weightGradients(layer: number): void {
    if (this.scope === 'states') return;
    const d = this.backArrays();
    const positions = this.steps * this.batch;
    const rows = this.rows();
    addRows(positions, rows, d.dZ, this.gradient(`rnn.bias_ih_l${layer}`));
    addRows(positions, rows, d.dZState, this.gradient(`rnn.bias_hh_l${layer}`));
    this.stateGradients(layer, this.gradient(`rnn.weight_hh_l${layer}`));

    const dW_ih = this.gradient(`rnn.weight_ih_l${layer}`);
    const I = inputWidth(this.spec, layer);
    if (layer === 0 && this.spec.embedding === 0) {
      for (let p = 0; p < positions; p++) {
        const column = this.tokens[p]!;
        for (let r = 0; r < rows; r++) dW_ih[r * I + column]! += d.dZ[p * rows + r]!;
      }
      return;
    }
    const X = layer > 0 ? this.channels.h! : this.ahead.embedded;
    transpose(positions, rows, d.dZ, 0, d.rowsT);
    transpose(positions, I, X, layer > 0 ? this.layerAt(layer - 1) : 0, d.columnsT);
    this.addOuter(rows, I, dW_ih);
  }

  inputGradient(layer: number): void {
    const { embedding: E, hidden: H } = this.spec;
    const d = this.backArrays();
    const positions = this.steps * this.batch;
    const rows = this.rows();
    const I = inputWidth(this.spec, layer);
    if (layer === 0 && (E === 0 || this.scope === 'states')) return;
    transpose(rows, I, this.parameter(`rnn.weight_ih_l${layer}`), 0, d.weightT);
    const dZ = matrix(d.dZ, 0, rows);
    const W_ihT = matrix(d.weightT, 0, rows);
    if (layer > 0) {
      addProduct(positions, I, rows, dZ, W_ihT, matrix(d.gradH, this.layerAt(layer - 1), H));
      return;
    }
    d.dEmbedded.fill(0);
    addProduct(positions, I, rows, dZ, W_ihT, matrix(d.dEmbedded, 0, I));
    const dTable = this.gradient('embedding.weight');
    for (let p = 0; p < positions; p++) {
      const row = this.tokens[p]! * I;
      for (let e = 0; e < I; e++) dTable[row + e]! += d.dEmbedded[p * I + e]!;
    }
  }

  /** dW_hh [G·H, H] += dZStateᵀ hPrev over all T·B; the n rows of the GRU with its reset gate before the product meet r ⊙ hPrev. */
  private stateGradients(layer: number, dW_hh: Float64Array): void {
    const { hidden: H, cell, reset } = this.spec;
    const d = this.backArrays();
    const positions = this.steps * this.batch;
    const rows = this.rows();
    transpose(positions, rows, d.dZState, 0, d.rowsT);
    const B = this.batch;
    transpose(B, H, this.initial.h, layer * B * H, d.columnsT, 0, positions);
    transpose(positions - B, H, this.channels.h!, this.layerAt(layer), d.columnsT, B, positions);
    if (cell !== 'gru' || reset === 'after') {
      this.addOuter(rows, H, dW_hh);
      return;
    }
    this.addOuter(2 * H, H, dW_hh);
    transpose(positions, H, this.ahead.kept, this.layerAt(layer), d.columnsT);
    const dAnT = matrix(d.rowsT, 2 * H * positions, positions);
    addProduct(H, H, positions, dAnT, matrix(d.columnsT, 0, positions), matrix(dW_hh, 2 * H * H, H));
  }

  /** dW [rows, columns] += the product over all T·B of the two transposed factors. */
  private addOuter(rows: number, columns: number, dW: Float64Array): void {
    const { rowsT, columnsT } = this.backArrays();
    const positions = this.steps * this.batch;
    const factor = matrix(columnsT, 0, positions);
    addProduct(rows, columns, positions, matrix(rowsT, 0, positions), factor, matrix(dW, 0, columns));
  }

  private place(layer: number, t: number): Place {
    const { spec, batch, steps } = this;
    const H = spec.hidden;
    const at = (layer * steps + t) * batch * H;
    const zAt = t * batch * this.rows();
    if (t === 0) {
      const { h, c } = this.initial;
      return { spec, batch, at, zAt, hPrev: h, cPrev: c, prevAt: layer * batch * H };
    }
    const { h, c } = this.channels;
    return { spec, batch, at, zAt, hPrev: h!, cPrev: c ?? null, prevAt: at - batch * H };
  }

  /** G·H */
  private rows(): number {
    return GATES[this.spec.cell].length * this.spec.hidden;
  }

  /** First element of a layer in arrays [L, T, B, H]. */
  private layerAt(layer: number): number {
    return layer * this.steps * this.batch * this.spec.hidden;
  }

  private lastStep(channel: Float64Array): Float64Array {
    const width = this.batch * this.spec.hidden;
    const last = new Float64Array(this.layers * width);
    for (let layer = 0; layer < this.layers; layer++) {
      const from = this.layerAt(layer) + (this.steps - 1) * width;
      last.set(channel.subarray(from, from + width), layer * width);
    }
    return last;
  }

  private parameter(name: string): Float64Array {
    return parameterView(this.layout, this.params, name);
  }

  private gradient(name: string): Float64Array {
    return parameterView(this.layout, this.backArrays().grads, name);
  }

  private backArrays(): BackwardArrays {
    this.back ??= backwardArrays(this.spec, this.steps, this.batch, this.layout.size);
    return this.back;
  }
}

function mustHave(what: string, length: number, expected: number): void {
  if (length !== expected) throw new RangeError(`${length} ${what} given, ${expected} expected`);
}
