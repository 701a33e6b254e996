import { Arena } from './arena.ts';
import { scratchFloats } from './kernels.ts';
import { paddedParameters, paddedSizes, type PaddedParameters } from './paddedParameters.ts';
import { cellEquations } from '../../engine/cells/cells.ts';
import { hasC, hasGates, type ModelSpec } from '../../engine/spec.ts';

/** Byte addresses of one layer's arrays, with the padded widths of `PaddedSizes`. */
export interface LayerArrays {
  /** [T + 1, B, H]; the first timestep is the initial state. */
  readonly h: number;
  /** [T + 1, B, H]; LSTM only, else 0. */
  readonly c: number;
  /** Activated gates, [T, B, G, H]; 0 for the RNN, whose only gate is h. */
  readonly gates: number;
  /** tanh(c) (LSTM) or m (GRU), [T, B, H]; 0 for the RNN. */
  readonly saved: number;
  /**
   * ∂L/∂h and, for the LSTM, ∂L/∂c (else 0), [T, B, H]. The gradients of the initial state are one timestep before
   * them.
   */
  readonly dH: number;
  readonly dC: number;
  readonly weights: LayerPanels;
}

/** Byte addresses of the packed weights of one layer. */
interface LayerPanels {
  /** b_ih + b_hh, [G·H], without the GRU's b_hn if the reset gate comes after the product. */
  readonly bias: number;
  /** Panels of W_hh and of W_ih, for the forward and for the backward pass. */
  readonly state: number;
  readonly stateBack: number;
  readonly input: number;
  readonly inputBack: number;
}

/** Byte addresses of all arrays of one window, with the padded widths of `PaddedSizes`. */
export interface WindowMemory {
  readonly memory: WebAssembly.Memory;
  readonly layers: readonly LayerArrays[];
  /** In the layout of `PaddedParameters`; the last three for training only, else 0. */
  readonly params: number;
  readonly grads: number;
  /** Rounding errors of the parameters: see compensation.ts. */
  readonly compensation: number;
  readonly moments: readonly [number, number];
  /** [T, B] of i32. */
  readonly tokens: number;
  readonly targets: number;
  /** Weight of each position's loss, [T, B]. */
  readonly lossWeights: number;
  /** Losses in nats, [T, B] of f64. */
  readonly losses: number;
  /** Byte addresses of the projected input's rows, [T, B] of u32, and of their n blocks (GRU). */
  readonly inputRows: number;
  readonly candidateRows: number;
  /** As many zeros as the widest row has floats. */
  readonly zeros: number;
  /**
   * Projected input of each symbol, [V, G·H]; 0 unless the input is one-hot and the window is longer than the
   * vocabulary.
   */
  readonly table: number;
  /** Embedded input and its gradient, [T, B, E]; 0 for one-hot. */
  readonly embedded: number;
  readonly dEmbedded: number;
  /** [T, B, V] */
  readonly logits: number;
  readonly dLogits: number;
  /** ∂L/∂(pre-activations) of the current layer, [T, B, `gradientRows`]. */
  readonly dA: number;
  /** dM of one timestep of the GRU with its reset gate before the product, [B, H]. */
  readonly dM: number;
  /** Panels of the head's weight, for the forward and for the backward pass. */
  readonly head: number;
  readonly headBack: number;
  /** Panels of the states or inputs at all positions; training only. */
  readonly history: number;
  readonly scratch: number;
}

/**
 * Width of one position's pre-activation gradient. The GRU with its reset gate after the product has a fourth block.
 */
export function gradientRows(spec: ModelSpec): number {
  const { H, rows } = paddedSizes(spec);
  return cellEquations(spec).hasOwnStateGradient ? rows + H : rows;
}

/** Bytes of the memory that `windowMemory` would make. */
export function windowBytes(spec: ModelSpec, T: number, B: number, isTraining: boolean): number {
  const arena = new Arena();
  layOut(arena, spec, paddedParameters(spec), T, B, isTraining);
  return arena.bytes;
}

