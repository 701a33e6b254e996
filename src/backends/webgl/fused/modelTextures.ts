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

/** What one layer keeps of the window. Row counts and order: `glsl/steps.ts`. */
export interface LayerTextures {
  readonly states: Pair;
  /** What the first of two forward steps leaves; null where there is one. */
  readonly gates: Surface | null;
  readonly kept: Surface;
  readonly gradients: Pair;
  /** ∂L/∂m, which the second of two backward steps leaves; null where there is one. */
  readonly gradientsOfM: Surface | null;
  /** The states that go on into the next window, all layers of `states`, [B4, G]. */
  readonly carry: Surface;
}

export interface WindowTextures {
  readonly layers: readonly LayerTextures[];
  /** A state of zeros, [B4, G]. */
  readonly zeros: Surface;
  /** [2T, B4]: inputs, then targets, of four lanes. */
  readonly tokens: Texture;
  readonly occurrences: Texture;
  /** What a layer receives from the one below, per lane, [T·B4, G]; null for one layer. */
  readonly projected: Surface | null;
  /** W_ih x + b_ih of each symbol, [V, G], and its gradient; null for one-hot input. */
  readonly table: Surface | null;
  readonly tableGradient: Surface | null;
  /** Per lane, [T·B4, V4]. */
  readonly logits: Surface;
  readonly logitGradients: Surface;
  /** [T·B4, 1], four lanes each. */
  readonly logSumExp: Texture;
  readonly losses: Texture;
  readonly lossTarget: Target;
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

function surface(store: TextureStore, texture: Texture): Surface {
  return { texture, target: store.target(texture) };
}

export function windowTextures(store: TextureStore, shape: FusedShape, atlas: Atlas): WindowTextures {
  const { spec, T, B4, G, H4, V4, N } = shape;
  const cell = cellShaders(spec);
  const array = (width: number, height: number, layers: number): Surface =>
    surface(store, store.array(width, height, layers));
  const flat = (width: number, height: number): Surface => surface(store, store.flat(width, height));
  // Of T timesteps or T + 1 states, those of one parity.
  const rows = ((T >> 1) + 1) * B4;
  const layers = Array.from({ length: spec.layers }, (): LayerTextures => {
    const pair = (width: number, count: number): Pair => [array(width, rows, count), array(width, rows, count)];
    return {
      states: pair(G, cell.states.length),
      gates: cell.gates.length > 0 ? array(G, N, cell.gates.length) : null,
      kept: array(G, N + B4, cell.kept.length),
      gradients: pair(H4, 4 * cell.gradients),
      gradientsOfM: cell.backwardM ? array(H4, N, 4) : null,
      carry: array(G, B4, cell.states.length),
    };
  });
  const logSumExp = store.flat(1, N);
  const losses = store.flat(1, N);
  return {
    layers,
    zeros: flat(G, B4),
    tokens: store.tokens(B4, 2 * T),
    occurrences: store.integers(OCCURRENCES_WIDTH, occurrenceRows(shape)),
    projected: spec.layers > 1 ? array(G, N, 4) : null,
    table: spec.embedding > 0 ? flat(G, spec.vocab) : null,
    tableGradient: spec.embedding > 0 ? array(G, Math.ceil((spec.vocab + 1) / ROW_BLOCK), ROW_BLOCK) : null,
    logits: array(V4, N, 4),
    logitGradients: array(V4, N, 4),
    logSumExp,
    losses,
    lossTarget: store.target(logSumExp, losses),
    above: array(H4, N, 4),
    preactivations: array(G, N, 4),
    gradients: array(atlas.width, atlas.height / ROW_BLOCK, ROW_BLOCK),
    partial: flat(PARTIAL_SIDE, PARTIAL_SIDE),
    report: flat(1, 1),
  };
}
