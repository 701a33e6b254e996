import type { StepSettings } from '../../../engine/stepSettings.ts';
import { momentCount } from '../../../engine/optimizers.ts';
import type { ModelState } from '../../backend.ts';
import { compensationOf } from '../../compensation.ts';
import { type Atlas, fromAtlas, toAtlas } from './atlas.ts';
import type { FusedContext } from './fusedContext.ts';
import { UPDATE_SAMPLERS, UPDATE_UNIFORMS, updateSource } from './glsl/update.ts';
import type { WindowTextures } from './modelTextures.ts';
import { readLayer } from './readback.ts';
import type { Renderer } from './renderer.ts';
import type { Target, Texture, TextureStore } from './textures.ts';

type Floats = Float32Array | Float64Array;

/** Two textures of a parameter atlas or a moment: an update reads one and writes the other. */
type Twice = readonly [Texture, Texture];

/** Parameters and the optimizer's moments, which stay on the GPU from step to step. */
export class ResidentParameters {
  readonly #parameters: Twice;
  readonly #compensation: Twice;
  readonly #moments: Twice[] = [];
  /** By number of moments, one target per side: the parameters, their compensation and the moments. */
  readonly #targets: (readonly [Target, Target])[] = [];
  #count = 0;
  #side: 0 | 1 = 0;

  constructor(
    private readonly context: FusedContext,
    private readonly store: TextureStore,
    private readonly atlas: Atlas,
    params: Floats,
  ) {
    this.#parameters = this.#twice();
    this.#compensation = this.#twice();
    this.#target(0);
    this.#write(this.#parameters, params);
    this.#write(this.#compensation, compensationOf(params));
  }

  /** This step's parameters. */
  get texture(): Texture {
    return this.#parameters[this.#side];
  }

  /** Clips and updates all parameters in one draw. `step` is the number of this update, from 1. */
  update({ optimizer, clip, learningRate }: StepSettings, step: number, window: WindowTextures): void {
    const { gl, renderer, programs } = this.context;
    const count = momentCount(optimizer.kind);
    if (count !== this.#count) this.#zeroMoments(count);
    const target = this.#target(count);
    const program = programs.get(updateSource(optimizer.kind, clip.kind, count), UPDATE_SAMPLERS, UPDATE_UNIFORMS);
    const side = this.#side;
    renderer.use(program, {
      parameters: this.#parameters[side],
      compensation: this.#compensation[side],
      gradients: window.gradients.texture,
      report: window.report.texture,
      first: this.#moments[0]?.[side],
      second: this.#moments[1]?.[side],
    });
    const { beta1, beta2, epsilon, kind } = optimizer;
    const adam = kind === 'adam';
    gl.uniform1f(program.at.rate, adam ? learningRate / (1 - beta1 ** step) : learningRate);
    gl.uniform1f(program.at.vScale, adam ? 1 / Math.sqrt(1 - beta2 ** step) : 1);
    gl.uniform1f(program.at.epsilon, epsilon);
    gl.uniform1f(program.at.beta1, beta1);
    gl.uniform1f(program.at.beta2, beta2);
    gl.uniform1f(program.at.oneMinusBeta1, 1 - beta1);
    gl.uniform1f(program.at.oneMinusBeta2, 1 - beta2);
    gl.uniform1f(program.at.clipMax, clip.kind === 'none' ? 0 : clip.max);
    this.#side = side === 0 ? 1 : 0;
    renderer.draw(target[this.#side]);
  }

  /** Parameters, compensation and moments in the flat layout. Blocks until the GPU is done. */
  read(): { params: Float32Array; compensation: Float32Array; moments: Float32Array[] } {
    const target = this.#target(this.#count)[this.#side];
    const at = (attachment: number): Float32Array =>
      fromAtlas(this.atlas, readLayer(this.context.renderer, target, attachment));
    return { params: at(0), compensation: at(1), moments: Array.from({ length: this.#count }, (_, k) => at(2 + k)) };
  }

  write({ params, compensation, moments }: Pick<ModelState, 'params' | 'compensation' | 'moments'>): void {
    this.#write(this.#parameters, params);
    this.#write(this.#compensation, compensationOf(params, compensation));
    this.#target(moments.length);
    this.#count = moments.length;
    moments.forEach((moment, k) => this.#write(this.#moments[k], moment));
  }

  #zeroMoments(count: number): void {
    this.#target(count);
    this.#count = count;
    const zeros = new Float32Array(this.atlas.layout.size);
    for (let k = 0; k < count; k++) this.#write(this.#moments[k], zeros);
  }

  #target(count: number): readonly [Target, Target] {
    while (this.#moments.length < count) this.#moments.push(this.#twice());
    const at = (side: 0 | 1): Target =>
      this.store.target(
        this.#parameters[side],
        this.#compensation[side],
        ...this.#moments.slice(0, count).map((moment) => moment[side]),
      );
    this.#targets[count] ??= [at(0), at(1)];
    return this.#targets[count];
  }

  #twice(): Twice {
    const { width, height } = this.atlas;
    return [this.store.flat(width, height), this.store.flat(width, height)];
  }

  #write(twice: Twice, flat: Floats): void {
    writeAtlas(this.context.renderer, this.atlas, twice[this.#side], flat);
  }
}

/** Writes parameters, or a moment, given in the flat layout. */
export function writeAtlas(renderer: Renderer, atlas: Atlas, texture: Texture, flat: Floats): void {
  const { gl } = renderer;
  const { width, height } = atlas;
  renderer.bindForWriting(texture);
  gl.texSubImage2D(gl.TEXTURE_2D, 0, 0, 0, width, height, gl.RGBA, gl.FLOAT, toAtlas(atlas, flat));
}
