import { test } from 'vitest';
import { openFusedContext } from '../../src/backends/webgl/fused/fusedContext.ts';
import { FusedModel } from '../../src/backends/webgl/fused/fusedModel.ts';
import { FusedPrimitives } from '../../src/backends/webgl/fused/fusedPrimitives.ts';
import { ProgramStore } from '../../src/backends/webgl/fused/programs.ts';
import { openWebgl } from '../../src/backends/webgl/webglContext.ts';
import { asymmetricParameters, modelSpec, randomBatch, stepSettings } from './support/workload.ts';
import { VARIANTS } from './fusedTmpVariants.ts';

test('ab', async () => {
  const context = await openWebgl();
  const gl = context.gl;
  const [cell, hidden] = (import.meta.env.VITE_CELLS ?? 'lstm:128').split(':') as ['lstm', string];
  const spec = modelSpec({ cell, hidden: Number(hidden), vocab: 64 });
  const get = ProgramStore.prototype.get as any;
  const prims: any[] = [];
  const P = FusedPrimitives.prototype as any;
  const models: any[] = [];
  for (const { change } of VARIANTS) {
    (ProgramStore.prototype as any).get = function (source: string, ...rest: any[]) { return get.call(this, change(source), ...rest); };
    const fused = openFusedContext(context);
    const old = P.startFrom; let prim: any;
    P.startFrom = function (...a: any[]) { prim = this; return old.apply(this, a); };
    const model = new FusedModel(fused, { spec, batch: 32, unroll: 64, params: asymmetricParameters(spec) }, () => undefined);
    const r = await model.step(randomBatch(spec, 64, 32, 0, true), stepSettings('adam'));
    P.startFrom = old;
    models.push({ model, fused, r }); prims.push(prim);
  }
  (ProgramStore.prototype as any).get = get;
  const px = new Float32Array(4);
  const parts: Record<string, (p: any) => void> = {
    fwd: (p) => { for (let t = 0; t < 64; t++) p.cellForward(0, t); },
    head: (p) => p.head(),
    headBackward: (p) => p.headBackward(),
    bwd: (p) => { for (let t = 63; t >= 0; t--) p.cellBackward(0, t); },
    weights: (p) => p.weightGradients(0),
  };
  const times: Record<string, number[][]> = {};
  for (let round = 0; round < 12; round++) {
    for (const part of Object.keys(parts)) {
      times[part] ??= VARIANTS.map(() => []);
      VARIANTS.forEach((_, v) => {
        models[v].fused.run(() => {
          const t0 = performance.now();
          parts[part](prims[v]);
          gl.readBuffer(gl.COLOR_ATTACHMENT0);
          gl.readPixels(0, 0, 1, 1, gl.RGBA, gl.FLOAT, px);
          times[part][v].push(performance.now() - t0);
        });
      });
    }
  }
  const med = (a: number[]) => [...a].sort((x, y) => x - y)[Math.floor(a.length / 2)];
  for (const part of Object.keys(parts)) {
    console.log('AB', part, VARIANTS.map((v, k) => `${v.name}: med ${med(times[part][k]).toFixed(1)} min ${Math.min(...times[part][k]).toFixed(1)} ratio ${med(times[part][k].map((x, i) => x / times[part][0][i])).toFixed(2)}`).join(' | '));
  }
  console.log('AB', models.map((m) => JSON.stringify(m.r)).join(' '));
});
