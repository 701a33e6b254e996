/** Find over training, through the store with its real workers and kernels. */
import { afterEach, expect, test } from 'vitest';
import { createAppStore } from '../../../src/session/appStore.ts';
import { stillRetained, weightsOf } from '../../../src/state/scoredWeights.ts';
import type { AppStoreApi } from '../../../src/state/actions.ts';
import { until } from '../support/until.ts';

const TEXT = 'She said "wait, (now)", and the bell rang; nobody answered.\nThen a boat (grey) left.\n'.repeat(40);

let store: AppStoreApi | null = null;
const now = () => store!.getState();

afterEach(() => {
  void store?.getState().close();
  store = null;
});

test('every kept step is scored once, steps trained later are added, and a new search begins anew', async () => {
  store = createAppStore({ backend: 'cpu', hidden: 6, unroll: 16, batch: 4 });
  expect(await now().takeText(TEXT, 'a test', { kind: 'paste' })).toBe(true);
  for (const id of ['rnn', 'gru']) now().toggleModel(id);
  await until(store, (s) => s.status === 'idle' && s.models['lstm']?.shown?.trace !== undefined, 'a traced model');
  await now().scoreOverTraining();
  expect(now().models['lstm']!.results.scoresOverTraining).toBeNull();

  for (let step = 1; step <= 3; step++) {
    now().stepOnce();
    await until(store, (s) => s.models['lstm']!.run!.step === step && s.status === 'paused', `step ${step}`);
  }
  await until(store, (s) => s.models['lstm']!.shown!.trace!.step === 3, 'the newest trace');
  await now().search();
  await now().scoreOverTraining();
  const first = now().models['lstm']!.results.scoresOverTraining!;
  const { found } = now().models['lstm']!.results.search!.findings!;
  expect(first).toMatchObject({ status: 'done' });
  expect(first.checkpointMetrics.map(({ step }) => step)).toEqual([0, 1, 2, 3]);
  expect(
    first.checkpointMetrics.every(
      ({ best, followed }) => best.length === found.length && followed.length === found.length,
    ),
  ).toBe(true);
  // Other weights, other scores.
  expect(first.checkpointMetrics[0]!.best[0]!.score).not.toBe(first.checkpointMetrics[3]!.best[0]!.score);

  now().stepOnce();
  await until(store, (s) => s.models['lstm']!.run!.step === 4 && s.status === 'paused', 'step 4');
  await now().scoreOverTraining();
  const second = now().models['lstm']!.results.scoresOverTraining!;
  expect(second.checkpointMetrics.map(({ step }) => step)).toEqual([0, 1, 2, 3, 4]);
  expect(second.checkpointMetrics.slice(0, 4)).toEqual(first.checkpointMetrics);
  const kept = weightsOf(now().models['lstm']!.run!, now().models['lstm']!.results.search!);
  expect(stillRetained(second.checkpointMetrics, kept)).toHaveLength(5);

  await now().search();
  await now().scoreOverTraining();
  expect(now().models['lstm']!.results.scoresOverTraining!.of).toBe(now().models['lstm']!.results.search!.findings);
  now().reset();
  await until(
    store,
    (s) => s.status === 'idle' && s.models['lstm']!.results.scoresOverTraining === null,
    'the new run',
  );
});

test('scoring is stopped at once and keeps what it has', async () => {
  store = createAppStore({ backend: 'cpu', hidden: 6, unroll: 16, batch: 4 });
  expect(await now().takeText(TEXT, 'a test', { kind: 'paste' })).toBe(true);
  await until(store, (s) => s.status === 'idle' && s.models['lstm']?.shown?.trace !== undefined, 'a traced model');
  await now().search();
  const ended = now().scoreOverTraining();
  await until(store, (s) => s.models['lstm']!.results.scoresOverTraining !== null, 'scoring to begin');
  now().stopScoringOverTraining();
  expect(now().models['lstm']!.results.scoresOverTraining!.status).toBe('stopped');
  await ended;
  expect(now().notice).toBeNull();
});
