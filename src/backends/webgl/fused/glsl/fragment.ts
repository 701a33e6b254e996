/** The parts of a fragment shader's source. */
export interface Fragment {
  /** Shape letters and other constants. */
  readonly constants: string;
  /** Names of the render targets, in order of their attachment. */
  readonly outputs: readonly string[];
  /** Declarations of uniforms and functions, and `main`. */
  readonly body: string;
}

/** Combines the parts to a shader's source. */
export function fragmentSource({ constants, outputs, body }: Fragment): string {
  return `#version 300 es
precision highp float;
precision highp int;
precision highp sampler2D;
precision highp sampler2DArray;
precision highp usampler2D;
${constants}
${outputs.map((name, k) => `layout(location = ${k}) out vec4 ${name};`).join('\n')}
${body}
`;
}

/** One triangle over the whole viewport, without a vertex buffer. */
export const VERTEX_SOURCE = `#version 300 es
void main() {
  vec2 corner = vec2((gl_VertexID << 1) & 2, gl_VertexID & 2);
  gl_Position = vec4(2. * corner - 1., 0., 1.);
}
`;

/** Repeats a line for k = 0 … count − 1. */
export function repeat(count: number, line: (k: number) => string): string {
  return Array.from({ length: count }, (_, k) => line(k)).join('\n');
}

/** name0 … name(count − 1) */
export function numbered(name: string, count: number): string[] {
  return Array.from({ length: count }, (_, k) => `${name}${k}`);
}
