/** What WebGL 2 is asked to do in this worker, counted at its door. */
export interface WebglInstruments {
  /** Draw calls so far. */
  draws(): number;
  /** Bytes of the textures that exist. */
  bytes(): number;
  /**
   * From now on nothing is drawn, waited for or read back: a step's time is its JavaScript alone. Whoever reads finds ones,
   * a plausible loss and, for ours, the sign that the context is alive.
   */
  stub(): void;
}

const TEXTURE_BINDINGS = new Map([
  [0x0de1, 0x8069], // TEXTURE_2D
  [0x8c1a, 0x8c1d], // TEXTURE_2D_ARRAY
  [0x806f, 0x806a], // TEXTURE_3D
]);

/** Bytes of a texel by sized internal format. */
const TEXEL_BYTES = new Map([
  [0x8229, 1], // R8
  [0x8232, 1], // R8UI
  [0x822d, 2], // R16F
  [0x8234, 2], // R16UI
  [0x822e, 4], // R32F
  [0x8235, 4], // R32I
  [0x8236, 4], // R32UI
  [0x822f, 4], // RG16F
  [0x8058, 4], // RGBA8
  [0x8d7c, 4], // RGBA8UI
  [0x8230, 8], // RG32F
  [0x823c, 8], // RG32UI
  [0x881a, 8], // RGBA16F
  [0x8d76, 8], // RGBA16UI
  [0x8814, 16], // RGBA32F
  [0x8d82, 16], // RGBA32I
  [0x8d70, 16], // RGBA32UI
  [0x1908, 4], // RGBA without a size: bytes
]);

/** Wraps the prototype of all WebGL 2 contexts of this worker; before one is created. */
export function instrumentWebgl(): WebglInstruments {
  const prototype = WebGL2RenderingContext.prototype;
  const { texStorage2D, texStorage3D, texImage2D, texImage3D, deleteTexture } = prototype;
  const { drawArrays, drawElements, drawArraysInstanced, drawElementsInstanced } = prototype;
  const textures = new Map<WebGLTexture, number>();
  let draws = 0;
  let isStubbed = false;

  const allocated = (gl: WebGL2RenderingContext, target: number, format: number, texels: number): void => {
    const texel = TEXEL_BYTES.get(format);
    const binding = TEXTURE_BINDINGS.get(target);
    if (texel === undefined || binding === undefined) {
      throw new Error(`textures of format ${format} at target ${target} are not in the table of sizes`);
    }
    const texture = gl.getParameter(binding) as WebGLTexture | null;
    if (texture) textures.set(texture, texel * texels);
  };
  prototype.texStorage2D = function (target, levels, format, width, height) {
    allocated(this, target, format, width * height);
    texStorage2D.call(this, target, levels, format, width, height);
  };
  prototype.texStorage3D = function (target, levels, format, width, height, depth) {
    allocated(this, target, format, width * height * depth);
    texStorage3D.call(this, target, levels, format, width, height, depth);
  };
  prototype.texImage2D = function (this: WebGL2RenderingContext, ...call: unknown[]) {
    // Six arguments take their size from a picture.
    const [target, , format] = call as number[];
    const picture = call[5] as { readonly width: number; readonly height: number };
    const [width, height] = call.length > 6 ? [Number(call[3]), Number(call[4])] : [picture.width, picture.height];
    allocated(this, target, format, width * height);
    Reflect.apply(texImage2D, this, call);
  };
  prototype.texImage3D = function (this: WebGL2RenderingContext, ...call: unknown[]) {
    const [target, , format, width, height, depth] = call as number[];
    allocated(this, target, format, width * height * depth);
    Reflect.apply(texImage3D, this, call);
  };
  prototype.deleteTexture = function (texture) {
    if (texture) textures.delete(texture);
    deleteTexture.call(this, texture);
  };
  prototype.drawArrays = function (...call) {
    draws++;
    if (!isStubbed) drawArrays.apply(this, call);
  };
  prototype.drawElements = function (...call) {
    draws++;
    if (!isStubbed) drawElements.apply(this, call);
  };
  prototype.drawArraysInstanced = function (...call) {
    draws++;
    if (!isStubbed) drawArraysInstanced.apply(this, call);
  };
  prototype.drawElementsInstanced = function (...call) {
    draws++;
    if (!isStubbed) drawElementsInstanced.apply(this, call);
  };
  return {
    draws: () => draws,
    bytes: () => [...textures.values()].reduce((sum, bytes) => sum + bytes, 0),
    stub() {
      isStubbed = true;
      prototype.clientWaitSync = function () {
        return this.ALREADY_SIGNALED;
      };
      prototype.getSyncParameter = function () {
        return this.SIGNALED;
      };
      prototype.readPixels = () => undefined;
      prototype.getBufferSubData = (_target, _offset, values) => {
        if (values instanceof Float32Array) values.fill(1);
      };
      prototype.finish = () => undefined;
    },
  };
}
