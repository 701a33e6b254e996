import type { Channel } from '../../../../engine/spec.ts';

/**
 * One cell in GLSL. Every vec4 holds one quantity of one unit for four batch lanes.
 *
 * A group is what one texel of the cell's weights holds: the four gates of one unit, or four units of the RNN. `a` is
 * the group's pre-activations, one column per component. Where PyTorch's gates are fewer, or the input's and the state's
 * parts are kept apart, components are left out on one side.
 *
 * The functions named below are GLSL source; they are put together with the loops around them in `steps.ts`.
 */
export interface CellShaders {
  readonly unitsPerGroup: 1 | 4;
  /** PyTorch's gate block in each component of W_ih's and W_hh's texels; null where there is none. */
  readonly inputGates: readonly (number | null)[];
  readonly recurrentGates: readonly (number | null)[];

  /** Layers of the arrays that the forward steps fill, by name; the last are the state that goes on. */
  readonly states: readonly string[];
  /** Layers of the array that the first of two forward steps fills; empty where one step is enough. */
  readonly gates: readonly string[];
  /** Where each channel of a trace stands. */
  readonly channels: Readonly<Partial<Record<Channel, { readonly array: 'states' | 'gates'; readonly layer: number }>>>;
  /** First layer of h in `states`, and of c. */
  readonly h: number;
  readonly c: number | null;
  /** Layers of the array over all T·B positions that the backward pass reads: factors, and what else it needs. */
  readonly kept: readonly string[];
  /** First layer of h in `kept`, and of what the third component of W_hh meets where that is not h. */
  readonly keptH: number;
  readonly keptM: number | null;
  /** Blocks of four layers that a backward step leaves: ∂L/∂h, and what else the next one needs. */
  readonly gradients: 1 | 2;
  /** Whether ∂L/∂c is the second block. */
  readonly hasGradC: boolean;

  /**
   * The forward steps, one or two; the last fills `states`, a first of two `gates`. Known to them: `group`, `b` (which
   * four lanes), `t`, `from` (row of the state before in `previous`), and the constants H_LAYER and C (layers of h and c).
   */
  readonly forward: readonly ForwardStep[];
  /**
   * Fills `kept` but for h, of one unit (or group) `j` at state s ≥ 1 (the state after timestep s − 1), with
   * `state(s, j, layer)` and `gate(s, j, layer)`.
   */
  readonly keep: string;
  /**
   * `mat4 gradientRows(gradients, k, row, keptRow)`: ∂L/∂a of a group, one column per component, from a backward step's
   * layers at `row` and what was kept at `keptRow`. Inside the loop over time (LOOP is defined) a component that W_hh
   * does not have may be left out.
   */
  readonly gradientRows: string;
  /**
   * `vec4 finish(j, inout dH)`: adds to unit j's ∂L/∂h_t what does not come through W_hh, and returns the second block's
   * value. Known to it: `last` (no later timestep), `nowRow` and `nextRow` (rows of `kept` of t and t + 1),
   * `keptNow(j, layer)`, `keptNext(j, layer)` and `gradientNext(j, block)`.
   */
  readonly finish: string;
  /** Body of the second of two backward steps, which leaves four units of ∂L/∂m in `outM0` … `outM3`; null without one. */
  readonly backwardM: string | null;
  /** Functions of the cell's own. */
  readonly helpers: string;
}

export interface ForwardStep {
  /** Components that the product fills. */
  readonly components: string;
  /** What W_hh multiplies, of unit k. */
  readonly operand: string;
  /** From `a`, the pre-activations (one column per component), to the outputs. */
  readonly body: string;
}
