import type { StepSettings } from '../../../engine/stepSettings.ts';
import { hasC, type ModelSpec } from '../../../engine/spec.ts';
import { unrollBackward, unrollForward } from '../../../engine/unroll.ts';
import { stepWork } from '../../../engine/work.ts';
import { BackendLostError } from '../../../limits/errors.ts';
import { MESSAGES } from '../../../limits/messages.ts';
import type { BackendModel, Batch, ModelRequest, ModelState, StepReport, WindowReport } from '../../backend.ts';
import { type Atlas, planAtlas } from './atlas.ts';
import { readCarry, writeCarry } from './carriedState.ts';
import { checkLength, checkTokens } from './checks.ts';
import type { FusedContext } from './fusedContext.ts';
import { FusedPrimitives } from './fusedPrimitives.ts';
import { type WindowTextures, windowTextures } from './modelTextures.ts';
import { receive } from './readback.ts';
import { ResidentParameters } from './residentParameters.ts';
import { type FusedShape, fusedShape } from './shape.ts';
import { checkSize } from './sizes.ts';
import { TextureStore } from './textures.ts';
import { OCCURRENCES_WIDTH, occurrenceRows, packOccurrences, packTokens } from './tokens.ts';
import { windowPrograms } from './windowPrograms.ts';
import { readWindow } from './windowReport.ts';

/**
 * A model on our own WebGL2 programs, inside tfjs' context. Each timestep of each layer takes one draw forward and
 * one backward (two for the GRU with its reset gate before the product). The number of draws outside the loop over
 * time does not depend on T.
 */
export class FusedModel implements BackendModel {
  readonly spec: ModelSpec;
  readonly batch: number;
  readonly unroll: number;
  readonly #context: FusedContext;
  readonly #onDispose: (model: FusedModel) => void;
  readonly #shape: FusedShape;
  readonly #atlas: Atlas;
  readonly #store: TextureStore;
  readonly #window: WindowTextures;
  readonly #parameters: ResidentParameters;
  readonly #primitives: FusedPrimitives;
  /** Receives the single texel of the report. */
  readonly #buffer: WebGLBuffer;
  readonly #tokens: Uint16Array;
  readonly #occurrences: Uint32Array;
  readonly #answer = new Float32Array(4);
  #step = 0;
  #momentsFrom = 0;
  /** Milliseconds that the last step was awaited. */
  #waited = 0;
  #disposed = false;

