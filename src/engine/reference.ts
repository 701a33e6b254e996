import { blocksOnResetState } from './cells/cells.ts';
import { addLinearInputGradient, addLinearWeightGradient, linear } from './linear.ts';
import type { ClampedBatch } from './clamp.ts';
import { addColumns, addToColumns, addToRows, fetchRows } from './lookup.ts';
import { crossEntropy, crossEntropyBackward } from './loss.ts';
import { parameterLayout, parameterView, type ParameterLayout } from './parameters.ts';
import { addProduct, addRows, fillRows, matrix, transpose, type Matrix } from './products.ts';
import type { Channel } from './cells/channels.ts';
import { CELLS, inputWidth, type ModelSpec } from './spec.ts';
import { timestepBackward, timestepForward, type TimestepOffsets } from './timestep.ts';
import { unrollBackward, unrollForward, unrollStates, type Primitives } from './unroll.ts';
import {
  backwardArrays,
  forwardArrays,
  zeroStates,
  type BackwardArrays,
  type ForwardArrays,
  type LayerStates,
} from './window.ts';
import { pulse } from './pulse.ts';

/** Marks a position without a target. Its loss is 0 and it has no gradient. */
export const NO_TARGET = -1;

/** What a backward pass computes: all gradients, or those of the states only (cheaper). */
export type BackwardScope = 'all' | 'states';

/**
 * The model in float64, on one window of T timesteps and B sequences. Every backend is checked against this reference.
 *
 * The model owns the arrays that it returns, and the next pass overwrites them. Copy what must last.
 *
 * @throws RangeError if the steps or the batch are not positive whole numbers.
 */
export function createReference(spec: ModelSpec, steps: number, batch: number): Reference {
  for (const size of [steps, batch]) {
    if (!Number.isInteger(size) || size < 1) throw new RangeError(`a window cannot be ${size} long or wide`);
  }
  return new Reference(spec, steps, batch);
}

/** The reference model. `createReference` makes one and validates its sizes. */
export class Reference implements Primitives {
  readonly layers: number;
  readonly layout: ParameterLayout;
  /** T·B */
  private readonly positions: number;
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
  /** Clamped units, and the timestep at which the window begins. There is no backward pass through clamps. */
  clamped: ClampedBatch | null = null;
  clampedFrom = 0;

  /** @param steps T  @param batch B */
  constructor(
    readonly spec: ModelSpec,
    readonly steps: number,
    readonly batch: number,
  ) {
    this.layers = spec.layers;
    this.positions = steps * batch;
    this.layout = parameterLayout(spec);
    this.zero = zeroStates(spec, batch);
    this.initial = this.zero;
    this.ahead = forwardArrays(spec, steps, batch);
    this.params = new Float64Array(0);
    this.tokens = this.targets = new Int32Array(0);
    this.weights = this.params;
  }

  /** Each [L, T, B, H]; the keys are CELLS[spec.cell].channels. */
  get channels(): Readonly<Partial<Record<Channel, Float64Array>>> {
    return this.ahead.channels;
  }

  /** Intermediate values that the backward pass needs, [L, T, B, H]; see `ForwardArrays`. */
  get saved(): Float64Array {
    return this.ahead.saved;
  }

  /** [T, B, V] */
  get logits(): Float64Array {
    return this.ahead.logits;
  }

  /** Losses in nats, [T, B]; 0 where there is no target. */
  get losses(): Float64Array {
    return this.ahead.losses;
  }

  /** Allocates the arrays of the backward pass now instead of at its first call. */
  reserve(): void {
    this.backArrays();
  }

  /** Gradients of the parameters, in their layout. */
  get grads(): Float64Array {
    return this.backArrays().grads;
  }

  /** ∂L/∂h_t, [L, T, B, H]. */
  get gradH(): Float64Array {
    return this.backArrays().gradH;
  }

  /** ∂L/∂c_t, [L, T, B, H]; LSTM only. */
  get gradC(): Float64Array | null {
    return this.backArrays().gradC;
  }

  /** Gradients with respect to the initial state, each [L, B, H]. */
  get gradInitial(): LayerStates {
    return this.backArrays().gradInitial;
  }

  /**
   * Forward pass over the window: channels, logits and losses.
   *
   * @param params in the layout of `parameterLayout(spec)`; used by reference until the backward pass
   * @param tokens inputs, [T, B]
   * @param targets next symbols, [T, B]; NO_TARGET where there is none
   * @param initial the state before the first timestep; null is the zero state
   * @throws RangeError if an array's length contradicts the model, or if a token is not in the vocabulary.
   */
  forward(params: Float64Array, tokens: Int32Array, targets: Int32Array, initial: LayerStates | null): void {
    const { vocab: V } = this.spec;
    mustHave('targets', targets.length, this.positions);
    for (const target of targets) {
      if (target !== NO_TARGET && (target < 0 || target >= V))
        throw new RangeError(`target ${target} is not below ${V}`);
    }
    this.take(params, tokens, initial);
    this.targets = targets;
    unrollForward(this);
    this.hasRun = true;
  }

