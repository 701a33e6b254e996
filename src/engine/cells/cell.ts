/**
 * What a cell computes in one timestep of one layer, in float64. The forward pass of a timestep is a list of phases,
 * each a product with the state followed by a pointwise part. The pointwise part works on one row: the H units of one
 * sequence. The backward pass has phases of its own: a pointwise part, then a product that carries the gradient back
 * through W_hh.
 */
import type { CellVariant, Channel, Nonlinearity, State } from './channels.ts';

/**
 * One row of the forward pass: the arrays, and where the row begins in them. A pass reuses one object for all its
 * rows.
 */
export interface ForwardRow {
  readonly H: number;
  readonly nonlinearity: Nonlinearity;
  /** Pre-activations of all gate blocks, [G·H] at `aAt`. */
  readonly a: Float64Array;
  aAt: number;
  /** h and c of the timestep before, each [H] at `prevAt`. `cPrev` is empty for cells without c. */
  readonly hPrev: Float64Array;
  readonly cPrev: Float64Array;
  prevAt: number;
  /** The channels that the cell computes, each [H] at `at`. */
  readonly channels: Readonly<Partial<Record<Channel, Float64Array>>>;
  /** An intermediate value besides the channels that the backward pass needs, [H] at `at`: tanh(c) or m. */
  readonly saved: Float64Array;
  at: number;
}

/** One row of the backward pass. */
export interface BackwardRow extends ForwardRow {
  /** ∂L/∂h, complete, and the part of ∂L/∂c that comes from the next timestep, each [H] at `gradAt`. */
  readonly dH: Float64Array;
  readonly dC: Float64Array;
  gradAt: number;
  /** Gradients of the previous states, each [H] at `gradPrevAt`. The cell adds to dHPrev and sets dCPrev. */
  readonly dHPrev: Float64Array;
  readonly dCPrev: Float64Array;
  gradPrevAt: number;
  /** ∂L/∂a, [G·H] at `aAt`: the input's part and the state's part. Both may be the same array. */
  readonly dA: Float64Array;
  readonly dAState: Float64Array;
  /** ∂L/∂saved, [H] at `mAt`, for cells in which W_hh multiplies the saved value. */
  readonly dM: Float64Array;
  mAt: number;
}

/** A product of the forward pass: gate blocks `from` … `to` − 1 of W_hh times hPrev or times the saved value. */
export interface StateProduct {
  readonly from: number;
  readonly to: number;
  readonly operand: 'hPrev' | 'saved';
  /** Whether the product is added to the pre-activations or becomes the saved value. */
  readonly into: 'a' | 'saved';
}

interface ForwardPhase {
  readonly products: readonly StateProduct[];
  readonly compute: (row: ForwardRow) => void;
  /** Clamps a gate on which other units of the same timestep depend, before or after `compute`. */
  readonly clampBefore?: (row: ForwardRow, unit: number, clamped: ReadonlyMap<Channel, number>) => void;
  readonly clampAfter?: (row: ForwardRow, unit: number, clamped: ReadonlyMap<Channel, number>) => void;
}

interface BackwardPhase {
  readonly compute: (row: BackwardRow) => void;
  /** Carries gate blocks `from` … `to` − 1 of dA, or of the state's part of dA, back through W_hhᵀ. */
  readonly product: {
    readonly from: number;
    readonly to: number;
    readonly part: 'input' | 'state';
    readonly into: 'dHPrev' | 'dM';
  };
}

/** Access to one unit's values at one timestep, wherever a backend stores them. */
export interface UnitNumbers {
  get(channel: Channel): number;
  set(channel: Channel, value: number): void;
  /** h or c of the timestep before. */
  before(state: 'h' | 'c'): number;
}

/** The equations of one cell. */
export interface CellEquations {
  readonly forward: readonly ForwardPhase[];
  readonly backward: readonly BackwardPhase[];
  /** Whether the cell uses `saved`. */
  readonly hasSaved: boolean;
  /** Whether the state's part of ∂L/∂a differs from the input's part. */
  readonly hasOwnStateGradient: boolean;
  /**
   * Recomputes the channels of one unit that depend on clamped channels of the same unit. `has` tells which channels
   * are clamped.
   */
  readonly clamp: (unit: UnitNumbers, has: (...channels: readonly Channel[]) => boolean) => void;
}

/** The recurrent part of a model in PyTorch: the module that computes the same, or our own code where there is none. */
export type TorchModule = { readonly module: 'nn.RNN' | 'nn.GRU' | 'nn.LSTM' } | OwnTorchModule;

export interface OwnTorchModule {
  readonly name: string;
  readonly docstring: string;
  /** Lines of one layer before its loop over time; `cell` has the layer's parameters. */
  readonly before: readonly string[];
  /** Lines that compute h from a, the input's part of the pre-activations, and the previous h. */
  readonly step: readonly string[];
}

/** The colours of a cell's lines and of its name. */
interface CellColours {
  readonly line: string;
  readonly text: string;
}

/** One cell: its equations, and its properties that do not depend on the sizes of a model. */
export interface Cell {
  /** Display name. */
  readonly name: string;
  /** Gate blocks in the order in which PyTorch stacks their rows in weight_ih and weight_hh. */
  readonly gates: readonly Channel[];
  /** All channels in the order in which they are shown. A trace holds all of them. */
  readonly channels: readonly Channel[];
  readonly states: readonly State[];
  /** The state that carries the long-term memory. */
  readonly memory: State;
  /** The gate that retains the memory: at 1 the memory stays unchanged. Null if the cell has none. */
  readonly retentionGate: Channel | null;
  /** The gate block that is not a gate but the new content. Null if the cell has no gates. */
  readonly candidate: Channel | null;
  /** The gate whose bias is set to the forget bias at reset; null if there is none. */
  readonly biasedGate: Channel | null;
  /** The setting that only this cell uses. */
  readonly variant: keyof CellVariant | null;
  /** Display names of the parts of one update, in the order of the computation. */
  readonly parts: readonly string[];
  /** The colours in which the page draws it. */
  readonly colours: Readonly<Record<'light' | 'dark', CellColours>>;
  readonly equations: (variant: CellVariant) => CellEquations;
  readonly torch: (variant: CellVariant) => TorchModule;
}

/** σ(a) = 1 / (1 + e^−a), the true logistic function. */
export function sigmoid(a: number): number {
  return 1 / (1 + Math.exp(-a));
}

/** The inverse of the logistic function: the pre-activation at which a gate has this value, 0 … 1. */
export function logit(value: number): number {
  return Math.log(value) - Math.log1p(-value);
}
