import type { Atlas } from './atlas.ts';
import { cellShaders } from './glsl/cells.ts';
import { PARTIAL_SIDE } from './glsl/sums.ts';
import { ROW_BLOCK } from './rowBlock.ts';
import type { FusedShape } from './shape.ts';
import type { Target, Texture, TextureStore } from './textures.ts';
import { OCCURRENCES_WIDTH, occurrenceRows } from './tokens.ts';

/** A texture and the framebuffer that covers it. */
export interface Surface {
  readonly texture: Texture;
  readonly target: Target;
}

/** Two surfaces, for even and odd timesteps. */
export type Pair = readonly [Surface, Surface];

/** The textures of one layer in the forward pass. Row counts and order: `glsl/steps.ts`. */
interface ForwardLayerTextures {
  readonly states: Pair;
  /** The output of the first of two forward steps; null if there is one step. */
  readonly gates: Surface | null;
  readonly saved: Surface;
  /** The states that are carried into the next window, all layers of `states`, [B4, G]. */
  readonly carry: Surface;
}

export interface ForwardTextures {
  readonly layers: readonly ForwardLayerTextures[];
  /** A zero state, [B4, G]. */
  readonly zeros: Surface;
  /** [2T, B4]: inputs, then targets, of four lanes. */
  readonly tokens: Texture;
  /** A layer's input from the one below, per lane, [T·B4, G]; null for one layer. */
  readonly projected: Surface | null;
  /** W_ih x + b_ih of each symbol, [V, G]; null for one-hot input. */
  readonly table: Surface | null;
  /** Per lane, [T·B4, V4]. */
  readonly logits: Surface;
  /** [T·B4, 1], four lanes each. */
  readonly logSumExp: Texture;
  readonly losses: Texture;
  readonly lossTarget: Target;
}

interface LayerTextures extends ForwardLayerTextures {
  readonly gradients: Pair;
  /** ∂L/∂m, the output of the second of two backward steps; null if there is one step. */
  readonly gradientsOfM: Surface | null;
}

export interface WindowTextures extends ForwardTextures {
  readonly layers: readonly LayerTextures[];
  readonly occurrences: Texture;
  /** The gradient of `table`; null for one-hot input. */
  readonly tableGradient: Surface | null;
  readonly logitGradients: Surface;
  /** The part of ∂L/∂h of the current layer that comes from above, four units in four layers, [T·B4, H4]. */
  readonly above: Surface;
  /** ∂L/∂(pre-activations) of the current layer, per lane, [T·B4, G]. */
  readonly preactivations: Surface;
  /** Gradients of all parameters, arranged as in the atlas. */
  readonly gradients: Surface;
  readonly partial: Surface;
  /** One texel: mean loss, gradient norm. */
  readonly report: Surface;
}

function array(store: TextureStore, width: number, height: number, layers: number): Surface {
  const texture = store.array(width, height, layers);
  return { texture, target: store.target(texture) };
}

export function flat(store: TextureStore, width: number, height: number): Surface {
  const texture = store.flat(width, height);
  return { texture, target: store.target(texture) };
}

function pair(store: TextureStore, { T, B4 }: FusedShape, width: number, layers: number): Pair {
  // T timesteps or T + 1 states, of one parity.
  const rows = ((T >> 1) + 1) * B4;
  return [array(store, width, rows, layers), array(store, width, rows, layers)];
}

export function forwardTextures(store: TextureStore, shape: FusedShape): ForwardTextures {
  const { spec, T, B4, G, V4, N } = shape;
  const cell = cellShaders(spec);
  const logSumExp = store.flat(1, N);
  const losses = store.flat(1, N);
  return {
    layers: Array.from({ length: spec.layers }, () => ({
      states: pair(store, shape, G, cell.states.length),
      gates: cell.gates.length > 0 ? array(store, G, N, cell.gates.length) : null,
      saved: array(store, G, N + B4, cell.saved.length),
      carry: array(store, G, B4, cell.states.length),
    })),
    zeros: flat(store, G, B4),
    tokens: store.tokens(B4, 2 * T),
    projected: spec.layers > 1 ? array(store, G, N, 4) : null,
    table: spec.embedding > 0 ? flat(store, G, spec.vocab) : null,
    logits: array(store, V4, N, 4),
    logSumExp,
    losses,
    lossTarget: store.target(logSumExp, losses),
  };
}

export function windowTextures(store: TextureStore, shape: FusedShape, atlas: Atlas): WindowTextures {
  const { spec, G, H4, V4, N } = shape;
  const cell = cellShaders(spec);
  const forward = forwardTextures(store, shape);
  const symbolRows = Math.ceil((spec.vocab + 1) / ROW_BLOCK);
  return {
    ...forward,
    layers: forward.layers.map((layer) => ({
      ...layer,
      gradients: pair(store, shape, H4, 4 * cell.gradients),
      gradientsOfM: cell.backwardM ? array(store, H4, N, 4) : null,
    })),
    occurrences: store.integers(OCCURRENCES_WIDTH, occurrenceRows(shape)),
    tableGradient: spec.embedding > 0 ? array(store, G, symbolRows, ROW_BLOCK) : null,
    logitGradients: array(store, V4, N, 4),
    above: array(store, H4, N, 4),
    preactivations: array(store, G, N, 4),
    gradients: array(store, atlas.width, atlas.height / ROW_BLOCK, ROW_BLOCK),
    partial: flat(store, PARTIAL_SIDE, PARTIAL_SIDE),
    report: flat(store, 1, 1),
  };
}
