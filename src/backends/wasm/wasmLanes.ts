import type { LaneRows, Lanes, LaneStretch, OpenLanes } from '../../engine/lanes.ts';
import type { ReadText } from '../../engine/readText.ts';
import { GATES, type ModelSpec } from '../../engine/spec.ts';
import { Arena } from './arena.ts';
import type { GradientBlock } from './cell.ts';
import { compileKernels, supportedBuild } from './kernelModule.ts';
import { type Kernels, scratchFloats, startKernels } from './kernels.ts';
import { laneCell, type LaneCell, type TimestepRows } from './laneCells.ts';
import { type PaddedParameters, paddedParameters, paddedSizes, type PaddedSizes } from './paddedParameters.ts';
import type { WasmOptions } from './wasmBackend.ts';
import { gradientRows } from './windowMemory.ts';

/**
 * Opens lanes on the SIMD kernels, in float32, over a text that the reference has read. Lanes that are opened share no
 * memory with others; the last few memories are used again for the same shapes, so lanes are over when new ones open.
 *
 * @throws BackendUnavailableError without SIMD, when the kernels cannot be loaded, or if the text is too long for a memory.
 */
export async function openWasmLanes(options: WasmOptions = {}): Promise<OpenLanes<ReadText>> {
  const module = await compileKernels(options.build ?? supportedBuild(), options.source);
  const kept = new Map<string, WasmLanes>();
  return async (text, count) => {
    const { spec, tokens } = text;
    const key = JSON.stringify([spec, tokens.length, count]);
    let lanes = kept.get(key);
    kept.delete(key);
    if (!lanes) {
      const places = laneMemory(spec, tokens.length, count);
      lanes = new WasmLanes(spec, tokens.length, count, places, await startKernels(module, places.memory));
    }
    kept.set(key, lanes);
    for (const oldest of kept.keys()) if (kept.size > MEMORIES) kept.delete(oldest);
    lanes.read(text);
    return lanes;
  };
}

/** Memories that are kept: those of the three cells of a comparison, for two questions each. */
const MEMORIES = 6;

/** Byte addresses of one layer's arrays, with padded widths. */
interface LayerPlaces {
  /** [T + 1, H], the zero state first; c is the LSTM's, else 0. */
  readonly h: number;
  readonly c: number;
  /** Activated gates, [T, G, H]; 0 for the RNN. */
  readonly gates: number;
  /** tanh(c) (LSTM) or m (GRU), [T, H]; 0 for the RNN. */
  readonly kept: number;
  /** Panels of weight_hh and, above the first layer, of weight_ih. */
  readonly statePanels: number;
  readonly inputPanels: number;
  /** Each [count, H], two of a kind: what has arrived, and what arrives one timestep earlier. */
  readonly dH: readonly [number, number];
  readonly dC: readonly [number, number];
}

interface LaneMemory {
  readonly memory: WebAssembly.Memory;
  readonly layers: readonly LayerPlaces[];
  readonly params: number;
  /** [count, gradientRows] and [count, H]. */
  readonly dA: number;
  readonly dM: number;
  /** One timestep's rows, once for each lane that stands there. */
  readonly repeated: TimestepRows;
  readonly scratch: number;
}

function laneMemory(spec: ModelSpec, T: number, count: number): LaneMemory {
  const { H, rows } = paddedSizes(spec);
  const arena = new Arena();
  const isLstm = spec.cell === 'lstm';
  const isGated = spec.cell !== 'rnn';
  const some = (wanted: boolean, size: number): number => (wanted ? arena.floats(size) : 0);
  const layers = Array.from({ length: spec.layers }, (_, layer) => ({
    h: arena.floats((T + 1) * H),
    c: some(isLstm, (T + 1) * H),
    gates: some(isGated, T * rows),
    kept: some(isGated, T * H),
    statePanels: arena.floats(rows * H),
    inputPanels: some(layer > 0, rows * H),
    dH: [arena.floats(count * H), arena.floats(count * H)] as const,
    dC: [some(isLstm, count * H), some(isLstm, count * H)] as const,
  }));
  const places = {
    layers,
    params: arena.floats(paddedParameters(spec).size),
    dA: arena.floats(count * gradientRows(spec)),
    dM: arena.floats(count * H),
    repeated: {
      gates: some(isGated, count * rows),
      kept: some(isGated, count * H),
      before: some(isGated, count * H),
      after: arena.floats(count * H),
    },
    scratch: arena.floats(scratchFloats(rows)),
  };
  return { ...places, memory: arena.memory() };
}

/** Lanes over one text of T timesteps. */
class WasmLanes implements Lanes {
  readonly #sizes: PaddedSizes;
  readonly #floats: Float32Array;
  readonly #parameters: PaddedParameters;
  readonly #dARows: number;
  readonly #cell: LaneCell;
  /** Which of the two buffers of dH and dC holds what has arrived. */
  #now: 0 | 1 = 0;

  constructor(
    readonly spec: ModelSpec,
    readonly steps: number,
    readonly count: number,
    readonly at: LaneMemory,
    readonly kernels: Kernels,
  ) {
    this.#sizes = paddedSizes(spec);
    this.#floats = new Float32Array(at.memory.buffer);
    this.#parameters = paddedParameters(spec);
    this.#dARows = gradientRows(spec);
    this.#cell = laneCell(spec, this.#sizes, kernels);
  }

