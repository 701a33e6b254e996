import { test } from 'vitest';
import { openFusedContext } from '../../src/backends/webgl/fused/fusedContext.ts';
import { openWebgl } from '../../src/backends/webgl/webglContext.ts';
test('guard', async () => {
  const context = await openWebgl();
  const gl = context.gl as any;
  const fused = openFusedContext(context);
  const time = (f: () => void) => { const a: number[] = []; for (let r = 0; r < 15; r++) { const t0 = performance.now(); for (let i = 0; i < 200; i++) f(); a.push((performance.now() - t0) / 200 * 1000); } return a.sort((x, y) => x - y)[3].toFixed(2); };
  console.log('AB guard us', time(() => fused.run(() => undefined)));
  for (const n of ['CURRENT_PROGRAM', 'VERTEX_ARRAY_BINDING', 'DRAW_FRAMEBUFFER_BINDING', 'PIXEL_PACK_BUFFER_BINDING', 'ACTIVE_TEXTURE', 'VIEWPORT', 'COLOR_WRITEMASK']) console.log('AB', n, time(() => gl.getParameter(gl[n])));
  for (const n of ['SCISSOR_TEST', 'BLEND', 'DITHER', 'RASTERIZER_DISCARD']) console.log('AB', n, time(() => gl.isEnabled(gl[n])));
});
