import type { Atlas } from './atlas.ts';
import { cellShaders } from './glsl/cells.ts';
import { PARTIAL_SIDE } from './glsl/sums.ts';
import { ROW_BLOCK } from './rowBlock.ts';
import type { FusedShape } from './shape.ts';
import type { Target, Texture, TextureStore } from './textures.ts';
import { OCCURRENCES_WIDTH, occurrenceRows } from './tokens.ts';

/** A texture and the framebuffer that writes all of it. */
export interface Surface {
  readonly texture: Texture;
  readonly target: Target;
}

/** Two of a kind, for even and odd timesteps. */
export type Pair = readonly [Surface, Surface];

/** What one layer keeps of the window forward. Row counts and order: `glsl/steps.ts`. */
export interface ForwardLayerTextures {
  readonly states: Pair;
  /** What the first of two forward steps leaves; null where there is one. */
  readonly gates: Surface | null;
  readonly kept: Surface;
  /** The states that go on into the next window, all layers of `states`, [B4, G]. */
  readonly carry: Surface;
}

export interface ForwardTextures {
  readonly layers: readonly ForwardLayerTextures[];
  /** A state of zeros, [B4, G]. */
  readonly zeros: Surface;
  /** [2T, B4]: inputs, then targets, of four lanes. */
  readonly tokens: Texture;
  /** What a layer receives from the one below, per lane, [T·B4, G]; null for one layer. */
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

export interface LayerTextures extends ForwardLayerTextures {
  readonly gradients: Pair;
  /** ∂L/∂m, which the second of two backward steps leaves; null where there is one. */
  readonly gradientsOfM: Surface | null;
}

export interface WindowTextures extends ForwardTextures {
  readonly layers: readonly LayerTextures[];
  readonly occurrences: Texture;
  /** The gradient of `table`; null for one-hot input. */
  readonly tableGradient: Surface | null;
  readonly logitGradients: Surface;
  /** ∂L/∂h of the layer at work as far as it comes from above, four units in four layers, [T·B4, H4]. */
  readonly above: Surface;
  /** ∂L/∂(pre-activations) of the layer at work, per lane, [T·B4, G]. */
  readonly preactivations: Surface;
  /** Of all parameters, as the atlas says. */
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
  // Of T timesteps or T + 1 states, those of one parity.
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
      kept: array(store, G, N + B4, cell.kept.length),
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