/**
 * Creates one memory for a model and its window.
 *
 * @param T the largest number of timesteps
 * @param isTraining whether there are gradients and moments of the parameters. Weights then change at every step, and
 *   the panels of all weights share two buffers. Constant weights have buffers of their own, so that each is packed
 *   once.
 * @throws BackendUnavailableError if it is too large.
 */
export function windowMemory(
  spec: ModelSpec,
  parameters: PaddedParameters,
  T: number,
  B: number,
  isTraining: boolean,
): WindowMemory {
  const arena = new Arena();
  const offsets = layOut(arena, spec, parameters, T, B, isTraining);
  return { ...offsets, memory: arena.memory() };
}

function layOut(
  arena: Arena,
  spec: ModelSpec,
  parameters: PaddedParameters,
  T: number,
  B: number,
  isTraining: boolean,
): Omit<WindowMemory, 'memory'> {
  const { H, rows, V, E } = paddedSizes(spec);
  const positions = T * B;
  const withC = hasC(spec);
  const dARows = gradientRows(spec);
  const longest = Math.max(dARows, V, E);
  const some = (wanted: boolean, count: number): number => (wanted ? arena.floats(count) : 0);
  /** [T, B, H] with one timestep before it; returns the address of the first timestep. */
  const withBefore = (wanted: boolean): number => {
    const before = Math.ceil((B * H) / 16) * 16;
    return wanted ? arena.floats(before + positions * H) + 4 * before : 0;
  };
  const panels = weightOffsets(spec, arena, isTraining);

  const layers = Array.from({ length: spec.layers }, (_, layer) => ({
    h: arena.floats((positions + B) * H),
    c: some(withC, (positions + B) * H),
    gates: some(hasGates(spec), positions * rows),
    saved: some(cellEquations(spec).hasSaved, positions * H),
    dH: withBefore(true),
    dC: withBefore(withC),
    weights: panels.layers[layer]!,
  }));
  return {
    layers,
    params: arena.floats(parameters.size),
    compensation: some(isTraining, parameters.size),
    grads: some(isTraining, parameters.size),
    moments: [some(isTraining, parameters.size), some(isTraining, parameters.size)] as const,
    tokens: arena.floats(positions),
    targets: arena.floats(positions),
    lossWeights: arena.floats(positions),
    losses: arena.doubles(positions),
    inputRows: arena.floats(positions),
    candidateRows: arena.floats(positions),
    zeros: arena.floats(longest),
    table: some(E === 0 && spec.vocab < positions, spec.vocab * rows),
    embedded: some(E > 0, positions * E),
    dEmbedded: some(E > 0 && isTraining, positions * E),
    logits: arena.floats(positions * V),
    dLogits: arena.floats(positions * V),
    dA: arena.floats(positions * dARows),
    dM: arena.floats(B * H),
    head: panels.head,
    headBack: panels.headBack,
    history: some(isTraining, Math.max((positions + B) * H, positions * E)),
    scratch: arena.floats(scratchFloats(longest)),
  };
}

/** Addresses of the packed weights. */
function weightOffsets(
  spec: ModelSpec,
  arena: Arena,
  isTraining: boolean,
): { readonly layers: readonly LayerPanels[]; readonly head: number; readonly headBack: number } {
  const { H, rows, V, E } = paddedSizes(spec);
  if (isTraining) {
    const bias = arena.floats(rows);
    const state = arena.floats(rows * H);
    const other = arena.floats(Math.max(rows, V) * Math.max(H, E));
    const shared = { bias, state, stateBack: state, input: other, inputBack: other };
    return { layers: Array.from({ length: spec.layers }, () => shared), head: other, headBack: other };
  }
  const layers = Array.from({ length: spec.layers }, (_, layer) => ({
    bias: arena.floats(rows),
    state: arena.floats(rows * H),
    stateBack: arena.floats(rows * H),
    input: arena.floats(rows * (layer > 0 ? H : E)),
    inputBack: arena.floats(layer > 0 ? rows * H : 0),
  }));
  return { layers, head: arena.floats(V * H), headBack: arena.floats(V * H) };
}
