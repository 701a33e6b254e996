/** Held units through the store, with its real worker and kernels. */
import { afterEach, expect, test, vi } from 'vitest';
import { openEngineReader } from '../../../src/analysis/scores/stateReader.ts';
import { readClamped } from '../../../src/analysis/ablation/readClamped.ts';
import { createAppStore } from '../../../src/session/appStore.ts';
import type { AppStoreApi } from '../../../src/state/actions.ts';
import { until } from '../support/until.ts';

const TEXT = 'She said "wait, (now)", and the bell rang; nobody answered.\nThen a boat (grey) left.\n'.repeat(30);

let store: AppStoreApi | null = null;
const now = () => store!.getState();

async function experiment(hidden: number, text = TEXT): Promise<void> {
  store = createAppStore({ backend: 'cpu', hidden, unroll: 16, batch: 4 });
  expect(await now().takeText(text, 'a test', { kind: 'paste' })).toBe(true);
  for (const id of ['rnn', 'gru']) now().toggleModel(id);
  await until(store, (s) => s.status === 'idle' && s.models['lstm']?.shown?.trace !== undefined, 'a traced model');
  now().setUi({ workspace: 'find' });
  now().setUi({ findPage: 'ablation' });
}

afterEach(() => {
  vi.useRealTimers();
  void store?.getState().close();
  store = null;
});

/** Nats of the shown passage with the selected unit clamped at a value, by the float64 reference. */
async function expected(value: number, from: number): Promise<Float32Array> {
  const { models } = now();
  const { cursor } = now().ui;
  const { trace, params } = models['lstm']!.shown!;
  const { spec, tokens } = trace;
  const loss = new Float32Array(tokens.length - 1);
  const clamp = { layer: cursor.layer, channel: cursor.channel, unit: cursor.unit, value, from };
  await readClamped(openEngineReader, spec, params, tokens, [[clamp]], ({ reader, from: at, steps }) => {
    for (let t = 0; t < steps && at + t < loss.length; t++) loss[at + t] = reader.losses()[t]!;
  });
  return loss;
}

test.each([
  ['the reference', 6],
  ['the kernels', 100],
])('what is clamped is answered anew when the choice, the unit or the cursor changes, by %s', async (_, hidden) => {
  await experiment(hidden);
  await until(store!, (s) => s.models['lstm']!.results.ablation !== null, 'the first answer');
  now().setUi({ clamp: { at: 'value', value: 0.75 } });
  await until(store!, (s) => s.models['lstm']?.results.ablation?.report.values[0] === 0.75, 'the value');
  const clamped = now().models['lstm']!.results.ablation!.report.clampedLoss;
  const reference = await expected(0.75, 0);
  for (let t = 0; t < clamped.length; t += 7) expect(Math.abs(clamped[t]! - reference[t]!)).toBeLessThan(1e-4);

  now().setUi({ clamp: { since: 'cursor' } });
  now().moveTo(500);
  await until(store!, (s) => s.models['lstm']?.results.ablation?.since === 500, 'the cursor');
  const { loss, clampedLoss } = now().models['lstm']!.results.ablation!.report;
  expect(Array.from(clampedLoss.slice(0, 500))).toEqual(Array.from(loss.slice(0, 500)));

  now().select({ unit: 3, channel: 'f' });
  await until(store!, (s) => s.models['lstm']?.results.ablation?.units[0]?.unit === 3, 'the unit');
  expect(now().models['lstm']!.results.ablation!.units).toEqual([{ layer: 0, channel: 'f', unit: 3 }]);
  expect(now().notice).toBeNull();
});

test('units are ranked, both texts are written, and a new run forgets them', async () => {
  await experiment(6);
  await until(store!, (s) => s.models['lstm']!.results.ablation !== null, 'the first answer');
  await now().rankUnits();
  const { found, status } = now().models['lstm']!.results.costs!;
  expect(status).toBe('done');
  expect(found!.change.length).toBe(6);
  await now().writeClamped(30);
  const { written, status: writingStatus } = now().models['lstm']!.results.clampedWriting!;
  expect([writingStatus, written!.plain.length, written!.clamped.length]).toEqual(['done', 30, 30]);
  // Asked the same once more, it writes something else, from the next seed.
  await now().writeClamped(30);
  expect(now().models['lstm']!.results.clampedWriting!.seed).toBe(now().settings.seed + 1);
  expect(now().models['lstm']!.results.clampedWriting!.written!.plain.join()).not.toBe(written!.plain.join());
  now().reset();
  await until(store!, (s) => s.status === 'idle' && s.models['lstm']!.results.costs === null, 'the new run');
  expect(now().models['lstm']!.results.clampedWriting).toBeNull();
  expect(now().notice).toBeNull();
});

test('a pattern that would run for ever is named and asked once; without it the answer comes', async () => {
  await experiment(6, `${TEXT.slice(0, 900)}${'a'.repeat(60)}!`);
  await until(store!, (s) => s.models['lstm']!.results.ablation !== null, 'the first answer');
  const first = now().models['lstm']?.results.ablation;
  // The page's timers go as ever, and on demand faster.
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'], shouldAdvanceTime: true });
  now().setHypothesis({ id: 'own-1', name: 'endless', kind: 'pattern', pattern: '(a+)+$' });
  await until(store!, (s) => s.notice !== null, 'the sentence');
  expect(now().notice!.text).toMatch(/“endless” takes too long/);
  now().dismissNotice();
  const started = vi.spyOn(window, 'Worker');
  await vi.advanceTimersByTimeAsync(60_000);
  vi.useRealTimers();
  expect(started).not.toHaveBeenCalled();
  started.mockRestore();
  expect([now().notice, now().models['lstm']?.results.ablation]).toEqual([null, first]);
  await now().rankUnits();
  expect(now().models['lstm']!.results.costs!.status).toBe('stopped');
  expect(now().notice!.text).toMatch(/“endless” takes too long/);
  now().removeHypothesis('own-1');
  await until(store!, (s) => s.models['lstm']?.results.ablation !== first, 'the next answer');
});
