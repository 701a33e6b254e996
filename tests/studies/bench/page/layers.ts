import * as tf from '@tensorflow/tfjs';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import plainUrl from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm?url';
import simdUrl from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url';
import threadedUrl from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-threaded-simd.wasm?url';
import type { Workload } from '../contract.ts';
import { randomText } from './text.ts';
import type { Trainee } from './trainee.ts';

type Layers = 'layers-webgl' | 'layers-wasm' | 'layers-cpu';

/**
 * tf.layers as its documentation uses it, with the logistic function for the gates (its default is a piecewise linear
 * one) and an explicit epsilon (its default depends on the backend). Without clipping and without carried state.
 */
export async function openLayers(name: Layers, workload: Workload): Promise<Trainee> {
  const { V, B, T } = workload;
  const backend = name.slice('layers-'.length);
  // Without this it refuses a software renderer.
  tf.env().set('SOFTWARE_WEBGL_ENABLED', true);
  setWasmPaths({
    'tfjs-backend-wasm.wasm': plainUrl,
    'tfjs-backend-wasm-simd.wasm': simdUrl,
    'tfjs-backend-wasm-threaded-simd.wasm': threadedUrl,
  });
  if (!(await tf.setBackend(backend))) throw new Error(`tfjs does not start on ${backend}`);
  const model = build(workload);
  const text = randomText(V);
  const perStream = Math.floor(text.length / B);
  let at = 0;
  // [B, T, V], the layout that tf.layers wants, so that nothing has to be transposed.
  const oneHot = (shift: number): tf.Tensor => {
    const rows = new Int32Array(B * T);
    for (let b = 0; b < B; b++) {
      const start = b * perStream + at + shift;
      rows.set(text.subarray(start, start + T), b * T);
    }
    return tf.tidy(() => tf.oneHot(tf.tensor2d(rows, [B, T], 'int32'), V, 1, 0, 'float32'));
  };
  return {
    detail: `tfjs ${tf.version.tfjs} on ${backend}`,
    characters: B * T,
    hasLoss: true,
    async step() {
      if (at + T + 1 > perStream) at = 0;
      const [x, y] = [oneHot(0), oneHot(1)];
      at += T;
      const loss = await model.trainOnBatch(x, y);
      tf.dispose([x, y]);
      return Number(loss);
    },
  };
}

function build({ cell, V, H, B, T, optimizer }: Workload): tf.Sequential {
  const args = {
    units: H,
    returnSequences: true,
    // The default, orthogonal, takes tfjs minutes at these sizes and changes nothing afterwards.
    recurrentInitializer: 'glorotNormal' as const,
    batchInputShape: [B, T, V],
  };
  const gated = { ...args, recurrentActivation: 'sigmoid' as const };
  const model = tf.sequential();
  if (cell === 'lstm') model.add(tf.layers.lstm(gated));
  else if (cell === 'gru') model.add(tf.layers.gru(gated));
  else model.add(tf.layers.simpleRNN(args));
  model.add(tf.layers.dense({ units: V, activation: 'softmax' }));
  model.compile({
    optimizer: optimizer === 'adam' ? tf.train.adam(2e-3, 0.9, 0.999, 1e-8) : tf.train.adagrad(0.1),
    loss: 'categoricalCrossentropy',
  });
  return model;
}
