import type { Components } from './atlas.ts';
import { OWN_UNITS } from './contextGuard.ts';
import type { Program } from './programs.ts';
import type { Target, Texture } from './textures.ts';

/** The textures that a program samples, by the name of the sampler. */
export type Inputs<S extends string> = Readonly<Partial<Record<S, Texture | undefined>>>;

const ALL: Components = [true, true, true, true];

/**
 * Draws after which the GPU is told to start without waiting for the rest of a step. Otherwise drivers hold the work
 * back until the end, and the GPU is idle while commands are recorded. On SwiftShader this saves a third of a step of
 * 140 small draws. Flushing every 8 draws costs more in submissions than it saves, and every 64 saves half as much.
 */
const FLUSH_AFTER = 32;

/**
 * Issues draws without redundant WebGL calls. It knows the current bindings only while nobody else uses the context,
 * between `begin` and the end of the work that the context guard encloses.
 */
export class Renderer {
  #program: Program | null = null;
  #target: Target | null = null;
  #components: Components = ALL;
  #unit = -1;
  #draws = 0;
  #milestones: WebGLSync[] = [];
  readonly #bound: (Texture | null)[] = [];

  constructor(readonly gl: WebGL2RenderingContext) {}

  /** Forgets the bindings, because others have used the context. */
  begin(): void {
    this.#program = this.#target = null;
    this.#components = ALL;
    this.#unit = -1;
    this.#draws = 0;
    this.#bound.length = 0;
    // Milestones of draws that were not awaited.
    for (const fence of this.takeMilestones()) this.gl.deleteSync(fence);
  }

  /** @throws Error if a texture that the program samples is missing */
  use<S extends string>(program: Program<S>, inputs: Inputs<S>): void {
    if (this.#program !== program) {
      this.gl.useProgram(program.handle);
      this.#program = program;
    }
    const { samplers } = program;
    for (let unit = 0; unit < samplers.length; unit++) {
      const texture = inputs[samplers[unit]];
      if (!texture) throw new Error(`no texture for ${samplers[unit]}`);
      if (this.#bound[unit] !== texture) this.bind(unit, texture);
    }
  }

  bind(unit: number, texture: Texture): void {
    const gl = this.gl;
    if (this.#unit !== unit) {
      gl.activeTexture(gl.TEXTURE0 + unit);
      this.#unit = unit;
    }
    gl.bindTexture(texture.kind, texture.handle);
    this.#bound[unit] = texture;
  }

  /** Draws over a rectangle of the target, one fragment per texel. */
  draw(target: Target, x = 0, y = 0, width = target.width, height = target.height, components = ALL): void {
    const gl = this.gl;
    if (this.#target !== target) {
      gl.bindFramebuffer(gl.FRAMEBUFFER, target.framebuffer);
      this.#target = target;
    }
    if (this.#components !== components) {
      gl.colorMask(...components);
      this.#components = components;
    }
    gl.viewport(x, y, width, height);
    gl.drawArrays(gl.TRIANGLES, 0, 3);
    if (++this.#draws % FLUSH_AFTER === 0) this.#mark();
  }

  /** Takes the fences along the draws since the last call, oldest first. The caller deletes them. */
  takeMilestones(): WebGLSync[] {
    const taken = this.#milestones;
    this.#milestones = [];
    return taken;
  }

  #mark(): void {
    const { gl } = this;
    const fence = gl.fenceSync(gl.SYNC_GPU_COMMANDS_COMPLETE, 0);
    if (fence) this.#milestones.push(fence);
    gl.flush();
  }

  /** Sets the target from which reads and copies come. */
  readFrom(target: Target, attachment: number): void {
    const gl = this.gl;
    gl.bindFramebuffer(gl.FRAMEBUFFER, target.framebuffer);
    gl.readBuffer(gl.COLOR_ATTACHMENT0 + attachment);
    this.#target = target;
  }

  /** Binds a texture for an upload or a copy, on the unit that no program samples. */
  bindForWriting(texture: Texture): void {
    this.bind(OWN_UNITS - 1, texture);
  }
}
