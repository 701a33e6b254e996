import type { ModelSpec } from '../../engine/spec.ts';
import type { Kernels } from './kernels.ts';
import type { PaddedSizes } from './paddedParameters.ts';
import type { WindowMemory } from './windowMemory.ts';

/** What a cell's steps need to know about their window. */
export interface CellContext<K = object> {
  readonly spec: ModelSpec;
  /** B */
  readonly batch: number;
  /** T and T·B of the current pass. */
  readonly steps: number;
  readonly positions: number;
  readonly sizes: PaddedSizes;
  readonly kernels: Kernels & K;
  readonly at: WindowMemory;
  /** The memory as floats. */
  readonly floats: Float32Array;
  /** Whether the gradient of the initial state is needed, too. */
  readonly reachesBefore: boolean;
  /** Clamped units; null if there are none. */
  readonly clamped: ClampedSteps | null;
  /** Byte address of a parameter. */
  param(name: string): number;
  /**
   * Packs the saved values that a layer's recurrent product multiplied instead of hPrev, [H/8][T·B][8]; returns their
   * address.
   */
  savedHistory(layer: number): number;
}

/** Clamps units of a window in the forward pass. */
export interface ClampedSteps {
  /** The timestep of the text at which the window begins. */
  from: number;
  /** Clamps reset gates that act on the product's result: sets their pre-activations before the pointwise step. */
  presetResets(layer: number, t: number): void;
  /** Clamps reset gates that act before the product: sets m = r · hPrev after the gates' pointwise step. */
  resetStates(layer: number, t: number): void;
  /** Clamps all other channels of a layer after its pointwise step at t. */
  after(layer: number, t: number): void;
}

/** A block of pre-activation gradients and the rows of the weight that belong to it, in floats and rows. */
export interface GradientBlock {
  /** First float of the block within a position. */
  readonly from: number;
  /** First of the weight's G·H rows. */
  readonly to: number;
  readonly count: number;
}

/** One cell's timestep on the kernels, forward and backward: a product with the state and a pointwise step. */
export interface CellSteps {
  /**
   * The blocks of a position's gradient for weight_ih and bias_ih, and those for the rows of weight_hh that multiply
   * hPrev.
   */
  readonly inputBlocks: readonly GradientBlock[];
  readonly stateBlocks: readonly GradientBlock[];
  /**
   * Whether b_hh of the last block belongs to a product of its own (GRU, reset gate after the product), apart from
   * b_ih.
   */
  readonly hasOwnStateBias: boolean;
  /** Address of the input's part of the pre-activations, [T, B, G·H]. */
  preActivations(layer: number): number;
  forward(layer: number, t: number): void;
  /** Packs the weights for the backward pass of a layer. */
  packBackward(layer: number): void;
  /**
   * Backward pass of one timestep. The gradient of the initial state is complete only if the context reaches before
   * it.
   */
  backward(layer: number, t: number): void;
  /** Adds the part of weight_hh's gradient whose rows multiplied the saved value instead of hPrev. */
  savedGradient(layer: number, dW_hh: number): void;
}

/**
 * Byte addresses of the values of the timestep under each row of adjoints. The values of consecutive rows are
 * adjacent.
 */
export interface TimestepRows {
  /** Activated gates, [count, G, H]; unused by the RNN. */
  readonly gates: number;
  /** tanh(c) (LSTM) or m (GRU), [count, H]. */
  readonly saved: number;
  /** h of the timestep before, or c (LSTM), [count, H]. */
  readonly before: number;
  /** h after the timestep, [count, H]. */
  readonly after: number;
}

/** Byte addresses of the adjoints. */
interface AdjointGradients {
  readonly count: number;
  /** [count, gradientRows] */
  readonly dA: number;
  /** Each [count, H]; dC and dCPrev for the LSTM only. dHPrev is 0 at the beginning of a step. */
  readonly dM: number;
  readonly dH: number;
  readonly dC: number;
  readonly dHPrev: number;
  readonly dCPrev: number;
}

/** Adds to `into` [count, H] the product of a block of dA and the rows of weight_hh that belong to it. */
type SendBack = (block: GradientBlock, into: number) => void;

/** The backward pass of one timestep of one cell on the kernels, for adjoints that share the forward pass. */
export interface AdjointCell {
  /** The blocks of dA for weight_ih and for weight_hh, with the rows of the weights. */
  readonly inputBlocks: readonly GradientBlock[];
  readonly stateBlocks: readonly GradientBlock[];
  /** Computes dA, dHPrev and dCPrev, and completes dC. dM is 0 at the beginning. */
  back(adjoints: AdjointGradients, at: TimestepRows, send: SendBack): void;
}

/**
 * One cell on the kernels. The source of its own kernels is in `assembly/cells`. `K` declares them: the module exports them
 * besides those of `Kernels`.
 */
export interface WasmCell<K = object> {
  steps(context: CellContext<K>): CellSteps;
  adjoints(spec: ModelSpec, sizes: PaddedSizes, kernels: Kernels & K): AdjointCell;
}
