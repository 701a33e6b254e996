/** A link with steps of training, followed on other backends. */
import { afterEach, expect, test } from 'vitest';
import { readLink } from '../../../src/state/address.ts';
import { createAppStore } from '../../../src/session/appStore.ts';
import type { AppStoreApi } from '../../../src/state/actions.ts';
import type { BackendChoice } from '../../../src/state/settingsTable.ts';
import { runsOf } from '../support/ofModels.ts';
import { until } from '../support/until.ts';

const STEPS = 40;
/** A course with a change on the way: the learning rate of all models from step 21 on. */
const HASH = `v=1&hidden=12&batch=4&unroll=16&seed=3&sample=code&steps=${STEPS}&replay=21*lr*0.002`;

let store: AppStoreApi | null = null;
afterEach(() => {
  void store?.getState().close();
  store = null;
});

/** The losses of a link's training, by model and step. */
async function follow(backend: BackendChoice): Promise<number[][]> {
  const link = readLink(`${HASH}&backend=${backend}`);
  expect(link.refused).toEqual([]);
  const page = createAppStore({}, { link });
  store = page;
  await until(page, (s) => s.status === 'idle' && s.goal !== null && runsOf(s).length === 3, 'the link');
  page.getState().train();
  const isThere = (): boolean => runsOf(page.getState()).every(({ step }) => step === STEPS);
  await until(page, (s) => s.status === 'paused' && isThere(), `step ${STEPS}`);
  expect(page.getState().backend?.name).toBe(backend);
  expect(page.getState().settings.learningRate).toBe(0.002);
  const losses = runsOf(page.getState()).map(({ loss }) => [...loss.values.subarray(0, loss.length)]);
  void page.getState().close();
  return losses;
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

test('a link leads to the same losses on every backend, and to the same bits on the same one', async () => {
  const reference = await follow('cpu');
  expect(reference.map((losses) => losses.length)).toEqual([STEPS, STEPS, STEPS]);
  for (const losses of reference) expect(mean(losses.slice(-10))).toBeLessThan(mean(losses.slice(0, 10)));
  for (const backend of ['wasm', 'webgl'] as const) {
    const found = await follow(backend);
    const differences = found.flatMap((losses, m) => losses.map((loss, k) => Math.abs(loss - reference[m]![k]!)));
    expect(Math.max(...differences), backend).toBeLessThanOrEqual(1e-4);
    if (backend === 'wasm') expect(await follow(backend)).toEqual(found);
  }
});

test('the cursor of a link is inside the text as soon as the text is there, before the models are', async () => {
  const page = createAppStore({}, { link: readLink('v=1&hidden=8&batch=4&unroll=16&backend=wasm&t=19999') });
  store = page;
  await until(page, (s) => s.text !== null, 'the text');
  const { status, ui } = page.getState();
  expect([status, ui.cursor.t]).toEqual(['preparing', 999]);
  await until(page, (s) => s.notice !== null, 'what was taken in its place');
  expect(page.getState().notice?.text).toContain('t = “19999” (taken: 999)');
  expect(page.getState().ui.cursor.t).toBe(999);
});