  /**
   * Forward pass of the states only. Logits and losses stay as they were, and `backward` needs another `forward`
   * afterwards.
   */
  forwardStates(params: Float64Array, tokens: Int32Array, initial: LayerStates | null): void {
    this.take(params, tokens, initial);
    unrollStates(this);
    this.hasRun = false;
  }

  private take(params: Float64Array, tokens: Int32Array, initial: LayerStates | null): void {
    const { vocab: V } = this.spec;
    mustHave('parameters', params.length, this.layout.size);
    mustHave('tokens', tokens.length, this.positions);
    for (const token of tokens) if (token < 0 || token >= V) throw new RangeError(`token ${token} is not below ${V}`);
    const states = initial ?? this.zero;
    this.checkStates('initial', states);
    this.initial = states;
    this.params = params;
    this.tokens = tokens;
  }

  private checkStates(which: string, { h, c }: LayerStates): void {
    mustHave(`${which} h`, h.length, this.zero.h.length);
    mustHave(`${which} c`, c?.length ?? 0, this.zero.c?.length ?? 0);
  }

  /**
   * Gradients of L = Σ weights[t, b] · losses[t, b] through the window that `forward` has just read. Weights of
   * 1/(T·B) everywhere give the mean loss, 1/B everywhere the sum over T of the mean over B, and a single 1 the loss
   * at one position.
   *
   * @param weights [T, B]
   * @param after gradients of later windows with respect to the state after the last timestep; null is zero
   * @throws RangeError if the number of weights is wrong, or if nothing has been read yet.
   */
  backward(weights: Float64Array, scope: BackwardScope = 'all', after: LayerStates | null = null): void {
    if (!this.hasRun) throw new RangeError('backward before forward');
    if (this.clamped) throw new RangeError('gradients are not taken through clamped units');
    mustHave('weights', weights.length, this.positions);
    if (after) this.checkStates('later', after);
    const d = this.backArrays();
    this.weights = weights;
    this.scope = scope;
    for (const array of [d.grads, d.gradH, d.gradC, d.gradInitial.h, d.gradInitial.c]) array?.fill(0);
    if (after) {
      this.setLastStep(d.gradH, after.h);
      if (d.gradC) this.setLastStep(d.gradC, after.c!);
    }
    unrollBackward(this);
  }

  /** Mean loss in nats over the positions that have a target. */
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

  /** A copy of the state after the last timestep of the window. */
  finalStates(): LayerStates {
    const { h, c } = this.channels;
    return { h: this.lastStep(h!), c: c ? this.lastStep(c) : null };
  }

  projectInput(layer: number): void {
    const { z, embedded } = this.ahead;
    const rows = this.rows();
    const I = inputWidth(this.spec, layer);
    const W_ih = this.parameter(`rnn.weight_ih_l${layer}`);
    const b_ih = this.parameter(`rnn.bias_ih_l${layer}`);
    if (this.hasOneHotInput(layer)) {
      fillRows(this.positions, rows, b_ih, z);
      addColumns(I, rows, this.tokens, W_ih, z);
      return;
    }
    if (layer === 0) fetchRows(I, this.tokens, this.parameter('embedding.weight'), embedded);
    linear(this.positions, I, rows, this.denseInput(layer), W_ih, b_ih, z);
  }

  cellForward(layer: number, t: number): void {
    const W_hh = this.parameter(`rnn.weight_hh_l${layer}`);
    const b_hh = this.parameter(`rnn.bias_hh_l${layer}`);
    timestepForward(this.position(layer, t), this.ahead, W_hh, b_hh);
  }

  head(): void {
    const { vocab: V, hidden: H } = this.spec;
    const { logits, losses } = this.ahead;
    const W = this.parameter('head.weight');
    linear(this.positions, H, V, this.topStates(), W, this.parameter('head.bias'), logits);
    for (let p = 0; p < this.positions; p++) {
      pulse(V);
      const target = this.targets[p]!;
      losses[p] = target === NO_TARGET ? 0 : crossEntropy(V, logits, p * V, target);
    }
  }

  headBackward(): void {
    const { vocab: V, hidden: H } = this.spec;
    const d = this.backArrays();
    for (let p = 0; p < this.positions; p++) {
      pulse(V);
      const target = this.targets[p]!;
      const weight = this.weights[p]!;
      if (target === NO_TARGET || weight === 0) d.dLogits.fill(0, p * V, (p + 1) * V);
      else crossEntropyBackward(V, this.logits, d.dLogits, p * V, target, weight);
    }
    const dTop = matrix(d.gradH, this.layerAt(this.layers - 1), H);
    addLinearInputGradient(this.positions, H, V, d.dLogits, this.parameter('head.weight'), dTop, d.weightT);
    if (this.scope === 'states') return;
    addLinearWeightGradient(this.positions, H, V, d.dLogits, this.topStates(), this.gradient('head.weight'), d);
    addRows(this.positions, V, d.dLogits, this.gradient('head.bias'));
  }

