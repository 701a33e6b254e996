/**
 * Backpropagation of many gradients at once through a text that has been read. An adjoint is the gradient of one loss
 * by a state. Batched adjoints are the rows of a matrix, one per loss. Every step takes all rows one timestep back:
 * dH and dC at a timestep become ∂/∂(pre-activations) at that timestep, and W_hhᵀ turns those into dH and dC one
 * timestep earlier. All rows share one forward pass. The rows may stand at the same timestep (a Jacobian) or at
 * consecutive timesteps (gradients by lag, where every row is equally many steps before its own loss).
 */
import type { ModelSpec } from './spec.ts';

type Numbers = Float32Array | Float64Array;

/** Rows inside a flat array. Row p begins at `at + p·stride`. */
export interface AdjointRows {
  readonly data: Numbers;
  readonly at: number;
  readonly stride: number;
}

/**
 * Which rows take a step, and over which timesteps: row p of `first` … `first + count − 1` steps over timestep `row +
 * apart·(p − first)`.
 */
export interface AdjointRange {
  readonly first: number;
  readonly count: number;
  readonly row: number;
  /** 1 if each row steps over the timestep after its neighbour's; 0 if all rows step over the same timestep. */
  readonly apart: 0 | 1;
}

/** The adjoints of one text, and the steps that take them back in time. */
export interface BatchedAdjoints {
  readonly spec: ModelSpec;
  /** The largest number of rows. */
  readonly count: number;
  /** Sets everything to 0. */
  clear(): void;
  /**
   * ∂L/∂h at the timestep of each row, [count, H]. The caller writes the gradient of the loss here. It is complete
   * once the layer above has called `passDown`.
   */
  gradH(layer: number): AdjointRows;
  /**
   * ∂L/∂c at the timestep of each row, [count, H]; null for cells without c. Before `step` it holds the part that
   * comes from the next timestep. After `step` it is the whole gradient, including the path through h at the same
   * timestep.
   */
  gradC(layer: number): AdjointRows | null;
  /**
   * ∂L/∂(pre-activations) of the layer that took the last step: [count, H] for one gate, either the input's part or
   * the state's.
   */
  preActivations(gate: number, part: 'input' | 'state'): AdjointRows;
  /**
   * Takes the rows back over one timestep of a layer. The gradients of the timestep before become visible after
   * `turn`.
   */
  step(layer: number, adjoints: AdjointRange): void;
  /** Adds to dH of the layer below, at the same timestep, the gradient that the last step sends down. */
  passDown(layer: number, adjoints: AdjointRange): void;
  /** Moves one timestep back: `gradH` and `gradC` now show what has arrived there through the recurrence. */
  stepBack(): void;
}

/** Makes adjoints for a text that has been read. `count` is the number of rows. */
export type OpenAdjoints<Text> = (text: Text, count: number) => Promise<BatchedAdjoints>;
