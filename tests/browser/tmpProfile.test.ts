import { it } from 'vitest';
import * as tf from '@tensorflow/tfjs-core';
import { openWebglBackend } from '../../src/backends/webgl/webglBackend.ts';
import { asymmetricParameters, modelSpec, randomBatch, stepSettings } from './support/workload.ts';
import { planRowSums, sumRows } from '../../src/backends/webgl/rowSums.ts';
it('profile', async () => {
  const backend = await openWebglBackend();
  for (const [hidden, vocab] of [[8, 8], [64, 8], [64, 64]] as const) {
    const spec = modelSpec({ cell: 'lstm', hidden, vocab });
    const model = await backend.createModel({ spec, batch: 32, unroll: 64, params: asymmetricParameters(spec) });
    const ms: number[] = [];
    for (let s = 0; s < 6; s++) { const b = performance.now(); await model.step(randomBatch(spec, 64, 32, s, true), stepSettings('adam', { clip: { kind: 'norm', max: 1 } })); ms.push(performance.now() - b); }
    console.log(hidden, vocab, ms.map(Math.round).join(' '));
    model.dispose();
  }
  const a = tf.mul(tf.randomUniform([2048, 256]) as tf.Tensor2D, 1) as tf.Tensor2D, h = tf.mul(tf.randomUniform([2048, 64]), 1) as tf.Tensor2D;
  const w = tf.mul(tf.randomUniform([64, 256]), 1) as tf.Tensor2D; const w1 = tf.mul(tf.randomUniform([256, 64]), 1) as tf.Tensor2D; const hb = tf.mul(tf.randomUniform([32, 64]), 1) as tf.Tensor2D;
  const db = tf.mul(tf.randomUniform([32, 256]), 1) as tf.Tensor2D;
  const plan = planRowSums(randomBatch(modelSpec({ cell: 'lstm', vocab: 64 }), 64, 32, 1).x, 64);
  const time = async (name: string, f: () => tf.Tensor, n = 1) => { const ms: number[] = []; for (let s = 0; s < 6; s++) { const b = performance.now(); const r = tf.tidy(() => { let t = f(); for (let k = 1; k < n; k++) { t.dispose(); t = f(); } return tf.slice(tf.reshape(t, [-1]), 0, 1); }); await r.data(); r.dispose(); ms.push(performance.now() - b); } console.log(name, ms.map((x) => x.toFixed(1)).join(' ')); };
  await time('nothing', () => tf.mul(hb, 2));
  await time('mul x64', () => tf.mul(hb, 2), 64);
  await time('mul 4H x64', () => tf.mul(db, 2), 64);
  await time('tanh x64', () => tf.tanh(hb), 64);
  await time('dWhh', () => tf.matMul(a, h, true, false));
  await time('rowsums', () => sumRows(a, plan));
  await time('biassum', () => tf.sum(a, 0));
  await time('fwd mm x64', () => tf.fused.matMul({ a: hb, b: w1, transposeB: true, bias: db }), 64);
  await time('bwd mm x64', () => tf.fused.matMul({ a: db, b: w1, bias: hb }), 64);
  await time('slice x64', () => tf.slice(a, [320, 0], [32, 256]), 64);
});
