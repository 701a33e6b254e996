import { afterAll, beforeAll, expect, it } from 'vitest';
import { openCpuBackend } from '../../src/backends/cpu/cpuBackend.ts';
import type { CellKind } from '../../src/engine/spec.ts';
import type { WorkerRun, WorkerRunReport } from './support/webglWorker.ts';
import { asymmetricParameters, modelSpec, randomBatch, stepSettings } from './support/workload.ts';

let worker: Worker;

beforeAll(() => {
  worker = new Worker(new URL('./support/webglWorker.ts', import.meta.url), { type: 'module' });
});
afterAll(() => worker.terminate());

function run(asked: WorkerRun): Promise<WorkerRunReport> {
  return new Promise((resolve, reject) => {
    worker.onmessage = ({ data }: MessageEvent<{ report?: WorkerRunReport; error?: string }>) => {
      if (data.report) resolve(data.report);
      else reject(new Error(data.error));
    };
    worker.onerror = (event) => reject(new Error(event.message));
    worker.postMessage(asked);
  });
}

it.each<CellKind>(['rnn', 'gru', 'lstm'])('trains the %s in a module worker as the reference does', async (cell) => {
  const spec = modelSpec({ cell });
  const { losses, detail } = await run({ spec, batch: 3, unroll: 6, steps: 5 });
  const reference = await openCpuBackend().createModel({
    spec,
    batch: 3,
    unroll: 6,
    params: asymmetricParameters(spec),
  });
  expect(detail).toBe('SwiftShader');
  expect(losses).toHaveLength(5);
  for (const [step, loss] of losses.entries()) {
    const settings = stepSettings('adam', { clip: { kind: 'norm', max: 1 } });
    const expected = await reference.step(randomBatch(spec, 6, 3, step % 3, true), settings);
    expect(Math.abs(loss - expected.loss)).toBeLessThan(1e-5);
  }
});

/** Upper bounds on draw calls per training step at T = 64, one layer: 9, 22 and 27 per timestep and what stands outside. */
const DRAWS: readonly (readonly [CellKind, number])[] = [
  ['rnn', 900],
  ['gru', 1800],
  ['lstm', 2150],
];

it.each(DRAWS)('trains the %s of the default size in as many draws at every step', async (cell, most) => {
  const spec = modelSpec({ cell, hidden: 64, vocab: 64 });
  const { losses, milliseconds, draws } = await run({ spec, batch: 32, unroll: 64, steps: 4 });
  const settled = milliseconds.slice(1).sort((a, b) => a - b);
  console.info(
    `${cell}: ${draws[1]} draws, ${settled[1]!.toFixed(0)} ms per step, first ${milliseconds[0]!.toFixed(0)} ms`,
  );
  expect(losses.at(-1)!).toBeLessThan(losses[0]!);
  expect(draws[1]!).toBeLessThan(most);
  expect(draws.slice(1)).toEqual(draws.slice(1).fill(draws[1]!));
});
