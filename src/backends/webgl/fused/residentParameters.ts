import type { StepSettings } from '../../../engine/settings.ts';
import { momentCount } from '../../../engine/optimizers.ts';
import type { ModelState } from '../../backend.ts';
import { residuesOf } from '../../residues.ts';
import { type Atlas, fromAtlas, toAtlas } from './atlas.ts';
import type { FusedContext } from './fusedContext.ts';
import { UPDATE_SAMPLERS, UPDATE_UNIFORMS, updateSource } from './glsl/update.ts';
import type { WindowTextures } from './modelTextures.ts';
import { readLayer } from './readback.ts';
import type { Renderer } from './renderer.ts';
import type { Target, Texture, TextureStore } from './textures.ts';

type Floats = Float32Array | Float64Array;

/** A parameter atlas or a moment, twice: an update reads one and writes the other. */
type Twice = readonly [Texture, Texture];

/** Parameters and the optimizer's running quantities, as they stay on the GPU from step to step. */
export class ResidentParameters {
  readonly #parameters: Twice;
  readonly #residues: Twice;
  readonly #moments: Twice[] = [];
  /** By number of moments, one target per side: the parameters, their residues and that many moments. */
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
    this.#residues = this.#twice();
    this.#target(0);
    this.#write(this.#parameters, params);
    this.#write(this.#residues, residuesOf(params));
  }

  /** This step's parameters. */
  get texture(): Texture {
    return this.#parameters[this.#side];
  }

  /** Clipping and update of all parameters in one draw. `step` is the number of this update, from 1. */
  update({ optimizer, clip, learningRate }: StepSettings, step: number, window: WindowTextures): void {
    const { gl, renderer, programs } = this.context;
    const count = momentCount(optimizer.kind);
    if (count !== this.#count) this.#zeroMoments(count);
    const target = this.#target(count);
    const program = programs.get(updateSource(optimizer.kind, clip.kind, count), UPDATE_SAMPLERS, UPDATE_UNIFORMS);
    const side = this.#side;
    renderer.use(program, {
      parameters: this.#parameters[side],
      residues: this.#residues[side],
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

  /** Parameters, residues and moments in the layout; waits for the GPU. */
  read(): { params: Float32Array; residues: Float32Array; moments: Float32Array[] } {
    const target = this.#target(this.#count)[this.#side];
    const at = (attachment: number): Float32Array =>
      fromAtlas(this.atlas, readLayer(this.context.renderer, target, attachment));
    return { params: at(0), residues: at(1), moments: Array.from({ length: this.#count }, (_, k) => at(2 + k)) };
  }

  write({ params, residues, moments }: Pick<ModelState, 'params' | 'residues' | 'moments'>): void {
    this.#write(this.#parameters, params);
    this.#write(this.#residues, residuesOf(params, residues));
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
        this.#residues[side],
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

/** Writes parameters, or a moment, given in the layout. */
export function writeAtlas(renderer: Renderer, atlas: Atlas, texture: Texture, flat: Floats): void {
  const { gl } = renderer;
  const { width, height } = atlas;
  renderer.bindForWriting(texture);
  gl.texSubImage2D(gl.TEXTURE_2D, 0, 0, 0, width, height, gl.RGBA, gl.FLOAT, toAtlas(atlas, flat));
}
