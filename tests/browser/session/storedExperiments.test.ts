import { openDB } from 'idb';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createAppStore } from '../../../src/session/appStore.ts';
import type { AppStoreApi } from '../../../src/state/actions.ts';
import { activeModels, allModels } from '../../../src/state/models.ts';
import type { Settings } from '../../../src/state/settings.ts';
import type { AppState } from '../../../src/state/state.ts';
import { eraseStorage } from '../../../src/storage/erase.ts';
import { STORAGE_BUDGET } from '../../../src/storage/schema.ts';
import { until } from '../support/until.ts';

const SETTINGS = { backend: 'wasm', hidden: 8, unroll: 16, batch: 4 } as const;
const TEXT = 'the cat sat on the mat, and the dog lay under the tree. '.repeat(40);

let open: AppStoreApi[] = [];

/** A page of this browser. */
async function page(given: Partial<Settings> = {}): Promise<AppStoreApi> {
  const store = createAppStore({ ...SETTINGS, ...given }, { isStored: true });
  open.push(store);
  await until(store, (s) => s.text !== null && ['idle', 'paused'].includes(s.status), 'ready');
  return store;
}

/** Ends a page. What it has not saved by then is lost. */
async function leave(store: AppStoreApi): Promise<void> {
  await store.getState().close();
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
  return activeModels(state).map(({ run }) => run?.step ?? 0);
}

function losses(state: AppState): number[][] {
  return activeModels(state).map(({ run }) => [...run!.loss.values.subarray(0, run!.loss.length)]);
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

/** A database that cannot be opened. */
function refusing(reason: Error): unknown {
  return {
    open: () => {
      throw reason;
    },
  };
}

describe('an experiment that is stored', () => {
  beforeEach(async () => {
    await eraseStorage();
  });
  afterEach(async () => {
    for (const store of open) await leave(store);
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
    await leave(first);

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
    await leave(first);
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
    await saved(store);
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

  test('is opened from the list without the lesson and the glossary that stood beside it when it was stored', async () => {
    const store = await page();
    store.getState().setUi({ workspace: 'watch', lesson: 'list', glossary: 'all' });
    await take(store, 1);
    await saved(store);
    const id = store.getState().storage.experiment!;
    await store.getState().newExperiment();
    await store.getState().openExperiment(id);
    expect(store.getState().ui).toMatchObject({ workspace: 'watch', lesson: null, glossary: null });
  });

  test.each([
    ['no database at all', undefined, 'stores nothing for this page (it has no IndexedDB, or it is switched off), so'],
    [
      'a database that is denied',
      refusing(new DOMException("Failed to execute 'open' on 'IDBFactory': access is denied.", 'SecurityError')),
      'stores nothing for this page (access is denied), so',
    ],
    ['a database that does not work', refusing(new TypeError('Cannot read properties of null')), 'this page, so'],
  ])('%s is said in plain words, and training goes on', async (_, database, said) => {
    vi.stubGlobal('indexedDB', database);
    const store = await page();
    vi.unstubAllGlobals();
    expect(store.getState().storage.trouble?.message).toContain(said);
    await take(store, 1);
  });

  test.each(['cpu', 'webgl'] as const)('on %s it trains on bit for bit as well', async (backend) => {
    const small = { backend, hidden: 4, unroll: 5, batch: 2 } as const;
    const first = await page(small);
    for (const id of ['rnn', 'gru']) first.getState().toggleModel(id);
    await until(first, (s) => s.status === 'idle' && steps(s).length === 1, 'one model');
    await take(first, 4);
    expect(first.getState().backend?.name).toBe(backend);
    await saved(first);
    await leave(first);
    const second = await page({ backend });
    expect(steps(second.getState())).toEqual([4]);
    await take(second, 3);
    expect(second.getState().backend?.name).toBe(backend);
    const resumed = losses(second.getState());
    second.getState().reset();
    await until(second, (s) => s.status === 'idle' && steps(s).every((step) => step === 0), 'a new run');
    await take(second, 7);
    expect(losses(second.getState())).toEqual(resumed);
  });

  test('without room the page says so until there is room again, and training goes on', async () => {
    const database = await openDB('unrolled', 1, {
      upgrade(fresh) {
        fresh.createObjectStore('experiments', { keyPath: 'id' });
        for (const store of ['records', 'arrays']) fresh.createObjectStore(store);
      },
    });
    const large = { id: 'large', name: '', textName: 'large', step: 1, loss: null, date: 0, bytes: STORAGE_BUDGET };
    await database.put('experiments', large);
    database.close();
    const store = await page({ hidden: 4 });
    store.getState().setHypothesis({ id: 'own', name: 'cats', kind: 'pattern', pattern: 'cat' });
    await until(store, (s) => s.storage.status === 'full', 'no room');
    // Nothing of it is stored, and there is something to delete.
    expect(store.getState().storage.trouble?.message).toMatch(/There is no room left.* loses all of it\.$/);
    expect(store.getState().storage.trouble?.action).toMatch(/^Choose File → Experiments and delete/);
    await take(store, 1);
    expect(store.getState().storage.trouble).not.toBeNull();
    await store.getState().deleteExperiment('large');
    await until(store, (s) => s.storage.status === 'on', 'room');
    expect(store.getState().storage.trouble).toBeNull();
    await saved(store);
  });
});
