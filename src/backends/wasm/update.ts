import type { StepSettings } from '../../engine/stepSettings.ts';
import type { WasmWindow } from './wasmWindow.ts';

/**
 * One update of all parameters; formulas: engine/optimizers.ts.
 *
 * @param scale factor of the gradient (clipping by norm)
 * @param step k, the number of this update, beginning at 1
 */
export function updateParameters(window: WasmWindow, settings: StepSettings, scale: number, step: number): void {
  const { kernels, at } = window;
  const { params, compensation, grads } = at;
  const [first, second] = at.moments;
  const { kind, epsilon, beta1, beta2 } = settings.optimizer;
  const rate = settings.learningRate;
  const count = window.parameters.size;
  const bound = settings.clip.kind === 'value' ? settings.clip.max : Infinity;
  switch (kind) {
    case 'sgd':
      kernels.sgd(count, params, compensation, grads, scale, bound, rate);
      return;
    case 'adagrad':
      kernels.scaledByRoot(count, params, compensation, grads, first, scale, bound, rate, 1, 1, 0, epsilon);
      return;
    case 'adagrad-minchar':
      kernels.scaledByRoot(count, params, compensation, grads, first, scale, bound, rate, 1, 1, epsilon, 0);
      return;
    case 'rmsprop':
      kernels.scaledByRoot(count, params, compensation, grads, first, scale, bound, rate, beta2, 1 - beta2, 0, epsilon);
      return;
    case 'adam': {
      const stepSize = rate / (1 - beta1 ** step);
      const rootScale = 1 / Math.sqrt(1 - beta2 ** step);
      kernels.adam(
        count,
        params,
        compensation,
        grads,
        first,
        second,
        scale,
        bound,
        stepSize,
        beta1,
        1 - beta1,
        beta2,
        1 - beta2,
        rootScale,
        epsilon,
      );
      return;
    }
  }
}
