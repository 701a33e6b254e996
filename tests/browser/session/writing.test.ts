/** What models write when they are asked again and again, with the real viewing worker behind the store. */
import { afterEach, expect, test } from 'vitest';
import { createAppStore } from '../../../src/session/appStore.ts';
import type { AppStoreApi } from '../../../src/state/actions.ts';
import type { Sample } from '../../../src/state/model.ts';
import type { WriteRequest } from '../../../src/state/continuations.ts';
import { until } from '../support/until.ts';

const TEXT = 'She said "wait", and the bell rang twice; nobody answered. '.repeat(20);
const SAMPLED: WriteRequest = { after: 'cursor', length: 40, mode: 'sample', k: 3, temperature: 1, count: 3 };

let store: AppStoreApi | null = null;
const now = () => store!.getState();

async function experiment(): Promise<void> {
  void store?.getState().close();
  store = createAppStore({ backend: 'cpu', hidden: 6, unroll: 16, batch: 4 });
  expect(await now().takeText(TEXT, 'a test', { kind: 'paste' })).toBe(true);
  const isReady = (id: string) =>
    now().models[id]?.shown?.trace !== undefined && now().models[id]!.run!.samples.length === 2;
  await until(store, (s) => s.status === 'idle' && ['rnn', 'gru', 'lstm'].every(isReady), 'models with a first sample');
}

/** The newest drawn sample of the LSTM. */
function newest(): Sample {
  const drawn = now().models['lstm']!.run!.samples.filter(({ mode }) => mode === 'sample');
  return drawn[drawn.length - 1]!;
}

afterEach(() => {
  void store?.getState().close();
  store = null;
});

test('thirty samples at one step are thirty different texts, however few are kept, and the same thirty again from the seed', async () => {
  const drawn = async (): Promise<readonly string[]> => {
    await experiment();
    const texts = [newest().text];
    for (let k = 1; k < 30; k++) {
      await now().drawSamples('');
      expect([newest().step, newest().draw]).toEqual([0, k]);
      texts.push(newest().text);
    }
    return texts;
  };
  const first = await drawn();
  expect(now().models['lstm']!.run!.samples.length).toBeLessThan(30);
  expect(new Set(first).size).toBe(30);
  expect(await drawn()).toEqual(first);
});

test('samples that are asked for at once are different texts too', async () => {
  await experiment();
  await Promise.all([now().drawSamples(''), now().drawSamples(''), now().drawSamples('')]);
  const samples = now().models['lstm']!.run!.samples.filter(({ mode }) => mode === 'sample');
  expect(new Set(samples.map(({ text }) => text)).size).toBe(4);
  expect(samples.map(({ draw }) => draw)).toEqual([0, 1, 2, 3]);
});

test('thirty-six continuations from one place are different texts, each with a seed and a number of its own', async () => {
  await experiment();
  now().moveTo(5);
  const texts: string[] = [];
  const seeds: number[] = [];
  for (let k = 0; k < 12; k++) {
    now().showText();
    now().moveTo(5);
    await now().write(SAMPLED);
    const written = now().continuations.slice(-3);
    expect(written.map(({ number }) => number)).toEqual([3 * k, 3 * k + 1, 3 * k + 2]);
    expect(now().passage).toMatchObject({ kind: 'written', continuation: 3 * k, tokens: written[0]!.tokens });
    texts.push(...written.map(({ tokens }) => tokens.join()));
    seeds.push(...written.map(({ seed }) => seed));
  }
  expect(now().continuations.length).toBeLessThan(36);
  expect(new Set(texts).size).toBe(36);
  expect(new Set(seeds).size).toBe(36);
});

test('a beginning of which the models know nothing writes nothing and says so; the warning goes with the next success', async () => {
  await experiment();
  const before = now().models['lstm']!.run!.samples;
  await now().drawSamples('QUZ1');
  expect(now().notice?.text).toContain('do not know any character of the beginning');
  expect(now().models['lstm']!.run!.samples).toEqual(before);
  await now().drawSamples('the\nbell');
  expect(now().notice).toBeNull();
  expect(newest().prime).toBe('thebell');

  await now().write({ ...SAMPLED, after: { text: '漢字' } });
  expect(now().notice?.text).toContain('do not know any character of the beginning');
  await now().write({ ...SAMPLED, after: { text: 'bell' } });
  expect(now().notice).toBeNull();
});

test('a success takes back no warning but its own', async () => {
  await experiment();
  expect(now().addModel('lstm', {})).toBeNull();
  const notice = now().notice;
  expect(notice?.text).toContain('setting in which it differs');
  await now().write(SAMPLED);
  expect(now().notice).toBe(notice);
  expect(now().addModel('lstm', { forgetBias: 3 })).not.toBeNull();
  expect(now().notice).toBeNull();
});
