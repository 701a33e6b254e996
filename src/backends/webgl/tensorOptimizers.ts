import * as tf from '@tensorflow/tfjs-core';
import type { ClipSettings, OptimizerSettings } from '../../engine/settings.ts';
import { tidy } from './tidy.ts';

/**
 * Clipping and the optimizers as tensor operations, so that nothing leaves the GPU between gradient and update. PyTorch's
 * formulas as they stand in `engine/clip.ts` and `engine/optimizers.ts`, every epsilon explicit. tfjs' own optimizers take 1e-4 on ordinary GPUs and
 * `clipByValue` lets the neighbours of a NaN through; neither is used.
 */

/** Σ g² over all parameters, []; the global norm is its root. */
export function squaredNorm(gradients: readonly tf.Tensor[]): tf.Scalar {
  return tidy(() => tf.sum(tf.stack(gradients.map((g) => tf.sum(tf.square(g))))));
}

/** PyTorch adds this to the norm before dividing by it. */
const NORM_EPSILON = 1e-6;

/**
 * The gradients as the optimizer sees them. By norm: all times min(1, max / (norm + 1e-6)), as clip_grad_norm_; by value:
 * each into −max…max.
 */
export function clipGradients(gradients: readonly tf.Tensor[], squared: tf.Scalar, clip: ClipSettings): tf.Tensor[] {
  if (clip.kind === 'none') return [...gradients];
  if (clip.kind === 'value') return gradients.map((g) => tf.maximum(tf.minimum(g, clip.max), -clip.max));
  const factor = tf.minimum(tf.div(clip.max, tf.add(tf.sqrt(squared), NORM_EPSILON)), 1);
  return gradients.map((g) => tf.mul(g, factor));
}

export interface Update {
  readonly parameter: tf.Tensor;
  readonly moments: readonly tf.Tensor[];
}

/**
 * One parameter after one step.
 *
 * @param moments the optimizer's running quantities of this parameter, of its shape
 * @param step number of this step, from 1 (Adam's bias correction)
 */
export function updateParameter(
  w: tf.Tensor,
  g: tf.Tensor,
  moments: readonly tf.Tensor[],
  settings: OptimizerSettings,
  learningRate: number,
  step: number,
): Update {
  const { epsilon, beta1, beta2 } = settings;
  const minus = (rate: number, direction: tf.Tensor): tf.Tensor => tf.sub(w, tf.mul(direction, rate));
  const average = (old: tf.Tensor, value: tf.Tensor, beta: number): tf.Tensor =>
    tf.add(tf.mul(old, beta), tf.mul(value, 1 - beta));
  const divided = (over: tf.Tensor, root: tf.Tensor): tf.Tensor => tf.div(over, tf.add(root, epsilon));
  switch (settings.kind) {
    case 'sgd':
      return { parameter: minus(learningRate, g), moments: [] };
    case 'adagrad': {
      const s = tf.add(moments[0]!, tf.square(g));
      return { parameter: minus(learningRate, divided(g, tf.sqrt(s))), moments: [s] };
    }
    case 'adagrad-minchar': {
      const s = tf.add(moments[0]!, tf.square(g));
      return { parameter: minus(learningRate, tf.div(g, tf.sqrt(tf.add(s, epsilon)))), moments: [s] };
    }
    case 'rmsprop': {
      const v = average(moments[0]!, tf.square(g), beta2);
      return { parameter: minus(learningRate, divided(g, tf.sqrt(v))), moments: [v] };
    }
    case 'adam': {
      const m = average(moments[0]!, g, beta1);
      const v = average(moments[1]!, tf.square(g), beta2);
      // m̂ / (√v̂ + ε) with m̂ = m / (1 − β₁ⁿ), v̂ = v / (1 − β₂ⁿ).
      const root = tf.mul(tf.sqrt(v), 1 / Math.sqrt(1 - beta2 ** step));
      return { parameter: minus(learningRate / (1 - beta1 ** step), divided(m, root)), moments: [m, v] };
    }
  }
}
