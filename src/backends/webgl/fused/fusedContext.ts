import * as tf from '@tensorflow/tfjs-core';
import type { WebglContext } from '../webglContext.ts';
import { inOwnState } from './contextGuard.ts';
import { gpuDone } from './fence.ts';
import { ProgramStore } from './programs.ts';
import { Renderer } from './renderer.ts';
import { type DeviceLimits, deviceLimits } from './sizes.ts';

/** A WebGL2 context that we share with tfjs, and the resources that our models share on it. */
export interface FusedContext {
  readonly gl: WebGL2RenderingContext;
  readonly limits: DeviceLimits;
  readonly programs: ProgramStore;
  readonly renderer: Renderer;
  /** Rejects when the context is lost, because no read would complete then. Never resolves. */
  readonly lost: Promise<never>;
  /** @throws BackendLostError if the context has been lost */
  check(): void;
  /**
   * Waits without blocking the thread until the GPU has finished all work so far.
   *
   * @param expected milliseconds that it took last time
   * @param work multiplications of that work
   * @throws BackendLostError if the context is lost meanwhile
   */
  done(expected: number, work: number): Promise<void>;
  /**
   * Runs work that draws; it must not await.
   *
   * @throws BackendLostError if the context has been lost
   */
  run<R>(work: () => R): R;
  /** Deletes the programs. The models must have been disposed of. */
  dispose(): void;
}

type SharedContext = Pick<WebglContext, 'gl' | 'lost' | 'check' | 'software'>;

/** @throws BackendUnavailableError if the device has fewer render targets than our programs need */
/** Opens our programs on a shared context. */
export function openFusedContext({ gl, lost, check, software }: SharedContext): FusedContext {
  const limits = deviceLimits(gl);
  const programs = new ProgramStore(gl);
  const renderer = new Renderer(gl);
  const vertexArray = gl.createVertexArray();
  return {
    gl,
    limits,
    programs,
    renderer,
    lost,
    check,
    async done(expected, work) {
      const milestones = renderer.takeMilestones();
      // Where fences never signal (in Safari on an OffscreenCanvas), the following read blocks by itself.
      const hasFences = tf.env().getBool('WEBGL_FENCE_API_ENABLED');
      if (hasFences) await Promise.race([gpuDone(gl, { expected, software }, milestones, work), lost]);
      else for (const fence of milestones) gl.deleteSync(fence);
      check();
    },
    run(work) {
      check();
      return inOwnState(gl, vertexArray, () => {
        renderer.begin();
        return work();
      });
    },
    dispose() {
      programs.dispose();
      gl.deleteVertexArray(vertexArray);
    },
  };
}
