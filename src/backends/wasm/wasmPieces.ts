import type { PieceWindow, RowArray, RowLayout, Scored } from '../../engine/pieces.ts';
import { CELLS, type ModelSpec } from '../../engine/spec.ts';
import { unrollBackward, unrollForward, unrollStates } from '../../engine/unroll.ts';
import type { WasmWindow } from './wasmWindow.ts';
import { windowBytes } from './windowMemory.ts';
import { finalStates, gradientBefore, type PaddedStates, writeInitial } from './windowStates.ts';

/** The default bytes of a piece's timesteps: 1,200 timesteps of an LSTM of 512 units, or 4,600 of one of 128. */
export const PIECE_BYTES = 32 * 2 ** 20;

/** Timesteps of a piece: as many as the bytes allow, at least 16. It depends on the model only. */
export function pieceLength(spec: ModelSpec, bytes: number): number {
  const perStep = (windowBytes(spec, 2048, 1, false) - windowBytes(spec, 1024, 1, false)) / 1024;
  return Math.max(16, Math.floor(bytes / perStep));
}

/** A window of one sequence, for reading piece by piece. */
export class WasmPieces implements PieceWindow<PaddedStates> {
  readonly spec: ModelSpec;

  constructor(
    private readonly window: WasmWindow,
    readonly capacity: number,
  ) {
    this.spec = window.spec;
  }

  forward(tokens: Int32Array, scored: Scored | null, before: PaddedStates | null): void {
    const { window } = this;
    const { at, integers } = window;
    window.steps = tokens.length;
    integers.set(tokens, at.tokens / 4);
    writeInitial(window, before);
    if (!scored) {
      unrollStates(window);
      return;
    }
    integers.set(scored.targets, at.targets / 4);
    window.floats.fill(scored.weight, at.lossWeights / 4, at.lossWeights / 4 + tokens.length);
    unrollForward(window);
  }

  after(): PaddedStates {
    return finalStates(this.window);
  }

  losses(): Float64Array {
    const { at, steps } = this.window;
    return new Float64Array(at.memory.buffer, at.losses, steps);
  }

  backward(later: PaddedStates | null, reachesBefore: boolean): void {
    const { window } = this;
    window.incoming = later;
    window.reachesBefore = reachesBefore;
    unrollBackward(window);
  }

  gradientBefore(): PaddedStates {
    return gradientBefore(this.window);
  }

  rows(array: RowArray, layer: number): RowLayout {
    const { at, floats: values, sizes, spec } = this.window;
    const { H, V, rows } = sizes;
    const { h, c, gates, dH, dC } = at.layers[layer]!;
    const position = (address: number, ld: number): RowLayout => ({ values, start: address / 4, ld });
    if (array === 'logits') return position(at.logits, V);
    if (array === 'gradH') return position(dH, H);
    if (array === 'gradC') return position(dC, H);
    if (array === 'h') return position(h + 4 * H, H);
    if (array === 'c') return position(c + 4 * H, H);
    return position(gates + 4 * H * CELLS[spec.cell].gates.indexOf(array), rows);
  }
}
