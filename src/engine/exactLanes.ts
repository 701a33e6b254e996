import { gruAfterBackward, gruBeforeCandidateBackward, gruBeforeGatesBackward, type GruArrays } from './cells/gru.ts';
import { lstmBackward, type LstmArrays } from './cells/lstm.ts';
import { rnnBackward } from './cells/rnn.ts';
import type { LaneRows, Lanes, LaneStretch } from './lanes.ts';
import { parameterLayout, parameterView } from './parameters.ts';
import { addProduct, matrix, transpose } from './products.ts';
import type { ReadText } from './readText.ts';
import { type Channel, GATES, type ModelSpec } from './spec.ts';

/** Lanes in float64 on the reference's own cells: what faster ones are held against. */
export function exactLanes(text: ReadText, count: number): Lanes {
  return new ExactLanes(text, count);
}

class ExactLanes implements Lanes {
  readonly spec: ModelSpec;
  readonly #rows: number;
  readonly #zero: Float64Array;
  /** W_hhᵀ [H, G·H] of each layer, and W_ihᵀ [H, G·H] of those above the first. */
  readonly #stateT: readonly Float64Array[];
  readonly #inputT: readonly (Float64Array | null)[];
  /** Each [count, H], one per layer. */
  #dH: Float64Array[];
  #dC: Float64Array[];
  #nextH: Float64Array[];
  #nextC: Float64Array[];
  /** [count, G·H]; one and the same array where both parts are alike. */
  readonly #dZ: Float64Array;
  readonly #dZState: Float64Array;
  readonly #dM: Float64Array;

  constructor(
    readonly text: ReadText,
    readonly count: number,
  ) {
    const { spec, params } = text;
    const { hidden: H, layers: L, cell, reset } = spec;
    this.spec = spec;
    const rows = GATES[cell].length * H;
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
    this.#dC = cell === 'lstm' ? perLayer() : [];
    this.#nextC = cell === 'lstm' ? perLayer() : [];
    this.#dZ = new Float64Array(count * rows);
    this.#dZState = cell === 'gru' && reset === 'after' ? new Float64Array(count * rows) : this.#dZ;
    this.#dM = new Float64Array(count * H);
  }

  clear(): void {
    for (const array of [...this.#dH, ...this.#dC, ...this.#nextH, ...this.#nextC]) array.fill(0);
  }

  gradH(layer: number): LaneRows {
    return { data: this.#dH[layer]!, at: 0, stride: this.spec.hidden };
  }

  gradC(layer: number): LaneRows | null {
    const data = this.#dC[layer];
    return data ? { data, at: 0, stride: this.spec.hidden } : null;
  }

  preActivations(gate: number, part: 'input' | 'state'): LaneRows {
    const data = part === 'input' ? this.#dZ : this.#dZState;
    return { data, at: gate * this.spec.hidden, stride: this.#rows };
  }

  step(layer: number, lanes: LaneStretch): void {
    const { hidden: H, cell, reset } = this.spec;
    const { lane, count } = lanes;
    const rows = this.#rows;
    const next = matrix(this.#nextH[layer]!, lane * H, H);
    next.data.fill(0, lane * H, (lane + count) * H);
    this.#eachLane(lanes, (p, row) => this.#cell(layer, p, row));
    const stateT = this.#stateT[layer]!;
    if (cell !== 'gru' || reset === 'after') {
      addProduct(count, H, rows, matrix(this.#dZState, lane * rows, rows), matrix(stateT, 0, rows), next);
      return;
    }
    const dM = matrix(this.#dM, lane * H, H);
    dM.data.fill(0, lane * H, (lane + count) * H);
    addProduct(count, H, H, matrix(this.#dZ, lane * rows + 2 * H, rows), matrix(stateT, 2 * H, rows), dM);
    this.#eachLane(lanes, (p, row) => {
      const dZ = this.#dZ.subarray(p * rows, (p + 1) * rows);
      const { h } = this.#before(layer, row);
      gruBeforeGatesBackward(H, this.#gru(layer, row), this.#dM, p * H, 0, h, rowOf(next.data, p, H), 0, dZ, 0);
    });
    addProduct(count, H, 2 * H, matrix(this.#dZ, lane * rows, rows), matrix(stateT, 0, rows), next);
  }

  passDown(layer: number, { lane, count }: LaneStretch): void {
    const { hidden: H } = this.spec;
    const rows = this.#rows;
    const inputT = this.#inputT[layer];
    if (!inputT) return;
    const below = matrix(this.#dH[layer - 1]!, lane * H, H);
    addProduct(count, H, rows, matrix(this.#dZ, lane * rows, rows), matrix(inputT, 0, rows), below);
  }

  turn(): void {
    [this.#dH, this.#nextH] = [this.#nextH, this.#dH];
    [this.#dC, this.#nextC] = [this.#nextC, this.#dC];
  }

  #eachLane({ lane, count, row, apart }: LaneStretch, visit: (lane: number, row: number) => void): void {
    for (let p = 0; p < count; p++) visit(lane + p, row + apart * p);
  }

  /** The pointwise step of one lane. */
  #cell(layer: number, p: number, row: number): void {
    const { hidden: H, cell, nonlinearity, reset } = this.spec;
    const dH = rowOf(this.#dH[layer]!, p, H);
    const dZ = rowOf(this.#dZ, p, this.#rows);
    const next = rowOf(this.#nextH[layer]!, p, H);
    const { h, c } = this.#before(layer, row);
    if (cell === 'rnn') rnnBackward(H, nonlinearity, this.#row('h', layer, row), dH, 0, dZ, 0);
    else if (cell === 'lstm') {
      const dC = rowOf(this.#dC[layer]!, p, H);
      lstmBackward(H, this.#lstm(layer, row), dH, dC, 0, c, rowOf(this.#nextC[layer]!, p, H), 0, dZ, 0);
    } else if (reset === 'after') {
      gruAfterBackward(H, this.#gru(layer, row), dH, 0, h, next, 0, dZ, rowOf(this.#dZState, p, this.#rows), 0);
    } else gruBeforeCandidateBackward(H, this.#gru(layer, row), dH, 0, h, next, 0, dZ, 0);
  }

  #row(channel: Channel, layer: number, row: number): Float64Array {
    return rowOf(this.text.channels[channel]!, layer * this.text.tokens.length + row, this.spec.hidden);
  }

  /** h and c before a timestep; the zero state before the first. */
  #before(layer: number, row: number): { readonly h: Float64Array; readonly c: Float64Array } {
    if (row === 0) return { h: this.#zero, c: this.#zero };
    const hasC = this.spec.cell === 'lstm';
    return { h: this.#row('h', layer, row - 1), c: hasC ? this.#row('c', layer, row - 1) : this.#zero };
  }

  #kept(layer: number, row: number): Float64Array {
    return rowOf(this.text.kept, layer * this.text.tokens.length + row, this.spec.hidden);
  }

  #lstm(layer: number, row: number): LstmArrays {
    const at = (channel: Channel): Float64Array => this.#row(channel, layer, row);
    return { i: at('i'), f: at('f'), g: at('g'), o: at('o'), c: at('c'), h: at('h'), tanhC: this.#kept(layer, row) };
  }

  #gru(layer: number, row: number): GruArrays {
    const at = (channel: Channel): Float64Array => this.#row(channel, layer, row);
    return { r: at('r'), z: at('z'), n: at('n'), h: at('h'), m: this.#kept(layer, row) };
  }
}

function rowOf(data: Float64Array, row: number, width: number): Float64Array {
  return data.subarray(row * width, (row + 1) * width);
}
