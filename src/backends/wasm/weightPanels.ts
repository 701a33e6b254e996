import type { CellContext, CellSteps } from './cell.ts';

/**
 * Weights in the memory order of the products. During training they change at every step, so each use packs them
 * again. Weights that do not change are packed at their first use.
 */
export class WeightPanels {
  readonly #ready = new Set<string>();

  constructor(
    private readonly context: CellContext,
    private readonly cell: CellSteps,
    private readonly isTraining: boolean,
  ) {}

  /** Discards the panels, because the weights have changed. */
  forget(): void {
    this.#ready.clear();
  }

  /** b_ih + b_hh for the blocks in which both are part of the same sum, [G·H]. */
  bias(layer: number): number {
    const { at, floats, sizes } = this.context;
    const position = at.layers[layer]!.weights.bias;
    this.#once('bias', layer, () => {
      const b_ih = this.#param('bias_ih', layer) / 4;
      const b_hh = this.#param('bias_hh', layer) / 4;
      const shared = this.cell.hasOwnStateBias ? sizes.rows - sizes.H : sizes.rows;
      for (let j = 0; j < sizes.rows; j++) {
        floats[position / 4 + j] = floats[b_ih + j]! + (j < shared ? floats[b_hh + j]! : 0);
      }
    });
    return position;
  }

  /** Panels of W_ih of a layer whose input is not one-hot. */
  input(layer: number): number {
    const { at, kernels, sizes } = this.context;
    const position = at.layers[layer]!.weights.input;
    const width = layer > 0 ? sizes.H : sizes.E;
    this.#once('input', layer, () =>
      kernels.packPanelsTransposed(width, sizes.rows, this.#param('weight_ih', layer), width, position),
    );
    return position;
  }

  /** Panels of W_ih for the backward pass, with the rows of a gradient block together. */
  inputBack(layer: number, width: number): number {
    const { at, kernels } = this.context;
    const position = at.layers[layer]!.weights.inputBack;
    this.#once('inputBack', layer, () => {
      for (const { to, count } of this.cell.inputBlocks) {
        const rows = 4 * to * width;
        kernels.packPanels(count, width, this.#param('weight_ih', layer) + rows, width, position + rows);
      }
    });
    return position;
  }

  packState(layer: number): void {
    const { at, kernels, sizes } = this.context;
    const { H, rows } = sizes;
    this.#once('state', layer, () =>
      kernels.packPanelsTransposed(H, rows, this.#param('weight_hh', layer), H, at.layers[layer]!.weights.state),
    );
  }

  packStateBack(layer: number): void {
    this.#once('stateBack', layer, () => this.cell.packBackward(layer));
  }

  head(): number {
    const { at, kernels, sizes } = this.context;
    this.#once('head', 0, () =>
      kernels.packPanelsTransposed(sizes.H, sizes.V, this.context.param('head.weight'), sizes.H, at.head),
    );
    return at.head;
  }

  headBack(): number {
    const { at, kernels, sizes } = this.context;
    this.#once('headBack', 0, () =>
      kernels.packPanels(sizes.V, sizes.H, this.context.param('head.weight'), sizes.H, at.headBack),
    );
    return at.headBack;
  }

  /** Projected input of each symbol, [V, G·H]. */
  table(): number {
    const { at, kernels, sizes, spec } = this.context;
    this.#once('table', 0, () =>
      kernels.addToRows(spec.vocab, sizes.rows, this.#param('weight_ih', 0), this.bias(0), at.table),
    );
    return at.table;
  }

  #param(name: string, layer: number): number {
    return this.context.param(`rnn.${name}_l${layer}`);
  }

  #once(what: string, layer: number, pack: () => void): void {
    const name = `${what} ${layer}`;
    if (!this.isTraining && this.#ready.has(name)) return;
    pack();
    this.#ready.add(name);
  }
}