  /** Takes in a text of T timesteps: states, gates and weights. */
  read(text: ReadText): void {
    const { spec, at } = this;
    const { H, G, rows } = this.#sizes;
    const floats = this.#floats;
    const parameters = this.#parameters;
    parameters.pad(text.params, floats.subarray(at.params / 4, at.params / 4 + parameters.size));
    for (const [layer, places] of at.layers.entries()) {
      const copy = (from: Float64Array, to: number, ld: number): void => {
        const width = spec.hidden;
        for (let t = 0; t < this.steps; t++) {
          const row = (layer * this.steps + t) * width;
          floats.set(from.subarray(row, row + width), to / 4 + t * ld);
        }
      };
      copy(text.channels.h!, places.h + 4 * H, H);
      if (places.c) copy(text.channels.c!, places.c + 4 * H, H);
      if (places.kept) copy(text.kept, places.kept, H);
      if (places.gates) {
        for (let g = 0; g < G; g++) copy(text.channels[GATES[spec.cell][g]!]!, places.gates + 4 * g * H, rows);
      }
      this.#pack(this.#cell.stateBlocks, `rnn.weight_hh_l${layer}`, places.statePanels);
      if (places.inputPanels) this.#pack(this.#cell.inputBlocks, `rnn.weight_ih_l${layer}`, places.inputPanels);
    }
  }

  clear(): void {
    const size = this.count * this.#sizes.H;
    for (const { dH, dC } of this.at.layers) {
      for (const place of [...dH, ...dC]) if (place) this.#zero(place, size);
    }
  }

  gradH(layer: number): LaneRows {
    return { data: this.#floats, at: this.at.layers[layer]!.dH[this.#now] / 4, stride: this.#sizes.H };
  }

  gradC(layer: number): LaneRows | null {
    const place = this.at.layers[layer]!.dC[this.#now];
    return place ? { data: this.#floats, at: place / 4, stride: this.#sizes.H } : null;
  }

  preActivations(gate: number, part: 'input' | 'state'): LaneRows {
    const { H, rows } = this.#sizes;
    // The GRU with its reset gate after the product has dM in n's place and dA_n behind it.
    const isBehind = this.#dARows > rows && part === 'input' && gate === 2;
    return { data: this.#floats, at: this.at.dA / 4 + (isBehind ? 3 : gate) * H, stride: this.#dARows };
  }

  step(layer: number, { lane, count, row, apart }: LaneStretch): void {
    const { H, rows } = this.#sizes;
    const { layers, dA, dM } = this.at;
    const { h, c, gates, kept, statePanels, dH, dC } = layers[layer]!;
    const now = this.#now;
    const next = now === 0 ? 1 : 0;
    const skip = 4 * lane * H;
    const lanes = {
      count,
      dA: dA + 4 * lane * this.#dARows,
      dM: dM + skip,
      dH: dH[now] + skip,
      dC: dC[now] + skip,
      dHPrev: dH[next] + skip,
      dCPrev: dC[next] + skip,
    };
    this.#zero(lanes.dHPrev, count * H);
    this.#zero(lanes.dM, count * H);
    const under = {
      gates: gates + 4 * row * rows,
      kept: kept + 4 * row * H,
      before: (this.spec.cell === 'lstm' ? c : h) + 4 * row * H,
      after: h + 4 * (row + 1) * H,
    };
    const at = apart === 1 ? under : this.#repeat(under, count);
    this.#cell.back(lanes, at, (block, into) => this.#product(count, lanes.dA, block, statePanels, into));
  }

  passDown(layer: number, { lane, count }: LaneStretch): void {
    const below = this.at.layers[layer - 1]!.dH[this.#now] + 4 * lane * this.#sizes.H;
    const dA = this.at.dA + 4 * lane * this.#dARows;
    for (const block of this.#cell.inputBlocks) {
      this.#product(count, dA, block, this.at.layers[layer]!.inputPanels, below);
    }
  }

  turn(): void {
    this.#now = this.#now === 0 ? 1 : 0;
  }

  /** Panels of a weight's rows, one set for each block, in the order of the rows. */
  #pack(blocks: readonly GradientBlock[], name: string, panels: number): void {
    const { H } = this.#sizes;
    const weight = this.at.params + 4 * this.#parameters.offset(name);
    for (const { to, count } of blocks) {
      this.kernels.packPanels(count, H, weight + 4 * to * H, H, panels + 4 * to * H);
    }
  }

  /** into [count, H] += a stretch of dA times the rows of a weight that it belongs to. */
  #product(count: number, dA: number, block: GradientBlock, panels: number, into: number): void {
    const { H } = this.#sizes;
    const from = dA + 4 * block.from;
    const of = panels + 4 * block.to * H;
    this.kernels.product(count, H, block.count, from, this.#dARows, of, 0, into, H, into, H, this.at.scratch);
  }

  /** The first row under the lanes, once for each of them. */
  #repeat(under: TimestepRows, count: number): TimestepRows {
    const { H, rows } = this.#sizes;
    const { repeated } = this.at;
    for (const name of ['gates', 'kept', 'before', 'after'] as const) {
      const to = repeated[name] / 4;
      if (to === 0) continue;
      const width = name === 'gates' ? rows : H;
      const from = under[name] / 4;
      this.#floats.copyWithin(to, from, from + width);
      for (let done = 1; done < count; done *= 2) {
        const more = Math.min(done, count - done);
        this.#floats.copyWithin(to + done * width, to, to + more * width);
      }
    }
    return repeated;
  }

  #zero(place: number, count: number): void {
    this.#floats.fill(0, place / 4, place / 4 + count);
  }
}
