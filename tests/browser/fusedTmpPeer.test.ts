import * as tf from '@tensorflow/tfjs-core';
import * as tfl from '@tensorflow/tfjs-layers';
import '@tensorflow/tfjs-core/dist/register_all_gradients';
import { test } from 'vitest';
import { openFusedContext } from '../../src/backends/webgl/fused/fusedContext.ts';
import { FusedModel } from '../../src/backends/webgl/fused/fusedModel.ts';
import { openWebgl } from '../../src/backends/webgl/webglContext.ts';
import { asymmetricParameters, modelSpec, randomBatch, stepSettings } from './support/workload.ts';
import { countDraws } from './support/drawCounter.ts';

test('peer', { timeout: 300000 }, async () => {
  const context = await openWebgl();
  const fused = openFusedContext(context);
  for (const [V, H, B, T, cell] of [[64, 128, 32, 64, 'lstm'], [8, 4, 4, 64, 'lstm'], [64, 256, 32, 64, 'lstm'], [64, 128, 32, 64, 'gru'], [64, 128, 32, 64, 'rnn']] as const) {
    const spec = modelSpec({ cell, hidden: H, vocab: V });
    const model = new FusedModel(fused, { spec, batch: B, unroll: T, params: asymmetricParameters(spec) }, () => undefined);
    const net = tfl.sequential();
    const args = { units: H, returnSequences: true, recurrentInitializer: 'glorotUniform' as const, inputShape: [T, V] as [number, number] };
    net.add(cell === 'lstm' ? tfl.layers.lstm({ ...args, recurrentActivation: 'sigmoid' }) : cell === 'gru' ? tfl.layers.gru({ ...args, recurrentActivation: 'sigmoid' }) : tfl.layers.simpleRNN(args));
    net.add(tfl.layers.dense({ units: V, activation: 'softmax' }));
    net.compile({ optimizer: tf.train.adam(2e-3), loss: 'categoricalCrossentropy' });
    const ours: number[] = []; const theirs: number[] = []; const draws = [0, 0];
    const settings = stepSettings('adam', { clip: { kind: 'norm', max: 1 } });
    const c = countDraws();
    for (let round = -2; round < 5; round++) {
      const batch = randomBatch(spec, T, B, round + 5, true);
      c.take();
      let t0 = performance.now();
      await model.step(batch, settings); if (round >= 0) ours.push(performance.now() - t0);
      draws[0] = c.take();
      t0 = performance.now();
      const [x, y] = [batch.x, batch.y].map((a) => tf.tidy(() => tf.transpose(tf.oneHot(tf.tensor2d(a, [T, B], 'int32'), V, 1, 0, 'float32'), [1, 0, 2])));
      await net.trainOnBatch(x, y); if (round >= 0) theirs.push(performance.now() - t0);
      draws[1] = c.take(); tf.dispose([x, y]);
    }
    c.stop();
    const ratio = theirs.map((t, k) => t / ours[k]).sort((a, b) => a - b);
    const med = (a: number[]) => [...a].sort((p, q) => p - q)[2].toFixed(1);
    console.log('AB', cell, `V${V} H${H} B${B} T${T}`, 'ours', med(ours), 'layers', med(theirs), 'ratio', ratio[2].toFixed(2), `[${ratio[0].toFixed(2)}–${ratio[4].toFixed(2)}]`, 'draws', draws.join('/'), (draws[1] / draws[0]).toFixed(1));
    model.dispose(); net.dispose();
  }
});
