/**
 * Walking back through a text that has been read, many gradients at a time. Each lane carries one gradient, and every
 * step takes all lanes one timestep back: dH and dC at a timestep become ∂/∂(pre-activations) there, and those, through
 * W_hhᵀ, dH and dC one timestep earlier. The forward pass is shared. Lanes may stand at one timestep (a Jacobian) or at
 * consecutive ones (gradients by lag: every lane as many steps before its own loss as the others).
 */
import type { ModelSpec } from './spec.ts';

type Numbers = Float32Array | Float64Array;

/** Rows inside a flat array: row p begins at `at + p·stride`. */
export interface LaneRows {
  readonly data: Numbers;
  readonly at: number;
  readonly stride: number;
}

/** Which lanes step, and over which timesteps: lane p of `lane` … `lane + count − 1` over `row + apart·(p − lane)`. */
export interface LaneStretch {
  readonly lane: number;
  readonly count: number;
  readonly row: number;
  /** 1: each lane over the timestep after its neighbour's; 0: all over the same one. */
  readonly apart: 0 | 1;
}

export interface Lanes {
  readonly spec: ModelSpec;
  /** Most lanes. */
  readonly count: number;
  /** Everything 0. */
  clear(): void;
  /** What has reached h where each lane stands, [count, H]: to be seeded, and complete once the layer above has passed down. */
  gradH(layer: number): LaneRows;
  /**
   * Likewise c (the LSTM's, else null), [count, H]: what the step after left for it before `step`, the whole ∂/∂c after it,
   * the way through h at the same timestep included.
   */
  gradC(layer: number): LaneRows | null;
  /** ∂/∂(pre-activations) of the layer that stepped last, one gate's [count, H]: the input's part and the state's. */
  preActivations(gate: number, part: 'input' | 'state'): LaneRows;
  /** Takes the lanes back over a layer's timestep; what arrives one timestep earlier waits for `turn`. */
  step(layer: number, lanes: LaneStretch): void;
  /** Adds to dH of the layer below, at the same timestep, what the last step sends there. */
  passDown(layer: number, lanes: LaneStretch): void;
  /** One timestep earlier: `gradH` and `gradC` now show what has arrived there through the recurrence. */
  turn(): void;
}

/** Whoever makes lanes over a text that has been read. */
export type OpenLanes<Text> = (text: Text, count: number) => Promise<Lanes>;
