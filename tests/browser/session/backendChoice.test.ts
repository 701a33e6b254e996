/** What is remembered of the choice of a backend. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { askRendererName } from '../../../src/backends/webgl/rendererName.ts';
import { openWebgl } from '../../../src/backends/webgl/webglContext.ts';
import { shapeKey } from '../../../src/session/backendChoice.ts';
import {
  forgetOtherRenderers,
  rememberedVerdict,
  rememberVerdict,
  type Verdict,
  worthAsking,
} from '../../../src/session/verdicts.ts';
import { createAppStore } from '../../../src/session/appStore.ts';
import { experimentKey } from '../../../src/session/loadModels.ts';
import type { AppStoreApi } from '../../../src/state/actions.ts';
import { startTrainer } from '../../../src/worker/client.ts';
import { until } from '../support/until.ts';

const key = shapeKey({ cells: 'lstm', hidden: 128 });
const onCard: Verdict = { name: 'webgl', speeds: { webgl: 41_000, wasm: 12_000 }, webgl: 'NVIDIA GeForce RTX 3060' };
const onSoftware: Verdict = { name: 'wasm', speeds: { webgl: 8_000, wasm: 90_000 }, webgl: 'SwiftShader' };

let store: AppStoreApi | null = null;
beforeEach(() => localStorage.clear());
afterEach(() => {
  void store?.getState().close();
  store = null;
});

test('a choice holds as long as WebGL runs on the renderer that it was measured on', () => {
  rememberVerdict(key, onCard);
  forgetOtherRenderers('NVIDIA GeForce RTX 3060');
  expect(rememberedVerdict(key)).toEqual(onCard);
  forgetOtherRenderers('SwiftShader');
  expect(rememberedVerdict(key)).toBeNull();
});

test('with a graphics card at last, WebGL is asked again at every shape', () => {
  localStorage.setItem('somebody else', 'stays');
  rememberVerdict(key, onSoftware);
  expect(worthAsking('webgl')).toBe(false);
  forgetOtherRenderers('SwiftShader');
  expect(worthAsking('webgl')).toBe(false);
  forgetOtherRenderers('Apple M1');
  expect(worthAsking('webgl')).toBe(true);
  expect(rememberedVerdict(key)).toBeNull();
  expect(localStorage.getItem('somebody else')).toBe('stays');
});

test('a worker on another backend tells the renderer that WebGL itself would report', async () => {
  const context = await openWebgl();
  const { renderer } = context;
  context.close();
  const client = startTrainer();
  expect(await client.api.renderer()).toBe(renderer);
  expect(askRendererName()).toBe(renderer);
  client.end();
});

test.each([
  [
    'a verdict without speeds',
    JSON.stringify({ browser: navigator.userAgent, time: Date.now(), verdict: { name: 'wasm' } }),
  ],
  [
    'half an entry',
    JSON.stringify({ browser: navigator.userAgent, time: Date.now(), verdict: onSoftware }).slice(0, 90),
  ],
])('with %s in the storage the page trains, and throws it away', async (_, damaged) => {
  store = createAppStore({ hidden: 8, unroll: 16, batch: 4 });
  await until(store, (s) => s.text !== null, 'a text');
  const ours = `unrolled.backend.${experimentKey(store.getState())}`;
  void store.getState().close();
  for (const name of [ours, 'unrolled.backend.hopeless']) localStorage.setItem(name, damaged);
  localStorage.setItem('somebody else', damaged);

  store = createAppStore({ hidden: 8, unroll: 16, batch: 4 });
  await until(store, (s) => s.status === 'idle', 'idle');
  expect(localStorage.getItem(ours)).not.toBe(damaged);
  expect(worthAsking('webgl')).toBe(true);
  expect(localStorage.getItem('unrolled.backend.hopeless')).toBeNull();
  expect(localStorage.getItem('somebody else')).toBe(damaged);
  expect(store.getState().notice).toBeNull();
  store.getState().stepOnce();
  await until(store, (s) => s.status === 'paused' && s.models['lstm']?.run?.step === 1, 'step 1');
});
