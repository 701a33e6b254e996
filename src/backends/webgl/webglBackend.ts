import type { ModelSpec } from '../../engine/spec.ts';
import type { Backend, BackendModel, CostedBackend } from '../backend.ts';
import { textureBytes } from './fused/sizes.ts';
import { openFusedContext } from './fused/fusedContext.ts';
import { FusedModel } from './fused/fusedModel.ts';
import { type ForwardTrace, FusedTracer } from './fused/fusedTracer.ts';
import { openWebgl } from './webglContext.ts';

/**
 * Approximate multiplications per second. Compiling programs only to time them would take longer than a step. A
 * graphics card is much faster at large sizes; a software renderer was timed at the sizes of the samples.
 */
const SPEED = { card: 1e10, software: 5e8 };

/** Our own WebGL 2 programs in tfjs' context. */
export interface WebglBackend extends CostedBackend {
  readonly name: 'webgl';
  /** Whether the renderer runs on the CPU. */
  readonly software: boolean;
  /** Rejects with a `BackendLostError` when the browser takes the context away; never resolves. */
  readonly lost: Promise<never>;
  /** The trace of a text by a model with these parameters, with one read-back: see `FusedTracer.trace`. */
  trace(spec: ModelSpec, params: Float32Array | Float64Array, tokens: Int32Array): Promise<ForwardTrace>;
}

/** tfjs is one global engine with one context, so only one backend exists at a time. */
let current: Backend | null = null;

/**
 * Starts WebGL in a worker or on a page, and ends the backend that was started before.
 *
 * @throws BackendUnavailableError
 */
export async function openWebglBackend(): Promise<WebglBackend> {
  current?.dispose();
  current = null;
  const context = await openWebgl();
  try {
    const fused = openFusedContext(context);
    const models = new Set<FusedModel>();
    const tracer = new FusedTracer(fused);
    const backend: WebglBackend = {
      name: 'webgl',
      detail: context.renderer,
      software: context.software,
      lost: context.lost,
      bytesOf: (shape) => textureBytes(shape, fused.limits.textureSize),
      speed: context.software ? SPEED.software : SPEED.card,
      threads: 1,
      async createModel(request): Promise<BackendModel> {
        const model = new FusedModel(fused, request, (gone) => models.delete(gone));
        models.add(model);
        return model;
      },
      trace: (spec, params, tokens) => tracer.trace(spec, params, tokens),
      dispose() {
        tracer.dispose();
        for (const model of models) model.dispose();
        fused.dispose();
        context.close();
      },
    };
    current = backend;
    return backend;
  } catch (error) {
    context.close();
    throw error;
  }
}
