import * as tf from '@tensorflow/tfjs-core';
import { GPGPUContext, MathBackendWebGL, setWebGLContext } from '@tensorflow/tfjs-backend-webgl';
import { BackendLostError, BackendUnavailableError } from '../../limits/errors.ts';
import { MESSAGES } from '../../limits/messages.ts';
import { rendererOf } from './rendererName.ts';

/** A WebGL2 context on which tfjs computes. */
export interface WebglContext {
  readonly gl: WebGL2RenderingContext;
  /** Short name of the renderer. */
  readonly renderer: string;
  /** Whether the renderer runs on the CPU. */
  readonly software: boolean;
  /** Longest side of a texture, in texels. */
  readonly maxTextureSize: number;
  /** Rejects with a `BackendLostError` when the context is lost; never resolves. */
  readonly lost: Promise<never>;
  /** @throws BackendLostError if the context has been lost, even if the browser has restored an empty one since. */
  check(): void;
  /** Frees the context and everything on it. `lost` does not reject. */
  close(): void;
}

/** Up to this many bytes, tfjs retains freed textures for reuse. By default it retains them for ever. */
const TEXTURE_CACHE_BYTES = 128 * 1024 * 1024;

/**
 * Opens a WebGL2 context of our own on an OffscreenCanvas, in a worker or on a page, and starts tfjs on it. We open
 * our own because tfjs rejects software renderers, and rejects OffscreenCanvas on every Safari. It also guarantees
 * that tfjs' programs do not belong to a context that has been lost.
 *
 * @throws BackendUnavailableError if there is no WebGL 2, if it computes with 16-bit numbers, or if it alters what is
 *   read back.
 */
export async function openWebgl(): Promise<WebglContext> {
  const canvas = typeof OffscreenCanvas === 'undefined' ? null : new OffscreenCanvas(1, 1);
  const gl = canvas?.getContext('webgl2', {
    alpha: false,
    antialias: false,
    premultipliedAlpha: false,
    preserveDrawingBuffer: false,
    depth: false,
    stencil: false,
    powerPreference: 'high-performance',
  });
  if (!canvas || !gl) throw unavailable('this browser offers no WebGL 2 outside the page');
  if (!gl.getExtension('EXT_color_buffer_float'))
    throw unavailable('the graphics processor cannot write 32-bit numbers');

  let [closed, isLost] = [false, false];
  const lossError = (): BackendLostError => new BackendLostError(MESSAGES.backendLost('webgl'));
  const lost = new Promise<never>((_, reject) => {
    canvas.addEventListener('webglcontextlost', () => {
      isLost = true;
      if (!closed) reject(lossError());
    });
  });
  const check = (): void => {
    if (isLost || gl.isContextLost()) throw lossError();
  };
  // The caller that awaits a result sees the rejection. Without a caller it must not count as unhandled.
  lost.catch(() => undefined);
  const close = (): void => {
    if (closed) return;
    closed = true;
    if (tf.findBackendFactory('webgl')) tf.removeBackend('webgl');
    gl.getExtension('WEBGL_lose_context')?.loseContext();
  };

  try {
    setFlags(gl);
    if (tf.findBackendFactory('webgl')) tf.removeBackend('webgl');
    tf.registerBackend('webgl', () => new MathBackendWebGL(new GPGPUContext(gl)));
    if (!(await tf.setBackend('webgl'))) throw unavailable('WebGL 2 would not start');
    await Promise.race([checkPrecision(), lost]);
  } catch (error) {
    close();
    throw error instanceof BackendUnavailableError ? error : unavailable(`WebGL 2 would not start (${String(error)})`);
  }

  const { name, software } = rendererOf(gl);
  const maxTextureSize = Number(gl.getParameter(gl.MAX_TEXTURE_SIZE));
  return { gl, renderer: name, software, maxTextureSize, lost, check, close };
}

function unavailable(reason: string): BackendUnavailableError {
  return new BackendUnavailableError(MESSAGES.backendUnavailable('webgl', reason));
}

function setFlags(gl: WebGL2RenderingContext): void {
  const env = tf.env();
  // Set first, so that no flag opens a canvas of its own to find out what is supported.
  setWebGLContext(2, gl);
  env.set('WEBGL_VERSION', 2);
  env.set('SOFTWARE_WEBGL_ENABLED', true);
  env.set('WEBGL_DELETE_TEXTURE_THRESHOLD', TEXTURE_CACHE_BYTES);
  // tfjs would compute tensors below 128 elements in JavaScript once they have been read back. The last bit of a
  // number would then depend on whether a snapshot was taken before.
  env.set('WEBGL_CPU_FORWARD', false);
  // Safari's fences do not signal on OffscreenCanvas, so reads block on the GPU there.
  if (env.getBool('IS_SAFARI')) env.set('WEBGL_FENCE_API_ENABLED', false);
}

/**
 * Checks that numbers survive a round trip through the GPU. With 16-bit textures 2049 becomes 2048, 70,000 becomes
 * infinite and 1e-8 becomes zero. tfjs' own answer (`floatPrecision`) is inverted, so we check ourselves.
 */
async function checkPrecision(): Promise<void> {
  const asked = Float32Array.of(1e-8, 1.1, 2049, 70_000, -0.333);
  // 512 values in all, so that tfjs does not compute them in JavaScript.
  const values = Float32Array.from({ length: 512 }, (_, i) => asked[i % asked.length]!);
  const product = tf.tidy(() => tf.mul(tf.tensor1d(values), tf.ones([512])));
  const answer = await product.data();
  product.dispose();
  if (answer[0] === 0 || answer[2] === 2048) {
    throw unavailable('the graphics processor computes with 16-bit numbers, too coarse for training');
  }
  if (!values.every((value, i) => Math.abs(answer[i]! - value) <= 1e-6 * Math.abs(value))) {
    throw unavailable('the browser alters the numbers that it reads back from the graphics processor');
  }
}
