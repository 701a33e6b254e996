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

  /** Components of `a` that the recurrent product of the forward step fills, e.g. `xyz`; the second step's for two. */
  readonly forward: readonly {
    readonly components: string;
    /** Body of `main` after `a`, `g` (the group) and `from` (row of the state before) are known. */
    readonly body: string;
  }[];
  /** Body of `main` of the pass that leaves `kept`, for s ≥ 1, after `state(s, x, layer)` is known; unit (or group) `j`. */
  readonly keep: string;
  /**
   * `mat4 gradientRows(gradients, g, row, keptRow)`: ∂L/∂a of a group. Inside the loop (LOOP is defined) components
   * that W_hh does not have may be left out.
   */
  readonly gradientRows: string;
  /** `vec4 finish(j, dH)`: completes ∂L/∂h_t by what does not come through W_hh, and returns the second block's value. */
  readonly finish: string;
}
