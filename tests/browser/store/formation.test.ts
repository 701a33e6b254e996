/** Find over training, through the store with its real workers and kernels. */
import { afterEach, expect, test } from 'vitest';
import { createAppStore } from '../../../src/store/appStore.ts';
import { stillKept, weightsOf } from '../../../src/store/forming.ts';
import type { AppStoreApi } from '../../../src/store/state.ts';
import { until } from '../support/until.ts';

const TEXT = 'She said "wait, (now)", and the bell rang; nobody answered.\nThen a boat (grey) left.\n'.repeat(40);

let store: AppStoreApi | null = null;
const now = () => store!.getState();

afterEach(() => {
  store?.getState().close();
  store = null;
});

test('every kept step is scored once, steps trained later are added, and a new search begins anew', async () => {
  store = createAppStore({ backend: 'cpu', hidden: 6, unroll: 16, batch: 4 });
  expect(await now().takeText(TEXT, 'a test', { kind: 'paste' })).toBe(true);
  for (const id of ['rnn', 'gru']) now().toggleSlot(id);
  await until(store, (s) => s.status === 'idle' && s.traces['lstm'] !== undefined, 'a traced model');
  await now().scoreFormation();
  expect(now().formations).toEqual({});

  for (let step = 1; step <= 3; step++) {
    now().stepOnce();
    await until(store, (s) => s.runs['lstm']!.step === step && s.status === 'paused', `step ${step}`);
  }
  await until(store, (s) => s.traces['lstm']!.step === 3, 'the newest trace');
  await now().search();
  await now().scoreFormation();
  const first = now().formations['lstm']!;
  const { found } = now().searches['lstm']!.findings!;
  expect(first).toMatchObject({ status: 'done' });
  expect(first.moments.map(({ step }) => step)).toEqual([0, 1, 2, 3]);
  expect(
    first.moments.every(({ best, followed }) => best.length === found.length && followed.length === found.length),
  ).toBe(true);
  // Other weights, other scores.
  expect(first.moments[0]!.best[0]!.score).not.toBe(first.moments[3]!.best[0]!.score);

  now().stepOnce();
  await until(store, (s) => s.runs['lstm']!.step === 4 && s.status === 'paused', 'step 4');
  await now().scoreFormation();
  const second = now().formations['lstm']!;
  expect(second.moments.map(({ step }) => step)).toEqual([0, 1, 2, 3, 4]);
  expect(second.moments.slice(0, 4)).toEqual(first.moments);
  const kept = weightsOf(now().runs['lstm']!, now().searches['lstm']!);
  expect(stillKept(second.moments, kept)).toHaveLength(5);

  await now().search();
  await now().scoreFormation();
  expect(now().formations['lstm']!.of).toBe(now().searches['lstm']!.findings);
  now().reset();
  await until(store, (s) => s.status === 'idle' && s.formations['lstm'] === undefined, 'the new run');
});

test('scoring is stopped at once and keeps what it has', async () => {
  store = createAppStore({ backend: 'cpu', hidden: 6, unroll: 16, batch: 4 });
  expect(await now().takeText(TEXT, 'a test', { kind: 'paste' })).toBe(true);
  await until(store, (s) => s.status === 'idle' && s.traces['lstm'] !== undefined, 'a traced model');
  await now().search();
  const ended = now().scoreFormation();
  await until(store, (s) => s.formations['lstm'] !== undefined, 'scoring to begin');
  now().stopFormation();
  expect(now().formations['lstm']!.status).toBe('stopped');
  await ended;
  expect(now().notice).toBeNull();
});
