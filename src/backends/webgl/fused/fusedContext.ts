import { inOwnState } from './contextGuard.ts';
import { ProgramStore } from './programs.ts';
import { Renderer } from './renderer.ts';
import { type DeviceLimits, deviceLimits } from './sizes.ts';

/** A WebGL2 context that we share with tfjs, and what our models on it share. */
export interface FusedContext {
  readonly gl: WebGL2RenderingContext;
  readonly limits: DeviceLimits;
  readonly programs: ProgramStore;
  readonly renderer: Renderer;
  /** Rejects when the context is lost: no read would ever answer then. Never resolves. */
  readonly lost: Promise<never>;
  /** Runs work that draws; it must not await. */
  run<R>(work: () => R): R;
  /** Deletes the programs. The models must have been disposed of. */
  dispose(): void;
}

/** @throws BackendUnavailableError if the device has fewer render targets than our programs need */
export function openFusedContext(gl: WebGL2RenderingContext, lost: Promise<never>): FusedContext {
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
    run(work) {
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