  /**
   * @throws ShapeError if the parameters' length contradicts the model
   * @throws BackendUnavailableError if the model does not fit the device, or the device refuses its programs
   */
  constructor(context: FusedContext, request: ModelRequest, onDispose: (model: FusedModel) => void) {
    checkSize(request, context.limits);
    const { gl, renderer } = context;
    this.spec = request.spec;
    this.batch = request.batch;
    this.unroll = request.unroll;
    this.#context = context;
    this.#onDispose = onDispose;
    const shape = fusedShape(request);
    const atlas = planAtlas(shape, context.limits.textureSize);
    checkLength('The array of parameters', request.params, atlas.layout.size);
    this.#shape = shape;
    this.#atlas = atlas;
    this.#store = new TextureStore(gl);
    this.#tokens = new Uint16Array(2 * shape.N * 4);
    this.#occurrences = new Uint32Array(OCCURRENCES_WIDTH * occurrenceRows(shape));
    this.#buffer = gl.createBuffer();
    try {
      [this.#window, this.#parameters, this.#primitives] = context.run(() => {
        const programs = windowPrograms(context.programs, shape, atlas);
        const window = windowTextures(this.#store, shape, atlas);
        const parameters = new ResidentParameters(context, this.#store, atlas, request.params);
        gl.bindBuffer(gl.PIXEL_PACK_BUFFER, this.#buffer);
        gl.bufferData(gl.PIXEL_PACK_BUFFER, this.#answer.byteLength, gl.STREAM_READ);
        gl.bindBuffer(gl.PIXEL_PACK_BUFFER, null);
        const primitives = new FusedPrimitives(renderer, shape, atlas, programs, window, parameters.texture);
        return [window, parameters, primitives] as const;
      });
    } catch (error) {
      this.#store.dispose();
      gl.deleteBuffer(this.#buffer);
      throw error;
    }
  }

  /** Bytes of GPU memory that the model's textures take. */
  get bytes(): number {
    return this.#store.bytes;
  }

  async step(batch: Batch, settings: StepSettings): Promise<StepReport> {
    this.#checkBatch(batch);
    const { gl, renderer } = this.#context;
    this.#context.run(() => {
      this.#run(batch, settings, batch.carry);
      this.#primitives.carryOn();
      this.#parameters.update(settings, this.#step + 1 - this.#momentsFrom, this.#window);
      this.#primitives.parameters = this.#parameters.texture;
      gl.bindBuffer(gl.PIXEL_PACK_BUFFER, this.#buffer);
      renderer.readFrom(this.#window.report.target, 0);
      gl.readPixels(0, 0, 1, 1, gl.RGBA, gl.FLOAT, 0);
    });
    this.#step++;
    const begun = performance.now();
    await this.#context.done(this.#waited, stepWork(this.spec, this.unroll, this.batch));
    this.#waited = performance.now() - begun;
    const [loss, gradNorm] = this.#receive();
    return { loss, gradNorm };
  }

  async inspect(batch: Batch, settings: StepSettings): Promise<WindowReport> {
    this.#checkBatch(batch);
    return this.#context.run(() => {
      this.#run(batch, settings, false);
      return readWindow(this.#context.renderer, this.#shape, this.#atlas, this.#window);
    });
  }

  async getState(): Promise<ModelState> {
    this.#checkAlive();
    return this.#context.run(() => ({
      ...this.#parameters.read(),
      carry: readCarry(this.#context.renderer, this.#shape, this.#window),
      step: this.#step,
      momentsFrom: this.#momentsFrom,
    }));
  }

  setState(state: ModelState): void {
    this.#checkAlive();
    const { hidden, layers } = this.spec;
    const states = layers * this.batch * hidden;
    checkLength('The array of parameters', state.params, this.#atlas.layout.size);
    if (state.compensation) checkLength('The array of compensation', state.compensation, this.#atlas.layout.size);
    for (const moment of state.moments) checkLength("The optimizer's array", moment, this.#atlas.layout.size);
    checkLength('The carried h', state.carry.h, states);
    if (hasC(this.spec)) checkLength('The carried c', state.carry.c ?? [], states);
    this.#context.run(() => {
      this.#parameters.write(state);
      writeCarry(this.#context.renderer, this.#shape, this.#window, state.carry);
    });
    this.#step = state.step;
    this.#momentsFrom = state.momentsFrom ?? 0;
  }

  dispose(): void {
    if (this.#disposed) return;
    this.#disposed = true;
    this.#store.dispose();
    this.#context.gl.deleteBuffer(this.#buffer);
    this.#onDispose(this);
  }

  #run(batch: Batch, settings: StepSettings, carried: boolean): void {
    const { B, T } = this.#shape;
    this.#primitives.positionWeight = 1 / (settings.reduction === 'mean' ? T * B : B);
    this.#upload(batch);
    this.#primitives.startFrom(carried);
    unrollForward(this.#primitives);
    unrollBackward(this.#primitives);
    this.#primitives.summarize();
  }

  #upload({ x, y }: Batch): void {
    const { gl, renderer } = this.#context;
    const { tokens, occurrences } = this.#window;
    packTokens(this.#shape, x, y, this.#tokens);
    packOccurrences(this.#shape, x, this.#occurrences);
    renderer.bindForWriting(tokens);
    const { width, height } = tokens;
    gl.texSubImage2D(tokens.kind, 0, 0, 0, width, height, gl.RGBA_INTEGER, gl.UNSIGNED_SHORT, this.#tokens);
    renderer.bindForWriting(occurrences);
    gl.texSubImage2D(
      occurrences.kind,
      0,
      0,
      0,
      occurrences.width,
      occurrences.height,
      gl.RED_INTEGER,
      gl.UNSIGNED_INT,
      this.#occurrences,
    );
  }

  /** Loss and gradient norm of the step that the GPU has finished. */
  #receive(): Float32Array {
    this.#checkAlive();
    receive(this.#context.gl, this.#buffer, this.#answer);
    // A lost context answers with zeros and without an error, so ours writes a 1 beside its numbers.
    if (this.#answer[2] !== 1) throw new BackendLostError(MESSAGES.backendLost('webgl'));
    return this.#answer;
  }

  #checkAlive(): void {
    if (this.#disposed) throw new Error('the model has been disposed of');
  }

  #checkBatch({ x, y }: Batch): void {
    this.#checkAlive();
    for (const [what, tokens] of [
      ['The inputs', x],
      ['The targets', y],
    ] as const) {
      checkLength(what, tokens, this.unroll * this.batch);
      checkTokens(what, tokens, this.spec.vocab);
    }
  }
}
