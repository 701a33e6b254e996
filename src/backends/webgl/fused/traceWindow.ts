import type { ModelSpec } from '../../../engine/spec.ts';
import { unrollForward } from '../../../engine/unroll.ts';
import { stepWork } from '../../../engine/work.ts';
import { BackendLostError } from '../../../limits/errors.ts';
import { MESSAGES } from '../../../limits/messages.ts';
import { type Atlas, planAtlas } from './atlas.ts';
import type { FusedContext } from './fusedContext.ts';
import { FusedForward } from './fusedForward.ts';
import * as pack from './glsl/tracePack.ts';
import { flat, type ForwardTextures, forwardTextures, type Surface } from './modelTextures.ts';
import type { Program } from './programs.ts';
import { receive } from './readback.ts';
import { writeAtlas } from './residentParameters.ts';
import { type FusedShape, fusedShape } from './shape.ts';
import { type Texture, TextureStore } from './textures.ts';
import { type PackPlan, planPack } from './traceSizes.ts';
import { packTokens } from './tokens.ts';
import { forwardPrograms } from './windowPrograms.ts';

type PackUniform = (typeof pack.PACK_UNIFORMS)[number];

interface Parts {
  readonly textures: ForwardTextures;
  readonly parameters: Texture;
  readonly forward: FusedForward;
  readonly packed: Surface;
  readonly packChannels: Program<(typeof pack.PACK_CHANNELS_SAMPLERS)[number], PackUniform>;
  readonly packHead: Program<(typeof pack.PACK_HEAD_SAMPLERS)[number], PackUniform>;
}

/** Textures and programs that read up to `capacity` characters of one text, in lane 0 of a batch of one. */
export class TraceWindow {
  readonly #context: FusedContext;
  readonly #shape: FusedShape;
  readonly #atlas: Atlas;
  readonly #store: TextureStore;
  readonly #parts: Parts;
  /** Receives the packed texture. */
  readonly #buffer: WebGLBuffer;
  /** The layout of the packed texture that the last run has written. */
  #plan: PackPlan;
  #steps = 0;
  /** Milliseconds that the last run was awaited. */
  #waited = 0;

