import { expect, it } from 'vitest';
import type { Backend } from '../../../src/backends/backend.ts';
import { openCpuBackend } from '../../../src/backends/cpu/cpuBackend.ts';
import { openWasmBackend } from '../../../src/backends/wasm/wasmBackend.ts';
import { asymmetricParameters, modelSpec, randomBatch, stepSettings } from '../../browser/support/workload.ts';
import { PLAIN } from './support.ts';

it.each<[string, () => Promise<Backend>]>([
  ['cpu', async () => openCpuBackend()],
  ['wasm', () => openWasmBackend(PLAIN)],
])('a model that begins at a later step takes the same first steps of Adam on %s', async (_, openBackend) => {
  const backend = await openBackend();
  const spec = modelSpec({ cell: 'gru' });
  const create = () => backend.createModel({ spec, batch: 3, unroll: 6, params: asymmetricParameters(spec) });
  const [fresh, later] = [await create(), await create()];
  await later.setState({ ...(await later.getState()), step: 5000, momentsFrom: 5000 });
  for (let step = 0; step < 3; step++) {
    const batch = randomBatch(spec, 6, 3, step);
    expect(await later.step(batch, stepSettings('adam'))).toEqual(await fresh.step(batch, stepSettings('adam')));
  }
  // Another backend goes on with the same moments.
  const moved = await create();
  await moved.setState(await later.getState());
  const batch = randomBatch(spec, 6, 3, 9);
  const reports = [await fresh.step(batch, stepSettings('adam')), await moved.step(batch, stepSettings('adam'))];
  expect(reports[1]).toEqual(reports[0]);
  const [state, expected] = [await moved.getState(), await fresh.getState()];
  expect(state.params).toEqual(expected.params);
  expect(state.step).toBe(5004);
  expect(state.momentsFrom).toBe(5000);
});
