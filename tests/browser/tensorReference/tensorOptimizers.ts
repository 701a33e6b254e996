import * as tf from '@tensorflow/tfjs-core';
import type { ClipSettings, OptimizerSettings } from '../../../src/engine/stepSettings.ts';
import { tidy } from './tidy.ts';

/**
 * Clipping and the optimizers as tensor operations, so that nothing leaves the GPU between gradient and update. The
 * formulas stand, with their sources, in `engine/clip.ts` and `engine/optimizers.ts`. tfjs' own optimizers take 1e-4 for
 * epsilon on ordinary GPUs and its `clipByValue` lets the neighbours of a NaN through; neither is used.
 */

/** Σ g² over all parameters, []; the global norm is its root. */
export function squaredNorm(gradients: readonly tf.Tensor[]): tf.Scalar {
  return tidy(() => tf.sum(tf.stack(gradients.map((g) => tf.sum(tf.square(g))))));
}

/** PyTorch adds this to the norm before dividing by it. */
const NORM_EPSILON = 1e-6;

/**
 * The gradients as the optimizer sees them. By norm: all times min(1, max / (norm + 1e-6)), as clip_grad_norm_; by
 * value: each into −max…max.
 */
export function clipGradients(gradients: readonly tf.Tensor[], squared: tf.Scalar, clip: ClipSettings): tf.Tensor[] {
  if (clip.kind === 'none') return [...gradients];
  if (clip.kind === 'value') {
    const [low, high] = [tf.scalar(-clip.max), tf.scalar(clip.max)];
    return gradients.map((g) => tf.maximum(tf.minimum(g, high), low));
  }
  const factor = tf.minimum(tf.div(clip.max, tf.add(tf.sqrt(squared), NORM_EPSILON)), 1);
  return gradients.map((g) => tf.mul(g, factor));
}

/** One parameter and its running quantities, all of one shape. */
export interface Model {
  readonly parameter: tf.Tensor;
  /** `checkpointCount` of the optimizer. */
  readonly moments: readonly tf.Tensor[];
}

/**
 * One step of an optimizer, as a function from a parameter's model and gradient to its next model.
 *
 * @param step number of this step, from 1 (Adam's bias correction)
 */
export function optimizerStep(
  { kind, epsilon, beta1, beta2 }: OptimizerSettings,
  learningRate: number,
  step: number,
): (model: Model, gradient: tf.Tensor) => Model {
  // Constants are tensors, made once for all parameters: tfjs would upload a texture for every number it meets.
  const eps = tf.scalar(epsilon);
  const rate = tf.scalar(kind === 'adam' ? learningRate / (1 - beta1 ** step) : learningRate);
  const averaging = (beta: number) => {
    const [old, fresh] = [tf.scalar(beta), tf.scalar(1 - beta)];
    return (average: tf.Tensor, value: tf.Tensor): tf.Tensor => tf.add(tf.mul(average, old), tf.mul(value, fresh));
  };
  const moved = (w: tf.Tensor, g: tf.Tensor, divisor: tf.Tensor): tf.Tensor =>
    tf.sub(w, tf.mul(tf.div(g, divisor), rate));
  switch (kind) {
    case 'sgd':
      return ({ parameter }, g) => ({ parameter: tf.sub(parameter, tf.mul(g, rate)), moments: [] });
    case 'adagrad':
    case 'adagrad-minchar':
      return ({ parameter, moments }, g) => {
        const s: tf.Tensor = tf.add(moments[0]!, tf.square(g));
        const root = kind === 'adagrad' ? tf.add(tf.sqrt(s), eps) : tf.sqrt(tf.add(s, eps));
        return { parameter: moved(parameter, g, root), moments: [s] };
      };
    case 'rmsprop': {
      const averaged = averaging(beta2);
      return ({ parameter, moments }, g) => {
        const s = averaged(moments[0]!, tf.square(g));
        return { parameter: moved(parameter, g, tf.add(tf.sqrt(s), eps)), moments: [s] };
      };
    }
    case 'adam': {
      const [first, second] = [averaging(beta1), averaging(beta2)];
      const correction = tf.scalar(1 / Math.sqrt(1 - beta2 ** step));
      return ({ parameter, moments }, g) => {
        const m = first(moments[0]!, g);
        const v = second(moments[1]!, tf.square(g));
        return { parameter: moved(parameter, m, tf.add(tf.mul(tf.sqrt(v), correction), eps)), moments: [m, v] };
      };
    }
  }
}
