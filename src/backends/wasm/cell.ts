import type { ModelSpec } from '../../engine/spec.ts';
import type { Kernels } from './kernels.ts';
import type { PaddedSizes } from './paddedParameters.ts';
import type { WindowMemory } from './windowMemory.ts';

/** What a cell's steps need of the window that they run in. */
export interface CellContext {
  readonly spec: ModelSpec;
  /** B */
  readonly batch: number;
  /** T and T·B of the pass in progress. */
  readonly steps: number;
  readonly positions: number;
  readonly sizes: PaddedSizes;
  readonly kernels: Kernels;
  readonly at: WindowMemory;
  /** The memory as floats. */
  readonly floats: Float32Array;
  /** Whether the gradient of the initial state is wanted, too. */
  readonly reachesBefore: boolean;
  /** Units held while it reads; null where none are. */
  readonly held: HeldSteps | null;
  /** Byte address of a parameter. */
  param(name: string): number;
  /** Packs what a layer's recurrent product met instead of hPrev, [H/8][T·B][8], and returns where. */
  keptHistory(layer: number): number;
}

/** What holds units of a window while it reads. */
export interface HeldSteps {
  /** Timestep of the text at which the window begins. */
  from: number;
  /** Held reset gates that act on the product's result: their pre-activations are set before the pointwise step. */
  presetResets(layer: number, t: number): void;
  /** Held reset gates that act before the product: m = r · hPrev is set after the gates' pointwise step. */
  resetStates(layer: number, t: number): void;
  /** What is held of a layer after its pointwise step at t. */
  after(layer: number, t: number): void;
}

/** A stretch of pre-activation gradients and the rows of the weight that it belongs to, in floats and rows. */
export interface GradientBlock {
  /** First float of the stretch within a position. */
  readonly from: number;
  /** First of the weight's G·H rows. */
  readonly to: number;
  readonly count: number;
}

/** One cell's timestep on the kernels: a product with the state and a pointwise step, in both directions. */
export interface CellSteps {
  /** What of a position's gradient goes to weight_ih and bias_ih, and what, as far as it met hPrev, to weight_hh. */
  readonly inputBlocks: readonly GradientBlock[];
  readonly stateBlocks: readonly GradientBlock[];
  /** Whether the last block's b_hh stands in a product of its own (GRU, reset gate after it), apart from b_ih. */
  readonly hasOwnStateBias: boolean;
  /** Where the input's part of the pre-activations goes, [T, B, G·H]. */
  preActivations(layer: number): number;
  forward(layer: number, t: number): void;
  /** Packs what the backward steps of a layer multiply with. */
  packBackward(layer: number): void;
  /** What step 0 leaves for the initial state is complete only if the context reaches before it. */
  backward(layer: number, t: number): void;
  /** Adds the part of weight_hh's gradient that met something other than hPrev. */
  keptGradient(layer: number, dW_hh: number): void;
}