  cellBackward(layer: number, t: number): void {
    const d = this.backArrays();
    const { hidden: H } = this.spec;
    if (t === this.steps - 1) transpose(this.rows(), H, this.parameter(`rnn.weight_hh_l${layer}`), 0, d.weightT);
    const dHPrev = t === 0 ? d.gradInitial.h : d.gradH;
    const dCPrev = t === 0 ? d.gradInitial.c : d.gradC;
    timestepBackward(this.position(layer, t), this.ahead, d, d.weightT, dHPrev, dCPrev);
  }

  weightGradients(layer: number): void {
    if (this.scope === 'states') return;
    const d = this.backArrays();
    const rows = this.rows();
    const I = inputWidth(this.spec, layer);
    const dW_ih = this.gradient(`rnn.weight_ih_l${layer}`);
    if (this.hasOneHotInput(layer)) addToColumns(I, rows, this.tokens, d.dZ, dW_ih);
    else addLinearWeightGradient(this.positions, I, rows, d.dZ, this.denseInput(layer), dW_ih, d);
    this.addStateGradient(layer, this.gradient(`rnn.weight_hh_l${layer}`));
    addRows(this.positions, rows, d.dZ, this.gradient(`rnn.bias_ih_l${layer}`));
    addRows(this.positions, rows, d.dZState, this.gradient(`rnn.bias_hh_l${layer}`));
  }

  inputGradient(layer: number): void {
    if (this.hasOneHotInput(layer) || (layer === 0 && this.scope === 'states')) return;
    const d = this.backArrays();
    const I = inputWidth(this.spec, layer);
    const W_ih = this.parameter(`rnn.weight_ih_l${layer}`);
    const dX = layer > 0 ? matrix(d.gradH, this.layerAt(layer - 1), I) : matrix(d.dEmbedded.fill(0), 0, I);
    addLinearInputGradient(this.positions, I, this.rows(), d.dZ, W_ih, dX, d.weightT);
    if (layer === 0) addToRows(I, this.tokens, d.dEmbedded, this.gradient('embedding.weight'));
  }

  /**
   * dW_hh [G·H, H] += dZStateᵀ hPrev over all T·B. The last gate blocks may multiply the saved value instead of
   * hPrev: the n rows of a GRU with its reset gate before the product multiply r ⊙ hPrev.
   */
  private addStateGradient(layer: number, dW_hh: Float64Array): void {
    const { hidden: H } = this.spec;
    const { positions, batch: B } = this;
    const { dZState, rowsT, columnsT } = this.backArrays();
    const rows = this.rows();
    const onRetained = blocksOnResetState(this.spec);
    const rowsWithH = onRetained ? onRetained.from * H : rows;
    transpose(positions, rows, dZState, 0, rowsT);
    transpose(B, H, this.initial.h, layer * B * H, columnsT, 0, positions);
    transpose(positions - B, H, this.channels.h!, this.layerAt(layer), columnsT, B, positions);
    const factor = matrix(columnsT, 0, positions);
    addProduct(rowsWithH, H, positions, matrix(rowsT, 0, positions), factor, matrix(dW_hh, 0, H));
    if (!onRetained) return;
    transpose(positions, H, this.ahead.saved, this.layerAt(layer), columnsT);
    const dAT = matrix(rowsT, onRetained.from * H * positions, positions);
    addProduct(
      (onRetained.to - onRetained.from) * H,
      H,
      positions,
      dAT,
      factor,
      matrix(dW_hh, onRetained.from * H * H, H),
    );
  }

  private position(layer: number, t: number): TimestepOffsets {
    const { spec, batch, steps } = this;
    const H = spec.hidden;
    const at = (layer * steps + t) * batch * H;
    const zAt = t * batch * this.rows();
    const clamped = this.clamped?.at(layer, this.clampedFrom + t) ?? [];
    if (t === 0) {
      const { h, c } = this.initial;
      return { spec, batch, at, zAt, hPrev: h, cPrev: c, prevAt: layer * batch * H, clamped };
    }
    const { h, c } = this.channels;
    return { spec, batch, at, zAt, hPrev: h!, cPrev: c ?? null, prevAt: at - batch * H, clamped };
  }

  /** The input of a layer that does not read one-hot symbols, [T·B, I]. */
  private denseInput(layer: number): Matrix {
    const I = inputWidth(this.spec, layer);
    return layer > 0 ? matrix(this.channels.h!, this.layerAt(layer - 1), I) : matrix(this.ahead.embedded, 0, I);
  }

  private hasOneHotInput(layer: number): boolean {
    return layer === 0 && this.spec.embedding === 0;
  }

  /** h of the last layer, [T·B, H]. */
  private topStates(): Matrix {
    return matrix(this.channels.h!, this.layerAt(this.layers - 1), this.spec.hidden);
  }

  /** G·H */
  private rows(): number {
    return CELLS[this.spec.cell].gates.length * this.spec.hidden;
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

  private setLastStep(gradient: Float64Array, values: Float64Array): void {
    const width = this.batch * this.spec.hidden;
    for (let layer = 0; layer < this.layers; layer++) {
      const to = this.layerAt(layer) + (this.steps - 1) * width;
      gradient.set(values.subarray(layer * width, (layer + 1) * width), to);
    }
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
