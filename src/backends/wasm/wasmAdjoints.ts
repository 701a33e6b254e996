import type { AdjointRows, BatchedAdjoints, AdjointRange, OpenAdjoints } from '../../engine/batchedAdjoints.ts';
import type { ReadText } from '../../engine/readText.ts';
import { cellEquations } from '../../engine/cells/cells.ts';
import { CELLS, hasC, hasGates, type ModelSpec } from '../../engine/spec.ts';
import { Arena } from './arena.ts';
import type { GradientBlock } from './cell.ts';
import { compileKernels, supportedBuild } from './kernelModule.ts';
import { type Kernels, scratchFloats, startKernels } from './kernels.ts';
import type { AdjointCell, TimestepRows } from './cell.ts';
import { wasmCell } from './cells.ts';
import { type PaddedParameters, paddedParameters, paddedSizes, type PaddedSizes } from './paddedParameters.ts';
import type { WasmOptions } from './wasmBackend.ts';
import { gradientRows } from './windowMemory.ts';

/**
 * Opens batched adjoints on the SIMD kernels, in float32, over a text that the reference has read. The last few
 * memories are reused for the same shapes, so adjoints are invalid once new ones are opened.
 *
 * @throws BackendUnavailableError without SIMD, if the kernels cannot be loaded, or if the text is too long for a
 *   memory.
 */
export async function openWasmAdjoints(options: WasmOptions = {}): Promise<OpenAdjoints<ReadText>> {
  const module = await compileKernels(options.build ?? supportedBuild(), options.source);
  const cache = new Map<string, WasmAdjoints>();
  return async (text, count) => {
    const { spec, tokens } = text;
    const key = JSON.stringify([spec, tokens.length, count]);
    let adjoints = cache.get(key);
    cache.delete(key);
    if (!adjoints) {
      const addresses = adjointMemory(spec, tokens.length, count);
      adjoints = new WasmAdjoints(spec, tokens.length, count, addresses, await startKernels(module, addresses.memory));
    }
    cache.set(key, adjoints);
    for (const oldest of cache.keys()) if (cache.size > MEMORIES) cache.delete(oldest);
    adjoints.read(text);
    return adjoints;
  };
}

/** The number of cached memories: those of three cells in a comparison, for two questions each. */
const MEMORIES = 6;

/** Byte addresses of one layer's arrays, with padded widths. */
interface LayerOffsets {
  /** [T + 1, H], the zero state first; c is for the LSTM only, else 0. */
  readonly h: number;
  readonly c: number;
  /** Activated gates, [T, G, H]; 0 for the RNN. */
  readonly gates: number;
  /** tanh(c) (LSTM) or m (GRU), [T, H]; 0 for the RNN. */
  readonly saved: number;
  /** Panels of weight_hh and, above the first layer, of weight_ih. */
  readonly statePanels: number;
  readonly inputPanels: number;
  /** Each [count, H], two buffers of each: the gradients of the current timestep, and those of the timestep before. */
  readonly dH: readonly [number, number];
  readonly dC: readonly [number, number];
}

interface AdjointMemory {
  readonly memory: WebAssembly.Memory;
  readonly layers: readonly LayerOffsets[];
  readonly params: number;
  /** [count, gradientRows] and [count, H]. */
  readonly dA: number;
  readonly dM: number;
  /** The values of one timestep, repeated for each row at that timestep. */
  readonly repeated: TimestepRows;
  readonly scratch: number;
}

function adjointMemory(spec: ModelSpec, T: number, count: number): AdjointMemory {
  const { H, rows } = paddedSizes(spec);
  const arena = new Arena();
  const withC = hasC(spec);
  const isGated = hasGates(spec);
  const some = (wanted: boolean, size: number): number => (wanted ? arena.floats(size) : 0);
  const layers = Array.from({ length: spec.layers }, (_, layer) => ({
    h: arena.floats((T + 1) * H),
    c: some(withC, (T + 1) * H),
    gates: some(isGated, T * rows),
    saved: some(cellEquations(spec).hasSaved, T * H),
    statePanels: arena.floats(rows * H),
    inputPanels: some(layer > 0, rows * H),
    dH: [arena.floats(count * H), arena.floats(count * H)] as const,
    dC: [some(withC, count * H), some(withC, count * H)] as const,
  }));
  const addresses = {
    layers,
    params: arena.floats(paddedParameters(spec).size),
    dA: arena.floats(count * gradientRows(spec)),
    dM: arena.floats(count * H),
    repeated: {
      gates: some(isGated, count * rows),
      saved: some(cellEquations(spec).hasSaved, count * H),
      before: some(isGated, count * H),
      after: arena.floats(count * H),
    },
    scratch: arena.floats(scratchFloats(rows)),
  };
  return { ...addresses, memory: arena.memory() };
}

/** Batched adjoints over one text of T timesteps. */
class WasmAdjoints implements BatchedAdjoints {
  readonly #sizes: PaddedSizes;
  readonly #floats: Float32Array;
  readonly #parameters: PaddedParameters;
  readonly #dARows: number;
  readonly #cell: AdjointCell;
  /** Which of the two buffers of dH and dC is current. */
  #now: 0 | 1 = 0;

  constructor(
    readonly spec: ModelSpec,
    readonly steps: number,
    readonly count: number,
    readonly at: AdjointMemory,
    readonly kernels: Kernels,
  ) {
    this.#sizes = paddedSizes(spec);
    this.#floats = new Float32Array(at.memory.buffer);
    this.#parameters = paddedParameters(spec);
    this.#dARows = gradientRows(spec);
    this.#cell = wasmCell(spec).adjoints(spec, this.#sizes, kernels);
  }

