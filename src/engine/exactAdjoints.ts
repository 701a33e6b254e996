import type { BackwardRow, CellEquations } from './cells/cell.ts';
import { cellEquations } from './cells/cells.ts';
import type { AdjointRows, BatchedAdjoints, AdjointRange } from './batchedAdjoints.ts';
import { parameterLayout, parameterView } from './parameters.ts';
import { addProduct, matrix, transpose } from './products.ts';
import type { ReadText } from './readText.ts';
import { CELLS, hasC, type ModelSpec } from './spec.ts';

/** Batched adjoints in float64 on the reference's own cells. Faster implementations are checked against them. */
export function exactAdjoints(text: ReadText, count: number): BatchedAdjoints {
  return new ExactAdjoints(text, count);
}

class ExactAdjoints implements BatchedAdjoints {
  readonly spec: ModelSpec;
  readonly #equations: CellEquations;
  readonly #rows: number;
  readonly #zero: Float64Array;
  /** W_hhᵀ [H, G·H] of each layer, and W_ihᵀ [H, G·H] of each layer above the first. */
  readonly #stateT: readonly Float64Array[];
  readonly #inputT: readonly (Float64Array | null)[];
  /** One array per layer, each [count, H]. */
  #dH: Float64Array[];
  #dC: Float64Array[];
  #nextH: Float64Array[];
  #nextC: Float64Array[];
  /** [count, G·H]. Both are the same array if the input's part and the state's part are equal. */
  readonly #dZ: Float64Array;
  readonly #dZState: Float64Array;
  readonly #dM: Float64Array;

  constructor(
    readonly text: ReadText,
    readonly count: number,
  ) {
    const { spec, params } = text;
    const { hidden: H, layers: L, cell } = spec;
    this.spec = spec;
    this.#equations = cellEquations(spec);
    const rows = CELLS[cell].gates.length * H;
    this.#rows = rows;
    this.#zero = new Float64Array(H);
    const layout = parameterLayout(spec);
    const transposed = (name: string): Float64Array => {
      const out = new Float64Array(rows * H);
      transpose(rows, H, parameterView(layout, params, name), 0, out);
      return out;
    };
    const layers = Array.from({ length: L }, (_, layer) => layer);
    this.#stateT = layers.map((layer) => transposed(`rnn.weight_hh_l${layer}`));
    this.#inputT = layers.map((layer) => (layer > 0 ? transposed(`rnn.weight_ih_l${layer}`) : null));
    const perLayer = (): Float64Array[] => layers.map(() => new Float64Array(count * H));
    this.#dH = perLayer();
    this.#nextH = perLayer();
    this.#dC = hasC(spec) ? perLayer() : [];
    this.#nextC = hasC(spec) ? perLayer() : [];
    this.#dZ = new Float64Array(count * rows);
    this.#dZState = this.#equations.hasOwnStateGradient ? new Float64Array(count * rows) : this.#dZ;
    this.#dM = new Float64Array(count * H);
  }

  clear(): void {
    for (const array of [...this.#dH, ...this.#dC, ...this.#nextH, ...this.#nextC]) array.fill(0);
  }

  gradH(layer: number): AdjointRows {
    return { data: this.#dH[layer]!, at: 0, stride: this.spec.hidden };
  }

  gradC(layer: number): AdjointRows | null {
    const data = this.#dC[layer];
    return data ? { data, at: 0, stride: this.spec.hidden } : null;
  }

  preActivations(gate: number, part: 'input' | 'state'): AdjointRows {
    const data = part === 'input' ? this.#dZ : this.#dZState;
    return { data, at: gate * this.spec.hidden, stride: this.#rows };
  }

  step(layer: number, adjoints: AdjointRange): void {
    const { hidden: H } = this.spec;
    const { first, count } = adjoints;
    const rows = this.#rows;
    const next = matrix(this.#nextH[layer]!, first * H, H);
    const dM = matrix(this.#dM, first * H, H);
    for (const { data } of [next, dM]) data.fill(0, first * H, (first + count) * H);
    const stateT = this.#stateT[layer]!;
    for (const { compute, product } of this.#equations.backward) {
      for (let p = 0; p < count; p++) compute(this.#row(layer, first + p, adjoints.row + adjoints.apart * p));
      const { from, to, part, into } = product;
      const dA = matrix(part === 'input' ? this.#dZ : this.#dZState, first * rows + from * H, rows);
      addProduct(count, H, (to - from) * H, dA, matrix(stateT, from * H, rows), into === 'dM' ? dM : next);
    }
  }

  passDown(layer: number, { first, count }: AdjointRange): void {
    const { hidden: H } = this.spec;
    const rows = this.#rows;
    const inputT = this.#inputT[layer];
    if (!inputT) return;
    const below = matrix(this.#dH[layer - 1]!, first * H, H);
    addProduct(count, H, rows, matrix(this.#dZ, first * rows, rows), matrix(inputT, 0, rows), below);
  }

  stepBack(): void {
    [this.#dH, this.#nextH] = [this.#nextH, this.#dH];
    [this.#dC, this.#nextC] = [this.#nextC, this.#dC];
  }

  /** One row at one timestep of the text. Before the first timestep the state is zero. */
  #row(layer: number, adjoint: number, row: number): BackwardRow {
    const { hidden: H, nonlinearity } = this.spec;
    const { channels, saved, tokens } = this.text;
    const at = (layer * tokens.length + row) * H;
    const isFirst = row === 0;
    return {
      H,
      nonlinearity,
      a: this.#zero,
      aAt: adjoint * this.#rows,
      hPrev: isFirst ? this.#zero : channels.h!,
      cPrev: isFirst ? this.#zero : (channels.c ?? this.#zero),
      prevAt: isFirst ? 0 : at - H,
      channels,
      saved,
      at,
      dH: this.#dH[layer]!,
      dC: this.#dC[layer] ?? this.#zero,
      gradAt: adjoint * H,
      dHPrev: this.#nextH[layer]!,
      dCPrev: this.#nextC[layer] ?? this.#zero,
      gradPrevAt: adjoint * H,
      dA: this.#dZ,
      dAState: this.#dZState,
      dM: this.#dM,
      mAt: adjoint * H,
    };
  }
}
