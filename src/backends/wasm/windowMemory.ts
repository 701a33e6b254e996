import { Arena } from './arena.ts';
import { scratchFloats } from './kernels.ts';
import { paddedSizes, type PaddedParameters } from './paddedParameters.ts';
import type { ModelSpec } from '../../engine/spec.ts';

/** Byte addresses of one layer's arrays, with the padded widths of `PaddedSizes`. */
export interface LayerArrays {
  /** [T + 1, B, H]; the first step is the initial state. */
  readonly h: number;
  /** [T + 1, B, H]; the LSTM's, else 0. */
  readonly c: number;
  /** Activated gates, [T, B, G, H]; 0 for the RNN, whose only gate is h. */
  readonly gates: number;
  /** tanh(c) (LSTM) or what the recurrent product met (GRU), [T, B, H]; 0 for the RNN. */
  readonly kept: number;
  /** ∂L/∂h and, for the LSTM, ∂L/∂c (else 0), [T, B, H]. */
  readonly dH: number;
  readonly dC: number;
}

/** Byte addresses of everything that one window needs, with the padded widths of `PaddedSizes`. */
export interface WindowMemory {
  readonly memory: WebAssembly.Memory;
  readonly layers: readonly LayerArrays[];
  /** In the layout of `PaddedParameters`; the last three only for training, else 0. */
  readonly params: number;
  readonly grads: number;
  /** What float32 leaves out of the parameters: see residues.ts. */
  readonly residues: number;
  readonly moments: readonly [number, number];
  /** [T, B] of i32. */
  readonly tokens: number;
  readonly targets: number;
  /** Weight of each position's loss, [T, B]. */
  readonly lossWeights: number;
  /** Nats, [T, B] of f64. */
  readonly losses: number;
  /** Byte addresses of the projected input's rows, [T, B] of u32, and of their n blocks (GRU). */
  readonly inputRows: number;
  readonly candidateRows: number;
  /** b_ih + b_hh of the layer at work, [G·H]; the GRU's b_hn is left out where the reset gate comes after the product. */
  readonly bias: number;
  /** As many zeros as the widest row. */
  readonly zeros: number;
  /** Projected input of each symbol, [V, G·H]; 0 unless the input is one-hot and the window longer than the vocabulary. */
  readonly table: number;
  /** Embedded input and its gradient, [T, B, E]; 0 for one-hot. */
  readonly embedded: number;
  readonly dEmbedded: number;
  /** [T, B, V] */
  readonly logits: number;
  readonly dLogits: number;
  /** ∂L/∂(pre-activations) of the layer at work, [T, B, `gradientRows`]. */
  readonly dA: number;
  /** One timestep's [B, H]: where t = 0 leaves what would go further back, and dM of the GRU with its reset gate before. */
  readonly dBefore: number;
  readonly dM: number;
  /** Panels of W_hh, of another weight, and of the states or inputs over all positions (training only). */
  readonly statePanels: number;
  readonly panels: number;
  readonly history: number;
  readonly scratch: number;
}

/** Width of one position's pre-activation gradient: the GRU with its reset gate after the product has a fourth block. */
export function gradientRows(spec: ModelSpec): number {
  const { H, rows } = paddedSizes(spec);
  return spec.cell === 'gru' && spec.reset === 'after' ? rows + H : rows;
}

/**
 * One memory for a model and its window, sized once.
 *
 * @param T most timesteps
 * @param isTraining whether parameters get gradients and moments, too
 * @throws BackendUnavailableError if it is too large.
 */
export function windowMemory(
  spec: ModelSpec,
  parameters: PaddedParameters,
  T: number,
  B: number,
  isTraining: boolean,
): WindowMemory {
  const { H, rows, V, E } = paddedSizes(spec);
  const arena = new Arena();
  const positions = T * B;
  const isLstm = spec.cell === 'lstm';
  const isRnn = spec.cell === 'rnn';
  const dARows = gradientRows(spec);
  const longest = Math.max(dARows, V, E);
  const some = (wanted: boolean, count: number): number => (wanted ? arena.floats(count) : 0);

  const layers = Array.from({ length: spec.layers }, () => ({
    h: arena.floats((positions + B) * H),
    c: some(isLstm, (positions + B) * H),
    gates: some(!isRnn, positions * rows),
    kept: some(!isRnn, positions * H),
    dH: arena.floats(positions * H),
    dC: some(isLstm, positions * H),
  }));
  const places = {
    layers,
    params: arena.floats(parameters.size),
    residues: some(isTraining, parameters.size),
    grads: some(isTraining, parameters.size),
    moments: [some(isTraining, parameters.size), some(isTraining, parameters.size)] as const,
    tokens: arena.floats(positions),
    targets: arena.floats(positions),
    lossWeights: arena.floats(positions),
    losses: arena.doubles(positions),
    inputRows: arena.floats(positions),
    candidateRows: arena.floats(positions),
    bias: arena.floats(rows),
    zeros: arena.floats(longest),
    table: some(E === 0 && spec.vocab < positions, spec.vocab * rows),
    embedded: some(E > 0, positions * E),
    dEmbedded: some(E > 0 && isTraining, positions * E),
    logits: arena.floats(positions * V),
    dLogits: arena.floats(positions * V),
    dA: arena.floats(positions * dARows),
    dBefore: arena.floats(B * H),
    dM: arena.floats(B * H),
    statePanels: arena.floats(rows * H),
    panels: arena.floats(Math.max(rows, V) * Math.max(H, E)),
    history: some(isTraining, Math.max((positions + B) * H, positions * E)),
    scratch: arena.floats(scratchFloats(longest)),
  };
  return { ...places, memory: arena.memory() };
}
