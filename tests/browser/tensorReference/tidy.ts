import * as tf from '@tensorflow/tfjs-core';

/** `tf.tidy` for results of any shape (tfjs' own type knows no readonly arrays): all tensors in the result survive. */
export function tidy<R extends object>(compute: () => R): R {
  return tf.tidy(compute as unknown as () => tf.TensorContainer) as unknown as R;
}

/** Disposes of every tensor inside an object or array. */
export function disposeAll(container: object): void {
  tf.dispose(container as unknown as tf.TensorContainer);
}
