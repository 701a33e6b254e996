import { unavailable } from './unavailable.ts';

/** A texture of 32-bit floats, four per texel, or of integers. */
export interface Texture {
  readonly handle: WebGLTexture;
  /** gl.TEXTURE_2D or gl.TEXTURE_2D_ARRAY */
  readonly kind: number;
  readonly width: number;
  readonly height: number;
  /** 0 for a texture that is not an array. */
  readonly layers: number;
}

/** The destination of a draw: a framebuffer over textures of one size. */
export interface Target {
  readonly framebuffer: WebGLFramebuffer;
  readonly width: number;
  readonly height: number;
  readonly attachments: number;
}

/** Creates textures and framebuffers, and deletes all of them at once. New textures are zero. */
export class TextureStore {
  readonly #gl: WebGL2RenderingContext;
  readonly #textures: WebGLTexture[] = [];
  readonly #framebuffers: WebGLFramebuffer[] = [];
  /** Bytes of all textures created. */
  bytes = 0;

  constructor(gl: WebGL2RenderingContext) {
    this.#gl = gl;
  }

  /** [height, width, 4] */
  flat(width: number, height: number): Texture {
    return this.#make(this.#gl.RGBA32F, 16, width, height, 0);
  }

  /** [layers, height, width, 4] */
  array(width: number, height: number, layers: number): Texture {
    return this.#make(this.#gl.RGBA32F, 16, width, height, layers);
  }

  /** [height, width, 4] of unsigned 16-bit integers. */
  tokens(width: number, height: number): Texture {
    return this.#make(this.#gl.RGBA16UI, 8, width, height, 0);
  }

  /** [height, width] of unsigned 32-bit integers. */
  integers(width: number, height: number): Texture {
    return this.#make(this.#gl.R32UI, 4, width, height, 0);
  }

  /**
   * A framebuffer over all layers of the textures, in order.
   *
   * @throws BackendUnavailableError if the device cannot render to so many targets at once
   */
  target(...textures: readonly Texture[]): Target {
    const gl = this.#gl;
    const framebuffer = gl.createFramebuffer();
    this.#framebuffers.push(framebuffer);
    gl.bindFramebuffer(gl.FRAMEBUFFER, framebuffer);
    let attachments = 0;
    for (const { handle, layers } of textures) {
      for (let layer = 0; layer < Math.max(1, layers); layer++) {
        const position = gl.COLOR_ATTACHMENT0 + attachments++;
        if (layers > 0) gl.framebufferTextureLayer(gl.FRAMEBUFFER, position, handle, 0, layer);
        else gl.framebufferTexture2D(gl.FRAMEBUFFER, position, gl.TEXTURE_2D, handle, 0);
      }
    }
    gl.drawBuffers(Array.from({ length: attachments }, (_, k) => gl.COLOR_ATTACHMENT0 + k));
    if (gl.checkFramebufferStatus(gl.FRAMEBUFFER) !== gl.FRAMEBUFFER_COMPLETE) {
      throw unavailable(`the graphics processor does not render to ${attachments} textures of 32-bit numbers at once`);
    }
    const { width, height } = textures[0];
    return { framebuffer, width, height, attachments };
  }

  dispose(): void {
    for (const framebuffer of this.#framebuffers) this.#gl.deleteFramebuffer(framebuffer);
    for (const texture of this.#textures) this.#gl.deleteTexture(texture);
    this.#framebuffers.length = this.#textures.length = 0;
    this.bytes = 0;
  }

  #make(format: number, texelBytes: number, width: number, height: number, layers: number): Texture {
    const gl = this.#gl;
    const kind = layers > 0 ? gl.TEXTURE_2D_ARRAY : gl.TEXTURE_2D;
    const handle = gl.createTexture();
    this.#textures.push(handle);
    gl.bindTexture(kind, handle);
    if (layers > 0) gl.texStorage3D(kind, 1, format, width, height, layers);
    else gl.texStorage2D(kind, 1, format, width, height);
    gl.texParameteri(kind, gl.TEXTURE_MIN_FILTER, gl.NEAREST);
    gl.texParameteri(kind, gl.TEXTURE_MAG_FILTER, gl.NEAREST);
    this.bytes += texelBytes * width * height * Math.max(1, layers);
    return { handle, kind, width, height, layers };
  }
}
