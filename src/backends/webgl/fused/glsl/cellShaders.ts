import type { Channel } from '../../../../engine/cells/channels.ts';

/**
 * The GLSL source of one cell. Every vec4 holds one quantity of one unit for four sequences of the batch, the lanes.
 *
 * A group is the content of one texel of the cell's weights: the four gates of one unit, or four units of the RNN.
 * `a` is the group's pre-activations, one column per component. If PyTorch has fewer gates, or if the input's and the
 * state's parts are separate, some components are unused on one side.
 *
 * `steps.ts` combines the functions below with the loops around them.
 */
export interface CellShaders {
  readonly unitsPerGroup: 1 | 4;
  /** PyTorch's gate block in each component of W_ih's and W_hh's texels; null if there is none. */
  readonly inputGates: readonly (number | null)[];
  readonly recurrentGates: readonly (number | null)[];

  /** Layers of the array that the forward steps write, by name. The last ones are the state that is carried on. */
  readonly states: readonly string[];
  /** Layers of the array that the first of two forward steps writes; empty if one step is enough. */
  readonly gates: readonly string[];
  /** The array and layer of each channel of a trace. */
  readonly channels: Readonly<Partial<Record<Channel, { readonly array: 'states' | 'gates'; readonly layer: number }>>>;
  /** The first layer of h in `states`, and of c. */
  readonly h: number;
  readonly c: number | null;
  /**
   * Layers of the array over all T·B positions with the saved values that the backward pass reads: factors and
   * states.
   */
  readonly saved: readonly string[];
  /** The first layer of h in `saved`, and of the value that the third component of W_hh multiplies if it is not h. */
  readonly savedH: number;
  readonly savedM: number | null;
  /** Blocks of four layers that a backward step writes: ∂L/∂h, and what else the next step needs. */
  readonly gradients: 1 | 2;
  /** Whether ∂L/∂c is the second block. */
  readonly hasGradC: boolean;

  /**
   * The forward steps, one or two. The last writes `states`, a first of two writes `gates`. In scope: `group`, `b`
   * (which four lanes), `t`, `from` (row of the state before in `previous`), and the constants H_LAYER and C (layers
   * of h and c).
   */
  readonly forward: readonly ForwardStep[];
  /**
   * Writes `saved`, except h, of one unit (or group) `j` at state s ≥ 1 (the state after timestep s − 1). It reads
   * `state(s, j, layer)` and `gate(s, j, layer)`.
   */
  readonly save: string;
  /**
   * `mat4 gradientRows(gradients, k, row, savedRow)`: ∂L/∂a of a group, one column per component, from a backward
   * step's layers at `row` and the saved values at `savedRow`. Inside the loop over time (LOOP is defined) a
   * component that W_hh does not have may be left out.
   */
  readonly gradientRows: string;
  /**
   * `vec4 finish(j, inout dH)`: adds to unit j's ∂L/∂h_t the part that does not come through W_hh, and returns the
   * value of the second block. In scope: `last` (no later timestep), `nowRow` and `nextRow` (rows of `saved` of t and
   * t + 1), `savedNow(j, layer)`, `savedNext(j, layer)` and `gradientNext(j, block)`.
   */
  readonly finish: string;
  /**
   * Body of the second of two backward steps, which writes four units of ∂L/∂m to `outM0` … `outM3`; null if there is
   * none.
   */
  readonly backwardM: string | null;
  /** Helper functions of the cell. */
  readonly helpers: string;
}

interface ForwardStep {
  /** The components that the product computes. */
  readonly components: string;
  /** The value of unit k that W_hh multiplies. */
  readonly operand: string;
  /** Maps `a`, the pre-activations (one column per component), to the outputs. */
  readonly body: string;
}
