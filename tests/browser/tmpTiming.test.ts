import { expect, it } from 'vitest';
import type { WorkerRunReport } from './support/webglWorker.ts';
import { modelSpec } from './support/workload.ts';
it('time', async () => {
  const worker = new Worker(new URL('./support/webglWorker.ts', import.meta.url), { type: 'module' });
  worker.onerror = (e) => console.log('ERR', e.message);
  for (const cell of ['rnn', 'gru', 'lstm'] as const) {
    const reply = await new Promise<{ report: WorkerRunReport; error: string }>((done) => {
      worker.onmessage = (event) => done(event.data);
      worker.postMessage({ spec: modelSpec({ cell, hidden: 64, vocab: 64 }), batch: 32, unroll: 64, steps: 5 });
    });
    console.log(cell, JSON.stringify(reply));
    expect(reply.error).toBeUndefined();
  }
  worker.terminate();
});
