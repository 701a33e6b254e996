import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createAppStore } from '../../../src/session/appStore.ts';
import type { AppStoreApi } from '../../../src/state/actions.ts';
import { allModels } from '../../../src/state/models.ts';
import type { AppState } from '../../../src/state/state.ts';
import type { SavedFile } from '../../../src/state/givenFiles.ts';
import { eraseStorage } from '../../../src/storage/erase.ts';
import { until } from '../support/until.ts';

const SETTINGS = { backend: 'wasm', hidden: 8, unroll: 16, batch: 4 } as const;
const TEXT = 'the cat sat on the mat, and the dog lay under the tree. '.repeat(40);

let open: AppStoreApi[] = [];

async function page(isStored = false): Promise<AppStoreApi> {
  const store = createAppStore(SETTINGS, { isStored });
  open.push(store);
  await until(store, (s) => s.text !== null && s.status === 'idle', 'ready');
  return store;
}

function steps(state: AppState): number[] {
  return allModels(state).map(({ run }) => run?.step ?? 0);
}

function losses(state: AppState): number[][] {
  return allModels(state).map(({ run }) => [...run!.loss.values.subarray(0, run!.loss.length)]);
}

/** What training made. Held-out loss and samples of the same step may still arrive. */
function whatTrainingMade(models: AppState['models']): unknown[] {
  return Object.values(models).map(({ run }) => {
    const { spec, step, loss, gradNorm, params, paramsStep, settings, trained } = run!;
    return {
      spec,
      step,
      loss: loss.length,
      last: loss.values[loss.length - 1],
      gradNorm: gradNorm.length,
      params,
      paramsStep,
      settings,
      trained,
    };
  });
}

async function take(store: AppStoreApi, count: number): Promise<void> {
  const first = Math.min(...steps(store.getState()));
  for (let step = first + 1; step <= first + count; step++) {
    store.getState().stepOnce();
    await until(store, (s) => s.status === 'paused' && steps(s).every((taken) => taken === step), `step ${step}`);
  }
}

async function saved(store: AppStoreApi): Promise<SavedFile> {
  const file = await store.getState().experimentFile();
  if (!file) throw new Error(`nothing was saved: ${store.getState().notice?.text}`);
  return file;
}

const asFile = ({ name, bytes }: SavedFile): File => new File([bytes as Uint8Array<ArrayBuffer>], name);