  /** @throws BackendUnavailableError if the device rejects its textures or programs */
  constructor(
    context: FusedContext,
    readonly spec: ModelSpec,
    readonly capacity: number,
  ) {
    const { gl, renderer, programs, limits } = context;
    this.#context = context;
    const shape = fusedShape({ spec, batch: 1, unroll: capacity });
    const atlas = planAtlas(shape, limits.textureSize);
    const plan = planPack(spec, capacity, limits);
    const store = new TextureStore(gl);
    this.#shape = shape;
    this.#atlas = atlas;
    this.#plan = plan;
    this.#store = store;
    this.#buffer = gl.createBuffer();
    try {
      this.#parts = context.run(() => {
        const { packChannelsSource, packHeadSource, PACK_UNIFORMS } = pack;
        const reading = forwardPrograms(programs, shape);
        const packChannels = packChannelsSource(shape, plan.width);
        const packHead = packHeadSource(shape, plan.width);
        const textures = forwardTextures(store, shape);
        const parameters = store.flat(atlas.width, atlas.height);
        gl.bindBuffer(gl.PIXEL_PACK_BUFFER, this.#buffer);
        gl.bufferData(gl.PIXEL_PACK_BUFFER, 16 * plan.width * plan.rows, gl.STREAM_READ);
        gl.bindBuffer(gl.PIXEL_PACK_BUFFER, null);
        return {
          textures,
          parameters,
          forward: new FusedForward(renderer, shape, atlas, reading, textures, parameters),
          packed: flat(store, plan.width, plan.rows),
          packChannels: programs.get(packChannels, pack.PACK_CHANNELS_SAMPLERS, PACK_UNIFORMS),
          packHead: programs.get(packHead, pack.PACK_HEAD_SAMPLERS, PACK_UNIFORMS),
        };
      });
    } catch (error) {
      this.dispose();
      throw error;
    }
  }

  /** @param params in the layout of `parameterLayout(spec)` */
  setParameters(params: Float32Array | Float64Array): void {
    this.#context.run(() => writeAtlas(this.#context.renderer, this.#atlas, this.#parts.parameters, params));
  }

  /**
   * Reads tokens `from` … `from + steps − 1` of a text and returns the packed result. The state is zero at the
   * beginning of the text and carried on afterwards. It uses one readPixels, into a buffer, and no blocking read.
   *
   * @returns see `PackPlan`; the rest of each part is 0
   * @throws BackendLostError
   */
  async read(tokens: Int32Array, from: number, steps: number): Promise<{ plan: PackPlan; numbers: Float32Array }> {
    const { gl, renderer, limits } = this.#context;
    const { forward, packed } = this.#parts;
    const plan = planPack(this.spec, steps, limits);
    this.#plan = plan;
    this.#steps = steps;
    this.#context.run(() => {
      forward.steps = steps;
      this.#upload(tokens.subarray(from, from + steps), tokens.subarray(from + 1, from + 1 + steps));
      forward.startFrom(from > 0);
      unrollForward(forward);
      forward.carryOn();
      this.#pack();
      gl.bindBuffer(gl.PIXEL_PACK_BUFFER, this.#buffer);
      renderer.readFrom(packed.target, 0);
      gl.readPixels(0, 0, plan.width, plan.rows, gl.RGBA, gl.FLOAT, 0);
    });
    const begun = performance.now();
    // Forward pass only: a third of a training step.
    await this.#context.done(this.#waited, stepWork(this.spec, steps, 1) / 3);
    this.#waited = performance.now() - begun;
    const numbers = new Float32Array(4 * plan.width * plan.rows);
    receive(gl, this.#buffer, numbers);
    // A lost context answers with zeros and without an error, so ours writes a 1 after the losses.
    const last = 4 * plan.width * this.spec.layers * plan.layerRows + steps * (this.spec.vocab + 1);
    if (numbers[last] !== 1) throw new BackendLostError(MESSAGES.backendLost('webgl'));
    return { plan, numbers };
  }

  dispose(): void {
    this.#store.dispose();
    this.#context.gl.deleteBuffer(this.#buffer);
  }

  /**
   * @param x inputs
   * @param y targets, one fewer than inputs at the end of the text
   */
  #upload(x: Int32Array, y: Int32Array): void {
    const { gl, renderer } = this.#context;
    const { tokens } = this.#parts.textures;
    const [inputs, targets] = [new Int32Array(this.capacity), new Int32Array(this.capacity)];
    inputs.set(x);
    targets.set(y);
    const texels = new Uint16Array(4 * tokens.width * tokens.height);
    packTokens(this.#shape, inputs, targets, texels);
    renderer.bindForWriting(tokens);
    const { width, height } = tokens;
    gl.texSubImage2D(tokens.kind, 0, 0, 0, width, height, gl.RGBA_INTEGER, gl.UNSIGNED_SHORT, texels);
  }

  #pack(): void {
    const { renderer } = this.#context;
    const { textures, packChannels, packHead } = this.#parts;
    const { layerRows, headRows } = this.#plan;
    textures.layers.forEach(({ states, gates }, layer) => {
      renderer.use(packChannels, { even: states[0].texture, odd: states[1].texture, gates: gates?.texture });
      this.#drawRows(packChannels, layer * layerRows, layerRows);
    });
    renderer.use(packHead, { logits: textures.logits.texture, losses: textures.losses });
    this.#drawRows(packHead, textures.layers.length * layerRows, headRows);
  }

  #drawRows({ at }: Program<string, PackUniform>, firstRow: number, rows: number): void {
    const { gl, renderer } = this.#context;
    gl.uniform1i(at.steps, this.#steps);
    gl.uniform1i(at.firstRow, firstRow);
    renderer.draw(this.#parts.packed.target, 0, firstRow, this.#plan.width, rows);
  }
}
