import { pulse } from '../../../engine/pulse.ts';
import { VERTEX_SOURCE } from './glsl/fragment.ts';
import { unavailable } from './unavailable.ts';

/** A linked program with its samplers on units 0, 1, … in the order of their names. */
export interface Program<Sampler extends string = string, Uniform extends string = string> {
  readonly handle: WebGLProgram;
  readonly samplers: readonly Sampler[];
  /** Null if the source does not use it. */
  readonly at: Readonly<Record<Uniform, WebGLUniformLocation | null>>;
}

/** Multiplications that count as much as compiling one program, which is enough to be a sign of life. */
const WORK_OF_A_PROGRAM = 2e6;

/** Compiles each source once per context. Models of the same shape share their programs. */
export class ProgramStore {
  readonly #gl: WebGL2RenderingContext;
  readonly #programs = new Map<string, Program>();
  #vertex: WebGLShader | null = null;

  constructor(gl: WebGL2RenderingContext) {
    this.#gl = gl;
  }

  /**
   * @param samplers names of the source's samplers; names that the source does not have are ignored
   * @throws BackendUnavailableError if the driver rejects the program
   */
  get<S extends string, U extends string = never>(
    source: string,
    samplers: readonly S[],
    uniforms: readonly U[] = [],
  ): Program<S, U> {
    const known = this.#programs.get(source);
    if (known) return known as Program<S, U>;
    const program = this.#link(source, samplers, uniforms);
    // A driver takes up to a second per program, and a model has twenty.
    pulse(WORK_OF_A_PROGRAM);
    this.#programs.set(source, program);
    return program;
  }

  dispose(): void {
    for (const { handle } of this.#programs.values()) this.#gl.deleteProgram(handle);
    this.#programs.clear();
    this.#gl.deleteShader(this.#vertex);
    this.#vertex = null;
  }

  #link<S extends string, U extends string>(
    source: string,
    samplers: readonly S[],
    uniforms: readonly U[],
  ): Program<S, U> {
    const gl = this.#gl;
    this.#vertex ??= this.#compile(gl.VERTEX_SHADER, VERTEX_SOURCE);
    const fragment = this.#compile(gl.FRAGMENT_SHADER, source);
    const handle = gl.createProgram();
    gl.attachShader(handle, this.#vertex);
    gl.attachShader(handle, fragment);
    gl.linkProgram(handle);
    gl.deleteShader(fragment);
    if (!gl.getProgramParameter(handle, gl.LINK_STATUS)) {
      throw unavailable(`its driver refused a program (${gl.getProgramInfoLog(handle) ?? 'no reason given'})`);
    }
    gl.useProgram(handle);
    const used = samplers.filter((name) => gl.getUniformLocation(handle, name) !== null);
    used.forEach((name, unit) => gl.uniform1i(gl.getUniformLocation(handle, name), unit));
    const at = Object.fromEntries(uniforms.map((name) => [name, gl.getUniformLocation(handle, name)]));
    return { handle, samplers: used, at: at as Record<U, WebGLUniformLocation | null> };
  }

  #compile(kind: number, source: string): WebGLShader {
    const gl = this.#gl;
    const shader = gl.createShader(kind);
    if (!shader) throw unavailable('WebGL makes no more programs');
    gl.shaderSource(shader, source);
    gl.compileShader(shader);
    if (!gl.getShaderParameter(shader, gl.COMPILE_STATUS)) {
      throw unavailable(`its driver refused a program (${gl.getShaderInfoLog(shader) ?? 'no reason given'})`);
    }
    return shader;
  }
}