describe('the file of an experiment', () => {
  beforeEach(async () => {
    await eraseStorage();
    sessionStorage.clear();
  });
  afterEach(async () => {
    for (const store of open) void store.getState().close();
    open = [];
    await eraseStorage();
  });

  test('opens to the same pictures, and trains on as if it had not been saved', async () => {
    const first = await page();
    await first.getState().takeText(TEXT, 'cats', { kind: 'paste' });
    await until(first, (s) => s.status === 'idle' && s.text?.name === 'cats', 'the text');
    first.getState().addModel('gru', { forgetBias: 3 });
    first.getState().addModel('lstm', { forgetBias: 3 });
    first.getState().setUi({ workspace: 'watch', cursor: { t: 17, unit: 5 } });
    await take(first, 6);
    first.getState().changeSettings({ learningRate: 0.01 });
    await take(first, 3);
    const shown = await first.getState().traceFile();
    const file = await saved(first);
    expect(file.name).toBe('unrolled-cats-step9.zip');
    const before = first.getState();

    const second = await page();
    expect(await second.getState().takeFiles([asFile(file)])).toBe(true);
    const after = second.getState();
    expect(after.status).toBe('paused');
    expect(after.notice?.text).toBe('The experiment on “cats” is open, at step 9.');
    expect(after.text).toEqual(before.text);
    expect(after.settings).toEqual(before.settings);
    expect(after.ui).toEqual(before.ui);
    expect(allModels(after).map(({ is }) => is)).toEqual(allModels(before).map(({ is }) => is));
    expect(losses(after)).toEqual(losses(before));
    for (const [k, { run }] of allModels(after).entries()) {
      const { checkpoints, trained, params } = allModels(before)[k]!.run!;
      expect(run).toMatchObject({ trained, params, checkpoints });
    }
    expect(await second.getState().traceFile()).toEqual(shown);
    await take(first, 5);
    await take(second, 5);
    expect(losses(second.getState())).toEqual(losses(first.getState()));
    const weights = await Promise.all([first, second].map((store) => store.getState().weightsFile()));
    expect(weights[1]).toEqual(weights[0]);
  });

  test('becomes a stored experiment of its own with its name, and the one before it stays', async () => {
    const store = await page(true);
    await take(store, 2);
    await until(store, (s) => s.storage.experiment !== null, 'stored');
    const first = store.getState().storage.experiment!;
    await store.getState().renameExperiment(first, 'Mine');
    const file = await saved(store);
    expect(file.name).toBe('unrolled-Mine-step2.zip');
    await store.getState().takeFiles([asFile(file)]);
    await until(store, (s) => ![null, first].includes(s.storage.experiment), 'stored anew');
    await store.getState().listExperiments();
    const { experiments } = store.getState().storage;
    expect(experiments.map(({ name, step }) => [name, step])).toEqual([
      ['Mine', 2],
      ['Mine', 2],
    ]);
    expect(experiments.map(({ id }) => id)).toContain(first);
  });

  test('that was opened is undone with what stood before it, in its own place', async () => {
    const store = await page(true);
    await take(store, 1);
    const file = await saved(store);
    await take(store, 2);
    await until(store, (s) => s.storage.experiment !== null, 'stored');
    const before = store.getState();
    expect(await store.getState().takeFiles([asFile(file)])).toBe(true);
    expect(steps(store.getState())).toEqual([1, 1, 1]);
    await until(store, (s) => s.storage.experiment !== before.storage.experiment, 'stored anew');
    await store.getState().undo();
    await until(store, (s) => s.status === 'paused' && steps(s).every((step) => step === 3), 'what stood before');
    expect(losses(store.getState())).toEqual(losses(before));
    await until(store, (s) => s.storage.experiment === before.storage.experiment, 'stored where it was');
  });

  test('that is damaged leaves everything as it was, and says why', async () => {
    const store = await page();
    await take(store, 2);
    const { name, bytes } = await saved(store);
    const before = store.getState();
    const damaged = bytes.slice();
    // In the weights of a model, which are stored as they are.
    damaged[Math.floor(bytes.length / 2)]! ^= 1;
    for (const [part, why] of [
      [bytes.slice(0, -30), /cannot be unpacked: its end is missing/],
      [damaged, /cannot be unpacked: its entry .* is damaged/],
    ] as const) {
      expect(await store.getState().takeFiles([asFile({ name, bytes: part })])).toBe(false);
      expect(store.getState().notice?.text).toMatch(why);
      const { text, models, settings, status } = store.getState();
      expect({ text, settings, status }).toEqual({ text: before.text, settings: before.settings, status: 'paused' });
      expect(whatTrainingMade(models)).toEqual(whatTrainingMade(before.models));
    }
  });

  test('holds models that were opened from files', async () => {
    const first = await page();
    await take(first, 2);
    await first.getState().takeFiles([asFile((await first.getState().weightsFile())!)]);
    await until(first, (s) => s.status === 'idle' && allModels(s).some(({ is }) => is.opened), 'the model');
    first.getState().stepOnce();
    await until(first, (s) => s.status === 'paused', 'a step');
    const opened = allModels(first.getState()).find(({ is }) => is.opened)!;
    const file = await saved(first);
    const second = await page();
    await second.getState().takeFiles([asFile(file)]);
    const again = allModels(second.getState()).find(({ is }) => is.opened)!;
    expect(again.is).toEqual(opened.is);
    expect(again.run!.params).toEqual(opened.run!.params);
    expect(again.run!.step).toBe(3);
  });
});
