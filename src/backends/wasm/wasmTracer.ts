import { evaluateInPieces } from '../../engine/evaluate.ts';
import { type GateHistograms, gateHistograms } from '../../engine/gateHistograms.ts';
import { parameterLayout } from '../../engine/parameters.ts';
import { traceInPieces } from '../../engine/pieces.ts';
import { type PositionGradients, type PositionBatch, positionBatch } from '../../engine/positionGradients.ts';
import { type SampleOptions, writeInPieces } from '../../engine/sample.ts';
import { hasC, type ModelSpec } from '../../engine/spec.ts';
import type { Range } from '../../engine/range.ts';
import type { Trace } from '../../engine/trace.ts';
import { unrollBackward, unrollForward } from '../../engine/unroll.ts';
import { checkLength, checkTokens } from './checks.ts';
import { compileKernels, supportedBuild } from './kernelModule.ts';
import { readRows } from './readWindow.ts';
import type { WasmOptions } from './wasmBackend.ts';
import { pieceLength, PIECE_BYTES, WasmPieces } from './wasmPieces.ts';
import type { WasmWindow } from './wasmWindow.ts';
import { type Weights, WindowPool } from './windowPool.ts';
import { writeInitial } from './windowStates.ts';

/** A model whose weights were passed once, to read many texts with. */
export interface LoadedModel {
  readonly spec: ModelSpec;
  /**
   * The trace of a text from the zero state, with the gradients of the mean loss: the same as `traceText` of the
   * engine, in float32. A long text is read piece by piece; besides the retained rows, memory is bounded.
   *
   * @param tokens at least one
   * @param step training steps that the weights have taken
   * @param keep the rows to retain; all by default
   * @throws ShapeError if a token is not in the vocabulary; RangeError if `keep` is not a range of the text;
   *   BackendUnavailableError if the model is too large for one memory.
   */
  trace(tokens: Int32Array, step: number, keep?: Range): Promise<Trace>;
  /**
   * Gradients of the losses at some positions, all in one batched backward pass: the same as `positionGradients` of
   * the engine, in float32.
   *
   * @throws RangeError if a position has no loss; otherwise as `trace`
   */
  positions(tokens: Int32Array, positions: Int32Array): Promise<PositionGradients>;
  /** Mean held-out loss, as `evaluate` of the engine. @throws RangeError as there; ShapeError as `trace` */
  evaluate(tokens: Int32Array, warmUp: number): Promise<number>;
  /** Histograms of the gates' values, as `gateHistograms` of the engine. @throws as `trace` */
  gates(tokens: Int32Array): Promise<GateHistograms>;
  /**
   * The text that the model writes after `prime`, as `sampleText` of the engine.
   *
   * @throws RangeError as there; ShapeError as `trace`
   */
  write(prime: Int32Array, options: SampleOptions): Promise<Int32Array<ArrayBuffer>>;
  /** Allows others to use its memory. It still answers questions afterwards. */
  release(): void;
}

/** Reads texts with copies of the weights. */
export interface WasmTracer {
  /**
   * Takes a model's weights. The most recently used models stay in memory. A model that was evicted is written there
   * again when it is asked, so any number of models may be loaded.
   *
   * @param params in the layout of `parameterLayout(spec)`; used by reference, so do not change it
   * @throws ShapeError if the number of parameters does not fit the model.
   */
  load(spec: ModelSpec, params: Float32Array | Float64Array): LoadedModel;
  /** `load` and `trace` for one text. */
  trace(
    spec: ModelSpec,
    params: Float32Array | Float64Array,
    tokens: Int32Array,
    step: number,
    keep?: Range,
  ): Promise<Trace>;
  /** `load` and `positions` for one text. */
  positions(
    spec: ModelSpec,
    params: Float32Array | Float64Array,
    tokens: Int32Array,
    positions: Int32Array,
  ): Promise<PositionGradients>;
  /** Bytes of all its memories. */
  readonly bytes: number;
}

