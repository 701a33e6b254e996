import { CELLS, inputWidth } from '../../../src/engine/spec.ts';
import { BackendUnavailableError } from '../../../src/limits/errors.ts';
import { MESSAGES } from '../../../src/limits/messages.ts';
import type { Backend, BackendModel, ModelRequest } from '../../../src/backends/backend.ts';
import { TensorModel } from './tensorModel.ts';
import { openWebgl, type WebglContext } from '../../../src/backends/webgl/webglContext.ts';

/** The same models on tfjs' own operations: a second way to every number of the fused programs. */
export interface TensorBackend extends Backend {
  readonly name: 'webgl';
  /** Whether the renderer is software on the CPU. */
  readonly software: boolean;
  /** Rejects with a `BackendLostError` when the browser takes the context away; never resolves. */
  readonly lost: Promise<never>;
}

/** tfjs is one global engine with one context, so that there is one of these at a time. */
let current: Backend | null = null;

/**
 * Starts WebGL in a worker or on a page, and ends the backend that was started before.
 *
 * @throws BackendUnavailableError
 */
export async function openTensorBackend(): Promise<TensorBackend> {
  current?.dispose();
  const context = await openWebgl();
  const models = new Set<TensorModel>();
  const backend: TensorBackend = {
    name: 'webgl',
    detail: context.renderer,
    software: context.software,
    lost: context.lost,
    async createModel(request): Promise<BackendModel> {
      checkSize(request, context);
      const model = new TensorModel(request, context, (gone) => models.delete(gone));
      models.add(model);
      return model;
    },
    dispose() {
      for (const model of models) model.dispose();
      context.close();
    },
  };
  current = backend;
  return backend;
}

/** @throws BackendUnavailableError if an array of the model would not fit a texture. */
function checkSize({ spec, batch, unroll }: ModelRequest, { maxTextureSize }: WebglContext): void {
  const positions = batch * unroll;
  const gates = CELLS[spec.cell].gates.length * spec.hidden;
  const widest = Math.max(gates, spec.vocab, spec.embedding);
  // tfjs folds an array of any shape into one texture with one number per texel.
  const largest = Math.max(positions * (widest + 1), gates * inputWidth(spec, 0));
  if (largest <= maxTextureSize ** 2) return;
  const reason = `an array of ${largest} numbers does not fit its textures of ${maxTextureSize} × ${maxTextureSize}`;
  throw new BackendUnavailableError(MESSAGES.backendUnavailable('webgl', reason));
}
