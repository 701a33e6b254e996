/** What a training worker gets belongs together, whatever takes the place of the experiment meanwhile. */
import { expect, test } from 'vitest';
import type { ModelState } from '../../../src/backends/backend.ts';
import { loadModels } from '../../../src/session/loadModels.ts';
import { DEFAULT_SETTINGS } from '../../../src/state/settings.ts';
import type { AppState } from '../../../src/state/state.ts';
import type { TrainedModel, TrainerApi } from '../../../src/worker/protocol.ts';
import { specOf } from '../engine/models.ts';
import { modelOf } from '../state/modelOf.ts';
import { fakeWorker } from './fakeWorker.ts';

test('a model gets the snapshot that it had when loading began, not that of an experiment that came meanwhile', async () => {
  const carry = { h: new Float32Array(2), c: null };
  const snapshotOf = (params: number): ModelState =>
    ({ params: new Float32Array(params), compensation: null, moments: [], carry, step: 7 }) as unknown as ModelState;
  const snapshots = new Map([['rnn', snapshotOf(5)]]);
  const added: TrainedModel[] = [];
  const { client } = fakeWorker<TrainerApi>({
    configure: () => {
      snapshots.set('rnn', snapshotOf(9));
      return Promise.resolve({ batch: 1, unroll: 2 });
    },
    cost: () => Promise.resolve(null),
    addModel: (model: TrainedModel) => Promise.resolve(void added.push(model)),
  });
  const run = { spec: specOf({ cell: 'rnn', hidden: 2 }), params: new Float32Array(5), paramsStep: 0 };
  const state = {
    models: { rnn: modelOf('rnn', { run }) },
    settings: DEFAULT_SETTINGS,
    text: { tokens: new Int32Array(8), trainCount: 8, symbols: ['a'] },
  } as unknown as AppState;
  await loadModels(client, state, snapshots);
  const [{ start }] = added as [TrainedModel];
  expect('state' in start && start.state.params).toHaveLength(5);
});