export interface TracerOptions extends WasmOptions {
  /** Bytes that the timesteps of a piece of a long text may take. */
  readonly pieceBytes?: number;
}

/** Starts a tracer. @throws BackendUnavailableError without SIMD or if the kernels cannot be loaded. */
export async function openWasmTracer(options: TracerOptions = {}): Promise<WasmTracer> {
  const pool = new WindowPool(await compileKernels(options.build ?? supportedBuild(), options.source));
  const pieceBytes = options.pieceBytes ?? PIECE_BYTES;
  const pieces = new WeakMap<ModelSpec, number>();
  const load: WasmTracer['load'] = (spec, params) => {
    checkLength('the array of parameters', params, parameterLayout(spec).size);
    const piece = pieces.get(spec) ?? pieceLength(spec, pieceBytes);
    pieces.set(spec, piece);
    return new WasmLoadedModel(pool, { spec, params }, piece);
  };
  return {
    load,
    async trace(spec, params, tokens, step, keep) {
      const model = load(spec, params);
      return model.trace(tokens, step, keep).finally(() => model.release());
    },
    async positions(spec, params, tokens, positions) {
      const model = load(spec, params);
      return model.positions(tokens, positions).finally(() => model.release());
    },
    get bytes() {
      return pool.bytes;
    },
  };
}

class WasmLoadedModel implements LoadedModel {
  constructor(
    private readonly pool: WindowPool,
    private readonly weights: Weights,
    private readonly piece: number,
  ) {}

  get spec(): ModelSpec {
    return this.weights.spec;
  }

  async trace(tokens: Int32Array, step: number, keep: Range | null = null): Promise<Trace> {
    return traceInPieces(await this.pieces(tokens), tokens, step, keep);
  }

  async evaluate(tokens: Int32Array, warmUp: number): Promise<number> {
    return evaluateInPieces(await this.pieces(tokens), tokens, warmUp);
  }

  async gates(tokens: Int32Array): Promise<GateHistograms> {
    return gateHistograms(await this.pieces(tokens), tokens);
  }

  async write(prime: Int32Array, options: SampleOptions): Promise<Int32Array<ArrayBuffer>> {
    return writeInPieces(await this.pieces(prime), prime, options);
  }

  async positions(tokens: Int32Array, positions: Int32Array): Promise<PositionGradients> {
    const adjoints = positionBatch(tokens, positions);
    const window = await this.window(tokens, tokens.length, positions.length);
    window.steps = tokens.length;
    return runPositions(window, adjoints, positions);
  }

  release(): void {
    this.pool.release(this.weights);
  }

  private async pieces(tokens: Int32Array): Promise<WasmPieces> {
    const window = await this.window(tokens, Math.min(tokens.length, this.piece), 1);
    return new WasmPieces(window, this.piece);
  }

  private async window(tokens: Int32Array, capacity: number, batch: number): Promise<WasmWindow> {
    if (tokens.length === 0) checkLength('the text', tokens, 1);
    checkTokens('the text', tokens, tokens.length, this.spec.vocab);
    return this.pool.window(this.weights, capacity, batch);
  }
}

function runPositions(window: WasmWindow, adjoints: PositionBatch, positions: Int32Array): PositionGradients {
  const { at, spec, integers, floats, sizes } = window;
  integers.set(adjoints.x, at.tokens / 4);
  integers.set(adjoints.y, at.targets / 4);
  floats.set(adjoints.weights, at.lossWeights / 4);
  writeInitial(window, null);
  window.incoming = null;
  window.reachesBefore = false;
  unrollForward(window);
  unrollBackward(window);
  const perLayer = (position: 'dH' | 'dC'): Float32Array =>
    readRows(
      window,
      at.layers.map((layer) => layer[position]),
      window.positions,
      sizes.H,
      spec.hidden,
    );
  return { positions, gradH: perLayer('dH'), gradC: hasC(spec) ? perLayer('dC') : null };
}
