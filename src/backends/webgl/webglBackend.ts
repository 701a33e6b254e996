import type { ModelSpec } from '../../engine/spec.ts';
import type { Backend, BackendModel } from '../backend.ts';
import { openFusedContext } from './fused/fusedContext.ts';
import { FusedModel } from './fused/fusedModel.ts';
import { type ForwardTrace, FusedTracer } from './fused/fusedTracer.ts';
import { openWebgl } from './webglContext.ts';

/** Our own WebGL 2 programs in tfjs' context. */
export interface WebglBackend extends Backend {
  readonly name: 'webgl';
  /** Whether the renderer is software on the CPU. */
  readonly software: boolean;
  /** Rejects with a `BackendLostError` when the browser takes the context away; never resolves. */
  readonly lost: Promise<never>;
  /** What a model with these parameters does on a text, with one read-back: see `FusedTracer.trace`. */
  trace(spec: ModelSpec, params: Float32Array | Float64Array, tokens: Int32Array): Promise<ForwardTrace>;
}

/** tfjs is one global engine with one context, so that there is one of these at a time. */
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
