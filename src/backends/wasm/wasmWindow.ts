import type { ModelSpec } from '../../engine/spec.ts';
import type { Primitives } from '../../engine/unroll.ts';
import type { CellContext, CellSteps, ClampedSteps } from './cell.ts';
import { wasmCell } from './cells.ts';
import { type Kernels, startKernels } from './kernels.ts';
import { type PaddedParameters, paddedParameters, paddedSizes, type PaddedSizes } from './paddedParameters.ts';
import { sendIn, type PaddedStates } from './windowStates.ts';
import { WeightPanels } from './weightPanels.ts';
import { gradientRows, type LayerArrays, type WindowMemory, windowMemory } from './windowMemory.ts';

/** The shape of a window. */
export interface WindowRequest {
  readonly spec: ModelSpec;
  /** T, the largest number of timesteps. */
  readonly capacity: number;
  /** B */
  readonly batch: number;
  /** Whether gradients of the parameters are needed, or only those of the states. */
  readonly isTraining: boolean;
}

/** Starts a window on a memory of its own. @throws BackendUnavailableError if the memory is too large. */
export async function openWindow(module: WebAssembly.Module, request: WindowRequest): Promise<WasmWindow> {
  const parameters = paddedParameters(request.spec);
  const at = windowMemory(request.spec, parameters, request.capacity, request.batch, request.isTraining);
  return new WasmWindow(request, parameters, at, await startKernels(module, at.memory));
}

/**
 * The primitives of one window on the kernels. The caller writes tokens, targets and weights into its memory first.
 */
export class WasmWindow implements Primitives, CellContext {
  readonly spec: ModelSpec;
  readonly capacity: number;
  readonly batch: number;
  readonly layers: number;
  readonly sizes: PaddedSizes;
  /** The memory as floats and as 32-bit integers. */
  readonly floats: Float32Array;
  readonly integers: Int32Array;
  #steps: number;
  readonly #isTraining: boolean;
  readonly #cell: CellSteps;
  /** Width of one position's pre-activation gradient. */
  readonly #dARows: number;
  readonly #weights: WeightPanels;
  /** The layer whose states are in `history`. */
  #historyOf = -1;
  /**
   * Gradients that later windows send back into this window's last timestep, each [L, B, H] with padding; null is
   * zero.
   */
  incoming: PaddedStates | null = null;
  /** Whether the gradient of the initial state is wanted (`gradientBefore`). */
  reachesBefore = false;
  /** Clamped units. There is no backward pass through clamps. */
  clamped: ClampedSteps | null = null;

  constructor(
    request: WindowRequest,
    readonly parameters: PaddedParameters,
    readonly at: WindowMemory,
    readonly kernels: Kernels,
  ) {
    const { spec, capacity, batch, isTraining } = request;
    this.spec = spec;
    this.capacity = capacity;
    this.batch = batch;
    this.layers = spec.layers;
    this.sizes = paddedSizes(spec);
    this.floats = new Float32Array(at.memory.buffer);
    this.integers = new Int32Array(at.memory.buffer);
    this.#steps = capacity;
    this.#isTraining = isTraining;
    this.#dARows = gradientRows(spec);
    this.#cell = wasmCell(spec).steps(this);
    this.#weights = new WeightPanels(this, this.#cell, isTraining);
  }

  /** Call this after writing weights into the memory of a window that is not for training. */
  weightsChanged(): void {
    this.#weights.forget();
  }

  get steps(): number {
    return this.#steps;
  }

  /** T of the next pass, at most the capacity. */
  set steps(steps: number) {
    if (!Number.isInteger(steps) || steps < 1 || steps > this.capacity) {
      throw new RangeError(`a window of ${this.capacity} timesteps cannot run ${steps}`);
    }
    this.#steps = steps;
  }

  /** T·B */
  get positions(): number {
    return this.#steps * this.batch;
  }

  /** Byte address of a parameter, or of its gradient. */
  param(name: string): number {
    return this.at.params + 4 * this.parameters.offset(name);
  }

  grad(name: string): number {
    return this.at.grads + 4 * this.parameters.offset(name);
  }

