/** What is remembered of the choice of a backend. */
import { beforeEach, expect, test } from 'vitest';
import { askRendererName } from '../../../src/backends/webgl/rendererName.ts';
import { openWebgl } from '../../../src/backends/webgl/webglContext.ts';
import {
  forgetOtherRenderers,
  rememberedVerdict,
  rememberVerdict,
  shapeKey,
  type Verdict,
  worthAsking,
} from '../../../src/store/backendChoice.ts';
import { startTrainer } from '../../../src/worker/client.ts';

const key = shapeKey({ cells: 'lstm', hidden: 128 });
const onCard: Verdict = { name: 'webgl', speeds: { webgl: 41_000, wasm: 12_000 }, webgl: 'NVIDIA GeForce RTX 3060' };
const onSoftware: Verdict = { name: 'wasm', speeds: { webgl: 8_000, wasm: 90_000 }, webgl: 'SwiftShader' };

beforeEach(() => localStorage.clear());

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
