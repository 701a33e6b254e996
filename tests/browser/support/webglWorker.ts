import type { Backend } from '../../../src/backends/backend.ts';
import { openWebglBackend } from '../../../src/backends/webgl/webglBackend.ts';
import type { ModelSpec } from '../../../src/engine/spec.ts';
import { countDraws } from './drawCounter.ts';
import { asymmetricParameters, randomBatch, stepSettings } from './workload.ts';

/** A run asked of the worker. */
export interface WorkerRun {
  readonly spec: ModelSpec;
  readonly batch: number;
  readonly unroll: number;
  readonly steps: number;
}

/** What the run did: per step the loss, the wall time in milliseconds and the draw calls. */
export interface WorkerRunReport {
  readonly detail: string;
  readonly losses: readonly number[];
  readonly milliseconds: readonly number[];
  readonly draws: readonly number[];
}

let backend: Backend | null = null;

async function run({ spec, batch, unroll, steps }: WorkerRun): Promise<WorkerRunReport> {
  backend ??= await openWebglBackend();
  const counter = countDraws();
  const model = await backend.createModel({ spec, batch, unroll, params: asymmetricParameters(spec) });
  const settings = stepSettings('adam', { clip: { kind: 'norm', max: 1 } });
  const losses: number[] = [];
  const milliseconds: number[] = [];
  const draws: number[] = [];
  for (let step = 0; step < steps; step++) {
    const window = randomBatch(spec, unroll, batch, step % 3, true);
    counter.take();
    const begun = performance.now();
    losses.push((await model.step(window, settings)).loss);
    milliseconds.push(performance.now() - begun);
    draws.push(counter.take());
  }
  model.dispose();
  counter.stop();
  return { detail: backend.detail, losses, milliseconds, draws };
}

self.addEventListener('message', (event: MessageEvent<WorkerRun>) => {
  run(event.data).then(
    (report) => self.postMessage({ report }),
    (error: unknown) => self.postMessage({ error: String(error) }),
  );
});