  /** The unweighted sum of the positions' losses in nats. */
  lossSum(): number {
    return this.kernels.sumOf(this.positions, this.at.losses);
  }

  projectInput(layer: number): void {
    const { kernels: k, at, positions } = this;
    const { H, rows, E } = this.sizes;
    const weights = this.#weights;
    const bias = weights.bias(layer);
    const W_ih = this.param(`rnn.weight_ih_l${layer}`);
    const out = this.#cell.preActivations(layer);
    let source = out;
    let index = 0;
    if (layer > 0) {
      const below = at.layers[layer - 1]!.h + 4 * this.batch * H;
      k.product(positions, rows, H, below, H, weights.input(layer), 0, bias, 0, out, rows, at.scratch);
    } else if (E > 0) {
      k.gatherRows(positions, E, this.param('embedding.weight'), at.tokens, at.zeros, at.embedded);
      k.product(positions, rows, E, at.embedded, E, weights.input(layer), 0, bias, 0, out, rows, at.scratch);
    } else if (at.table && this.spec.vocab < positions) {
      source = weights.table();
      index = at.tokens;
    } else {
      k.gatherRows(positions, rows, W_ih, at.tokens, bias, out);
    }
    k.rowAddresses(positions, rows, source, index, at.inputRows);
    k.rowAddresses(positions, rows, source + 4 * (rows - H), index, at.candidateRows);
    weights.packState(layer);
  }

  cellForward(layer: number, t: number): void {
    this.#cell.forward(layer, t);
    this.clamped?.after(layer, t);
  }

