import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createAppStore } from '../../../src/session/appStore.ts';
import type { AppStoreApi } from '../../../src/state/actions.ts';
import { allModels } from '../../../src/state/models.ts';
import type { AppState } from '../../../src/state/state.ts';
import { eraseStorage } from '../../../src/storage/erase.ts';
import { until } from '../support/until.ts';

const SETTINGS = { backend: 'wasm', hidden: 8, unroll: 16, batch: 4 } as const;
const TEXT = 'the cat sat on the mat, and the dog lay under the tree. '.repeat(40);

let open: AppStoreApi[] = [];

/** A page of this browser. */
async function page(): Promise<AppStoreApi> {
  const store = createAppStore(SETTINGS, { isStored: true });
  open.push(store);
  await until(store, (s) => s.text !== null && ['idle', 'paused'].includes(s.status), 'ready');
  return store;
}

/** Ends a page. What it has not saved by then is lost. */
function leave(store: AppStoreApi): void {
  store.getState().close();
  open = open.filter((one) => one !== store);
}

/** Trains every model one step, so many times. */
async function take(store: AppStoreApi, count: number): Promise<void> {
  const first = Math.min(...steps(store.getState()));
  for (let step = first + 1; step <= first + count; step++) {
    store.getState().stepOnce();
    await until(store, (s) => s.status === 'paused' && steps(s).every((taken) => taken === step), `step ${step}`);
  }
}

async function trainTo(store: AppStoreApi, step: number): Promise<void> {
  store.getState().train();
  await until(store, (s) => steps(s).every((taken) => taken >= step), `step ${step}`);
  store.getState().pause();
  await until(store, (s) => s.status === 'paused', 'paused');
}

function steps(state: AppState): number[] {
  return allModels(state).map(({ run }) => run?.step ?? 0);
}

function losses(state: AppState): number[][] {
  return allModels(state).map(({ run }) => [...run!.loss.values.subarray(0, run!.loss.length)]);
}

/** Resolves when what the store holds now has been saved. */
async function saved(store: AppStoreApi): Promise<void> {
  const { id, step } = { id: store.getState().storage.experiment, step: Math.max(...steps(store.getState())) };
  for (;;) {
    await store.getState().listExperiments();
    const { experiments, experiment } = store.getState().storage;
    if (experiments.some((one) => one.id === experiment && one.step === step && (id === null || one.id === id))) return;
    await new Promise((resolve) => requestAnimationFrame(resolve));
  }
}

describe('an experiment that is stored', () => {
  beforeEach(async () => {
    await eraseStorage();
  });
  afterEach(async () => {
    for (const store of open) leave(store);
    await eraseStorage();
  });

  test('comes back at its step, says so, and trains on as if it had not stopped', async () => {
    const first = await page();
    await first.getState().takeText(TEXT, 'cats', { kind: 'paste' });
    await until(first, (s) => s.status === 'idle' && s.text?.name === 'cats', 'the text');
    first.getState().addModel('lstm', { forgetBias: 3 });
    first.getState().setUi({ workspace: 'watch', cursor: { t: 17, unit: 5 } });
    first.getState().setHypothesis({ id: 'own', name: 'cats', kind: 'pattern', pattern: 'cat' });
    await take(first, 12);
    first.getState().changeSettings({ learningRate: 0.01 });
    await trainTo(first, 60);
    await saved(first);
    const before = first.getState();
    leave(first);

    const second = await page();
    await until(second, (s) => s.notice !== null, 'a notice');
    const after = second.getState();
    expect(after.notice!.text).toMatch(/“cats” is back as you left it, at step [\d,]+\./);
    expect(after.text).toEqual(before.text);
    expect(after.settings).toEqual(before.settings);
    expect(after.hypotheses).toEqual(before.hypotheses);
    expect(after.ui).toEqual(before.ui);
    expect(allModels(after).map(({ is }) => is)).toEqual(allModels(before).map(({ is }) => is));
    expect(steps(after)).toEqual(steps(before));
    expect(losses(after)).toEqual(losses(before));
    for (const [k, { run }] of allModels(after).entries()) {
      const { checkpoints, trained, params } = allModels(before)[k]!.run!;
      expect(run).toMatchObject({ trained, params });
      expect(run!.checkpoints).toEqual(checkpoints);
    }
    const end = Math.max(...steps(after)) + 40;
    await trainTo(second, end);
    const resumed = losses(second.getState());

    // The same without a stop.
    second.getState().changeSettings({ learningRate: 0.005 });
    second.getState().reset();
    await until(second, (s) => s.status === 'idle' && steps(s).every((step) => step === 0), 'a new run');
    await take(second, 12);
    second.getState().changeSettings({ learningRate: 0.01 });
    await trainTo(second, end);
    for (const [k, series] of losses(second.getState()).entries()) {
      expect(series.slice(0, end)).toEqual(resumed[k]!.slice(0, end));
    }
  });

  test('another tab begins afresh, and cannot open it while the first has it', async () => {
    const first = await page();
    await trainTo(first, 3);
    await saved(first);
    const id = first.getState().storage.experiment!;
    sessionStorage.removeItem('unrolled.experiment');
    const second = await page();
    expect(steps(second.getState())).toEqual([0, 0, 0]);
    await second.getState().openExperiment(id);
    expect(second.getState().notice?.text).toBe('This experiment is open in another tab.');
    leave(first);
    for (let tries = 0; second.getState().storage.experiment !== id && tries < 50; tries++) {
      await second.getState().openExperiment(id);
    }
    expect(second.getState().storage.experiment, second.getState().notice?.text).toBe(id);
    expect(steps(second.getState()).every((step) => step >= 3)).toBe(true);
  });

  test('a text after training begins another experiment; both are listed, and each can be opened', async () => {
    const store = await page();
    await trainTo(store, 3);
    await saved(store);
    const first = store.getState().storage.experiment!;
    await store.getState().takeText(TEXT, 'cats', { kind: 'paste' });
    await until(store, (s) => s.storage.experiment !== first, 'another experiment');
    await store.getState().listExperiments();
    const second = store.getState().storage.experiment!;
    expect(store.getState().storage.experiments.map(({ id, textName }) => [id, textName])).toEqual([
      [second, 'cats'],
      [first, expect.not.stringMatching('cats')],
    ]);
    await store.getState().openExperiment(first);
    expect(steps(store.getState()).every((step) => step >= 3)).toBe(true);
    await store.getState().deleteExperiment(second);
    expect(store.getState().storage.experiments.map(({ id }) => id)).toEqual([first]);
  });
});