  /** Loads a text of T timesteps: states, gates and weights. */
  read(text: ReadText): void {
    const { spec, at } = this;
    const { H, G, rows } = this.#sizes;
    const floats = this.#floats;
    const parameters = this.#parameters;
    parameters.pad(text.params, floats.subarray(at.params / 4, at.params / 4 + parameters.size));
    for (const [layer, addresses] of at.layers.entries()) {
      const copy = (from: Float64Array, to: number, ld: number): void => {
        const width = spec.hidden;
        for (let t = 0; t < this.steps; t++) {
          const row = (layer * this.steps + t) * width;
          floats.set(from.subarray(row, row + width), to / 4 + t * ld);
        }
      };
      copy(text.channels.h!, addresses.h + 4 * H, H);
      if (addresses.c) copy(text.channels.c!, addresses.c + 4 * H, H);
      if (addresses.saved) copy(text.saved, addresses.saved, H);
      if (addresses.gates) {
        for (let g = 0; g < G; g++) copy(text.channels[CELLS[spec.cell].gates[g]!]!, addresses.gates + 4 * g * H, rows);
      }
      this.#pack(this.#cell.stateBlocks, `rnn.weight_hh_l${layer}`, addresses.statePanels);
      if (addresses.inputPanels) this.#pack(this.#cell.inputBlocks, `rnn.weight_ih_l${layer}`, addresses.inputPanels);
    }
  }

  clear(): void {
    const size = this.count * this.#sizes.H;
    for (const { dH, dC } of this.at.layers) {
      for (const position of [...dH, ...dC]) if (position) this.#zero(position, size);
    }
  }

  gradH(layer: number): AdjointRows {
    return { data: this.#floats, at: this.at.layers[layer]!.dH[this.#now] / 4, stride: this.#sizes.H };
  }

  gradC(layer: number): AdjointRows | null {
    const position = this.at.layers[layer]!.dC[this.#now];
    return position ? { data: this.#floats, at: position / 4, stride: this.#sizes.H } : null;
  }

  preActivations(gate: number, part: 'input' | 'state'): AdjointRows {
    const { H, rows } = this.#sizes;
    // The GRU with its reset gate after the product has dM in the position of n, followed by dA_n.
    const isBehind = this.#dARows > rows && part === 'input' && gate === 2;
    return { data: this.#floats, at: this.at.dA / 4 + (isBehind ? 3 : gate) * H, stride: this.#dARows };
  }

  step(layer: number, { first, count, row, apart }: AdjointRange): void {
    const { H, rows } = this.#sizes;
    const { layers, dA, dM } = this.at;
    const { h, c, gates, saved, statePanels, dH, dC } = layers[layer]!;
    const now = this.#now;
    const next = now === 0 ? 1 : 0;
    const skip = 4 * first * H;
    const adjoints = {
      count,
      dA: dA + 4 * first * this.#dARows,
      dM: dM + skip,
      dH: dH[now] + skip,
      dC: dC[now] + skip,
      dHPrev: dH[next] + skip,
      dCPrev: dC[next] + skip,
    };
    this.#zero(adjoints.dHPrev, count * H);
    this.#zero(adjoints.dM, count * H);
    const under = {
      gates: gates + 4 * row * rows,
      saved: saved + 4 * row * H,
      before: (CELLS[this.spec.cell].memory === 'c' ? c : h) + 4 * row * H,
      after: h + 4 * (row + 1) * H,
    };
    const at = apart === 1 ? under : this.#repeat(under, count);
    this.#cell.back(adjoints, at, (block, into) => this.#product(count, adjoints.dA, block, statePanels, into));
  }

  passDown(layer: number, { first, count }: AdjointRange): void {
    const below = this.at.layers[layer - 1]!.dH[this.#now] + 4 * first * this.#sizes.H;
    const dA = this.at.dA + 4 * first * this.#dARows;
    for (const block of this.#cell.inputBlocks) {
      this.#product(count, dA, block, this.at.layers[layer]!.inputPanels, below);
    }
  }

  stepBack(): void {
    this.#now = this.#now === 0 ? 1 : 0;
  }

  /** Packs a weight's rows into panels, one set per block, in the order of the rows. */
  #pack(blocks: readonly GradientBlock[], name: string, panels: number): void {
    const { H } = this.#sizes;
    const weight = this.at.params + 4 * this.#parameters.offset(name);
    for (const { to, count } of blocks) {
      this.kernels.packPanels(count, H, weight + 4 * to * H, H, panels + 4 * to * H);
    }
  }

  /** into [count, H] += a block of dA times the rows of a weight that belong to it. */
  #product(count: number, dA: number, block: GradientBlock, panels: number, into: number): void {
    const { H } = this.#sizes;
    const from = dA + 4 * block.from;
    const of = panels + 4 * block.to * H;
    this.kernels.product(count, H, block.count, from, this.#dARows, of, 0, into, H, into, H, this.at.scratch);
  }

  /** Repeats the values of one timestep for each row of adjoints. */
  #repeat(under: TimestepRows, count: number): TimestepRows {
    const { H, rows } = this.#sizes;
    const { repeated } = this.at;
    for (const name of ['gates', 'saved', 'before', 'after'] as const) {
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

  #zero(position: number, count: number): void {
    this.#floats.fill(0, position / 4, position / 4 + count);
  }
}
