import { test } from 'vitest';
import { openFusedContext } from '../../src/backends/webgl/fused/fusedContext.ts';
import { FusedModel } from '../../src/backends/webgl/fused/fusedModel.ts';
import { Renderer } from '../../src/backends/webgl/fused/renderer.ts';
import { openWebgl } from '../../src/backends/webgl/webglContext.ts';
import { asymmetricParameters, modelSpec, randomBatch, stepSettings } from './support/workload.ts';
import { countDraws } from './support/drawCounter.ts';
test('speed', async () => {
  const context = await openWebgl();
  const gl = context.gl;
  const fused = openFusedContext(context);
  for (const [cell, hidden] of (import.meta.env.VITE_CELLS ?? 'lstm:128').split(',').map((c: string) => [c.split(':')[0], Number(c.split(':')[1])] as const) as const) {
    const spec = modelSpec({ cell, hidden, vocab: 64 });
    const model = new FusedModel(fused, { spec, batch: 32, unroll: 64, params: asymmetricParameters(spec) }, () => undefined);
    const times: number[] = [];
    const c = countDraws(); let n = 0;
    for (let s = 0; s < 12; s++) {
      c.take();
      const t0 = performance.now();
      await model.step(randomBatch(spec, 64, 32, s, true), stepSettings('adam', { clip: { kind: 'norm', max: 1 } }));
      times.push(performance.now() - t0);
      n = c.take();
    }
    c.stop();
    const sorted = times.slice(2).sort((a, b) => a - b);
    // profile: finish after every program change
    const acc = new Map<string, number>();
    const R = Renderer.prototype as any;
    const draw = R.draw; const use = R.use;
    let name = '';
    const programNames = new Map<any, string>();
    R.use = function (p: any, i: any) { name = programNames.get(p) ?? p.samplers.join(',') ; return use.call(this, p, i); };
    const px = new Float32Array(4);
    R.draw = function (...a: any[]) { const t0 = performance.now(); draw.apply(this, a); gl.readPixels(0, 0, 1, 1, gl.RGBA, gl.FLOAT, px); acc.set(name + ' ' + (a[3] ?? a[0].width) + 'x' + (a[4] ?? a[0].height) + ':' + a[0].attachments, (acc.get(name + ' ' + (a[3] ?? a[0].width) + 'x' + (a[4] ?? a[0].height) + ':' + a[0].attachments) ?? 0) + performance.now() - t0); };
    await model.step(randomBatch(spec, 64, 32, 1, true), stepSettings('adam', { clip: { kind: 'norm', max: 1 } }));
    acc.clear();
    for (let s = 0; s < 4; s++) await model.step(randomBatch(spec, 64, 32, 1, true), stepSettings('adam', { clip: { kind: 'norm', max: 1 } }));
    R.use = use; R.draw = draw;
    // JS only
    const da = WebGL2RenderingContext.prototype.drawArrays;
    WebGL2RenderingContext.prototype.drawArrays = () => undefined;
    const js: number[] = [];
    for (let s = 0; s < 30; s++) { const b = randomBatch(spec, 64, 32, 1, true); const t1 = performance.now(); const p = model.step(b, stepSettings('adam', { clip: { kind: 'norm', max: 1 } })); js.push(performance.now() - t1); await p.catch(() => undefined); }
    WebGL2RenderingContext.prototype.drawArrays = da;
    js.sort((a, b) => a - b);
    console.log(cell, hidden, 'draws', n, 'median', sorted[5].toFixed(1), 'min', sorted[0].toFixed(1), times.map((x) => x.toFixed(0)).join(' '), 'js', js[15].toFixed(2), js[3].toFixed(2), 'MB', (model.bytes / 2 ** 20).toFixed(1), '\n' + [...acc].map(([k, v]) => (v / 4).toFixed(1) + ' ' + k).join('\n'));
    model.dispose();
  }
});
