import type { PieceWindow, RowArray, RowLayout, Scored } from './pieces.ts';
import { createReference, type Reference } from './reference.ts';
import { CELLS, type ModelSpec } from './spec.ts';
import type { LayerStates } from './window.ts';

/** Bytes that the timesteps of a piece may take in the reference. */
const PIECE_BYTES = 64 * 2 ** 20;

/** Timesteps of a piece: as many as fit into PIECE_BYTES, at least 16. */
function pieceLength({ cell, hidden: H, layers: L, vocab: V }: ModelSpec): number {
  const perLayer = CELLS[cell].channels.length + 3;
  const rows = CELLS[cell].gates.length * H;
  return Math.max(16, Math.floor(PIECE_BYTES / (8 * (H * (L * perLayer + 1) + 4 * rows + 3 * V))));
}

/** The reference as a window for reading piece by piece. */
export class ReferenceWindow implements PieceWindow<LayerStates> {
  #model: Reference | null = null;
  #weight = 0;

  /**
   * @param params in the layout of `parameterLayout(spec)`; used by reference
   * @param capacity the largest number of timesteps in a piece
   */
  constructor(
    readonly spec: ModelSpec,
    private readonly params: Float64Array,
    readonly capacity: number = pieceLength(spec),
  ) {}

  forward(tokens: Int32Array, scored: Scored | null, before: LayerStates | null): void {
    let model = this.#model;
    if (model?.steps !== tokens.length) model = createReference(this.spec, tokens.length, 1);
    this.#model = model;
    this.#weight = scored?.weight ?? 0;
    if (scored) model.forward(this.params, tokens, scored.targets, before);
    else model.forwardStates(this.params, tokens, before);
  }

  after(): LayerStates {
    return this.#read().finalStates();
  }

  losses(): Float64Array {
    return this.#read().losses;
  }

  backward(later: LayerStates | null): void {
    const model = this.#read();
    model.backward(new Float64Array(model.steps).fill(this.#weight), 'states', later);
  }

  gradientBefore(): LayerStates {
    const { h, c } = this.#read().gradInitial;
    return { h: h.slice(), c: c && c.slice() };
  }

  rows(array: RowArray, layer: number): RowLayout {
    const model = this.#read();
    const { hidden, vocab } = this.spec;
    if (array === 'logits') return { values: model.logits, start: 0, ld: vocab };
    const values = array === 'gradH' ? model.gradH : array === 'gradC' ? model.gradC! : model.channels[array]!;
    return { values, start: layer * model.steps * hidden, ld: hidden };
  }

  #read(): Reference {
    if (!this.#model) throw new RangeError('nothing has been read yet');
    return this.#model;
  }
}
