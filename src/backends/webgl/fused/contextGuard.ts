/** The largest number of texture units that our programs use, and one for uploads. */
export const OWN_UNITS = 8;

/**
 * Runs work on a WebGL context that tfjs uses too: sets the state that our draws need, and restores tfjs' state
 * afterwards. tfjs sets scissoring and culling once and expects them to stay; they would cut off and cull our draws.
 * tfjs binds textures before every use, so it is enough to leave our units empty.
 *
 * The work must not await: between two turns of the event loop the context belongs to tfjs.
 *
 * @param vertexArray ours, without attributes. If tfjs' own were bound, its buffers would apply to our draws.
 */
export function inOwnState<R>(gl: WebGL2RenderingContext, vertexArray: WebGLVertexArrayObject, work: () => R): R {
  const program = gl.getParameter(gl.CURRENT_PROGRAM) as WebGLProgram | null;
  const vertices = gl.getParameter(gl.VERTEX_ARRAY_BINDING) as WebGLVertexArrayObject | null;
  const drawFramebuffer = gl.getParameter(gl.DRAW_FRAMEBUFFER_BINDING) as WebGLFramebuffer | null;
  const readFramebuffer = gl.getParameter(gl.READ_FRAMEBUFFER_BINDING) as WebGLFramebuffer | null;
  const packBuffer = gl.getParameter(gl.PIXEL_PACK_BUFFER_BINDING) as WebGLBuffer | null;
  const unpackBuffer = gl.getParameter(gl.PIXEL_UNPACK_BUFFER_BINDING) as WebGLBuffer | null;
  const unit = gl.getParameter(gl.ACTIVE_TEXTURE) as number;
  const viewport = gl.getParameter(gl.VIEWPORT) as Int32Array;
  const flags = [
    gl.SCISSOR_TEST,
    gl.CULL_FACE,
    gl.BLEND,
    gl.DEPTH_TEST,
    gl.STENCIL_TEST,
    gl.DITHER,
    gl.RASTERIZER_DISCARD,
  ];
  const enabled = flags.filter((flag) => gl.isEnabled(flag));
  for (const flag of enabled) gl.disable(flag);
  gl.bindVertexArray(vertexArray);
  gl.bindBuffer(gl.PIXEL_PACK_BUFFER, null);
  gl.bindBuffer(gl.PIXEL_UNPACK_BUFFER, null);
  try {
    return work();
  } finally {
    for (let own = 0; own < OWN_UNITS; own++) {
      gl.activeTexture(gl.TEXTURE0 + own);
      gl.bindTexture(gl.TEXTURE_2D, null);
      gl.bindTexture(gl.TEXTURE_2D_ARRAY, null);
    }
    for (const flag of enabled) gl.enable(flag);
    gl.bindBuffer(gl.PIXEL_UNPACK_BUFFER, unpackBuffer);
    gl.bindBuffer(gl.PIXEL_PACK_BUFFER, packBuffer);
    // tfjs always writes all components. Reading the current mask would block on the GPU process.
    gl.colorMask(true, true, true, true);
    gl.viewport(viewport[0], viewport[1], viewport[2], viewport[3]);
    gl.activeTexture(unit);
    gl.bindFramebuffer(gl.DRAW_FRAMEBUFFER, drawFramebuffer);
    gl.bindFramebuffer(gl.READ_FRAMEBUFFER, readFramebuffer);
    gl.bindVertexArray(vertices);
    gl.useProgram(program);
  }
}