  head(): void {
    const { kernels: k, at, positions } = this;
    const { H, V } = this.sizes;
    const top = this.#top().h + 4 * this.batch * H;
    k.product(positions, V, H, top, H, this.#weights.head(), 0, this.param('head.bias'), 0, at.logits, V, at.scratch);
    k.crossEntropy(positions, this.spec.vocab, V, at.logits, at.targets, at.lossWeights, at.losses, at.dLogits);
    this.#historyOf = -1;
  }

  headBackward(): void {
    const { kernels: k, at, positions, batch } = this;
    const { H, V } = this.sizes;
    k.product(positions, H, V, at.dLogits, V, this.#weights.headBack(), 0, at.zeros, 0, this.#top().dH, H, at.scratch);
    if (!this.#isTraining) return;
    const grads = at.grads / 4;
    this.floats.fill(0, grads, grads + this.parameters.size);
    const states = this.#history(this.layers - 1) + 32 * batch;
    k.addOuterProduct(
      V,
      H,
      positions,
      at.dLogits,
      V,
      states,
      positions + batch,
      this.grad('head.weight'),
      H,
      at.scratch,
    );
    k.sumRows(positions, V, at.dLogits, V, this.grad('head.bias'));
  }

  cellBackward(layer: number, t: number): void {
    if (t === this.#steps - 1) this.#beginBackward(layer);
    this.#cell.backward(layer, t);
  }

  weightGradients(layer: number): void {
    if (!this.#isTraining) return;
    const { kernels: k, at, positions, batch } = this;
    const { H, rows, E } = this.sizes;
    const dW_hh = this.grad(`rnn.weight_hh_l${layer}`);
    const dW_ih = this.grad(`rnn.weight_ih_l${layer}`);
    const states = this.#history(layer);
    for (const { from, to, count } of this.#cell.stateBlocks) {
      k.addOuterProduct(
        count,
        H,
        positions,
        at.dA + 4 * from,
        this.#dARows,
        states,
        positions + batch,
        dW_hh + 4 * to * H,
        H,
        at.scratch,
      );
    }
    this.#cell.savedGradient(layer, dW_hh);
    if (layer === 0 && E === 0) {
      for (const { from, to, count } of this.#cell.inputBlocks) {
        k.scatterAddRows(positions, count, at.dA + 4 * from, this.#dARows, at.tokens, dW_ih + 4 * to, rows);
      }
      this.#biasGradients(layer, dW_ih);
      return;
    }
    this.#biasGradients(layer, 0);
    const width = layer > 0 ? H : E;
    const panels = layer > 0 ? this.#history(layer - 1) + 32 * batch : this.#embeddedHistory();
    const panelRows = layer > 0 ? positions + batch : positions;
    for (const { from, to, count } of this.#cell.inputBlocks) {
      const dA = at.dA + 4 * from;
      k.addOuterProduct(
        count,
        width,
        positions,
        dA,
        this.#dARows,
        panels,
        panelRows,
        dW_ih + 4 * to * width,
        width,
        at.scratch,
      );
    }
  }

  inputGradient(layer: number): void {
    const { kernels: k, at, positions } = this;
    const { H, E } = this.sizes;
    if (layer === 0 && (E === 0 || !this.#isTraining)) return;
    const width = layer > 0 ? H : E;
    const out = layer > 0 ? at.layers[layer - 1]!.dH : at.dEmbedded;
    const panels = this.#weights.inputBack(layer, width);
    let init = at.zeros;
    let ldi = 0;
    for (const { from, to, count } of this.#cell.inputBlocks) {
      k.product(
        positions,
        width,
        count,
        at.dA + 4 * from,
        this.#dARows,
        panels + 4 * to * width,
        0,
        init,
        ldi,
        out,
        width,
        at.scratch,
      );
      init = out;
      ldi = width;
    }
    if (layer === 0) k.scatterAddRows(positions, E, at.dEmbedded, E, at.tokens, this.grad('embedding.weight'), E);
  }

  #top(): LayerArrays {
    return this.at.layers[this.layers - 1]!;
  }

  /** Packs the weights, and adds the gradients from after the window to the last timestep. */
  #beginBackward(layer: number): void {
    this.#weights.packStateBack(layer);
    sendIn(this, layer, this.incoming);
    if (!this.reachesBefore) return;
    const before = this.at.layers[layer]!.dH / 4;
    this.floats.fill(0, before - this.batch * this.sizes.H, before);
  }

  /**
   * @param symbolSums address of the gradients summed by symbol, [V, G·H], or 0. Few symbols are summed faster than
   *   positions.
   */
  #biasGradients(layer: number, symbolSums: number): void {
    const { kernels: k, at, floats, positions } = this;
    const { H, rows } = this.sizes;
    const { vocab } = this.spec;
    const b_ih = this.grad(`rnn.bias_ih_l${layer}`);
    const b_hh = this.grad(`rnn.bias_hh_l${layer}`);
    if (symbolSums && vocab < positions) {
      k.sumRows(vocab, rows, symbolSums, rows, b_ih);
    } else {
      for (const { from, to, count } of this.#cell.inputBlocks) {
        k.sumRows(positions, count, at.dA + 4 * from, this.#dARows, b_ih + 4 * to);
      }
    }
    const shared = this.#cell.hasOwnStateBias ? rows - H : rows;
    floats.copyWithin(b_hh / 4, b_ih / 4, b_ih / 4 + shared);
    if (shared < rows) k.sumRows(positions, H, at.dA + 4 * shared, this.#dARows, b_hh + 4 * shared);
  }

  /** Panels of a layer's states at all timesteps, the initial state first: [H/8][(T + 1)·B][8]. */
  #history(layer: number): number {
    if (this.#historyOf !== layer) {
      const { H } = this.sizes;
      this.kernels.packPanels(this.positions + this.batch, H, this.at.layers[layer]!.h, H, this.at.history);
      this.#historyOf = layer;
    }
    return this.at.history;
  }

  /** Panels of the embedded input: [E/8][T·B][8]. */
  #embeddedHistory(): number {
    const { E } = this.sizes;
    this.kernels.packPanels(this.positions, E, this.at.embedded, E, this.at.history);
    this.#historyOf = -1;
    return this.at.history;
  }

  /** Panels of the saved values that the recurrent product multiplied, [H/8][T·B][8]. */
  savedHistory(layer: number): number {
    const { H } = this.sizes;
    this.kernels.packPanels(this.positions, H, this.at.layers[layer]!.saved, H, this.at.history);
    this.#historyOf = -1;
    return this.at.history;
  }
}
