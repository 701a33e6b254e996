/** What is read in place of the text: continuations and changed characters, with the real viewing worker behind the store. */
import { afterEach, describe, expect, test } from 'vitest';
import { traceText } from '../../../src/engine/traceModel.ts';
import { createAppStore } from '../../../src/session/appStore.ts';
import { passageLength, passageSymbol, passageTokens } from '../../../src/state/passage.ts';
import type { AppStoreApi } from '../../../src/state/actions.ts';
import type { WriteRequest } from '../../../src/state/continuations.ts';
import { tracesOf } from '../support/ofModels.ts';
import { until } from '../support/until.ts';

const TEXT = 'She said "wait", and the bell rang twice; nobody answered. '.repeat(20);
const GREEDY: WriteRequest = { after: 'cursor', length: 12, mode: 'greedy', k: 3, temperature: 1, count: 3 };

let store: AppStoreApi | null = null;
const now = () => store!.getState();

async function experiment(): Promise<void> {
  store = createAppStore({ backend: 'cpu', hidden: 6, unroll: 16, batch: 4 });
  expect(await now().takeText(TEXT, 'a test', { kind: 'paste' })).toBe(true);
  await until(store, (s) => s.status === 'idle' && tracesOf(s).length === 3, 'three traced models');
}

afterEach(() => {
  void store?.getState().close();
  store = null;
});

describe('a model that writes on', () => {
  test('goes on from the cursor, is revealed by playing, and is then a text like any other', async () => {
    await experiment();
    now().moveTo(9);
    await now().write(GREEDY);
    const { passage, continuations } = now();
    expect(passage.kind).toBe('written');
    expect(continuations.map((one) => one.mode)).toEqual(['greedy']);
    expect([passageLength(now()), now().ui.cursor.t]).toEqual([10, 9]);
    expect(Array.from({ length: 10 }, (_, t) => passageSymbol(now(), t)).join('')).toBe(TEXT.slice(0, 10));

    now().reveal(3);
    expect([passageLength(now()), now().ui.cursor.t]).toEqual([13, 12]);
    now().moveTo(40);
    expect([passageLength(now()), now().ui.cursor.t]).toEqual([22, 21]);
    now().moveTo(3);
    expect(now().ui.cursor.t).toBe(3);
  });

  test('greedy takes at every step the most probable character of its own trace', async () => {
    await experiment();
    now().moveTo(20);
    await now().write(GREEDY);
    await until(store!, (s) => s.models['lstm']?.shown?.trace !== undefined, 'the trace of what was written');
    const { models, continuations } = now();
    const { tokens, prime } = continuations[0]!;
    const { logits, spec } = models['lstm']!.shown!.trace;
    for (let t = prime - 1; t + 1 < tokens.length; t++) {
      const row = Array.from(logits.subarray(t * spec.vocab, (t + 1) * spec.vocab));
      expect(row.indexOf(Math.max(...row)), `t ${t}`).toBe(tokens[t + 1]);
    }
  });

  test('writes several continuations from one place, each from random numbers of its own, and the same again from a seed', async () => {
    await experiment();
    now().moveTo(5);
    await now().write({ ...GREEDY, mode: 'sample', count: 3, length: 40 });
    const first = now().continuations.map((one) => one.tokens.join());
    expect(new Set(first).size).toBe(3);
    void now().close();
    await experiment();
    now().moveTo(5);
    await now().write({ ...GREEDY, mode: 'sample', count: 3, length: 40 });
    expect(now().continuations.map((one) => one.tokens.join())).toEqual(first);
  });

  test('top-k never draws a character outside the k best', async () => {
    await experiment();
    await now().write({ ...GREEDY, mode: 'top-k', k: 2, length: 60, count: 1 });
    await until(store!, (s) => s.models['lstm']?.shown?.trace !== undefined, 'the trace of what was written');
    const { tokens, prime } = now().continuations[0]!;
    const { logits, spec } = now().models['lstm']!.shown!.trace!;
    const ranks = Array.from(tokens.subarray(prime), (token, n) => {
      const row = logits.subarray((prime - 1 + n) * spec.vocab, (prime + n) * spec.vocab);
      return row.filter((logit) => logit > row[token]!).length;
    });
    expect(Math.max(...ranks)).toBe(1);
  });

  test('a beginning of unknown characters is answered with a sentence, and what was read stays', async () => {
    await experiment();
    const { passage } = now();
    const traces = tracesOf(now());
    await now().write({ ...GREEDY, after: { text: '漢字' } });
    expect(now().notice?.text).toContain('do not know any character of the beginning');
    expect(now().passage).toBe(passage);
    expect(traces).toHaveLength(3);
    for (const [k, trace] of tracesOf(now()).entries()) expect(trace).toBe(traces[k]);
  });

  test('the text comes back as it was, and a new text forgets what was written', async () => {
    await experiment();
    const before = passageTokens(now()).slice();
    await now().write(GREEDY);
    now().showText();
    expect(passageTokens(now())).toEqual(before);
    await until(
      store!,
      (s) => s.models['lstm']?.shown?.trace?.tokens.length === before.length,
      'the text traced again',
    );
    expect(now().continuations).toHaveLength(1);
    await now().takeText('another text of some length', 'another', { kind: 'paste' });
    expect(now().continuations).toEqual([]);
    expect(now().passage.kind).toBe('text');
  });
});

describe('a changed character', () => {
  test('is read beside the unchanged text, both from the same weights', async () => {
    await experiment();
    now().changeCharacter(7, 'b');
    await until(
      store!,
      (s) => Boolean(s.models['gru']?.shown?.unchanged) && s.models['gru']?.shown?.trace !== undefined,
      'both traces',
    );
    const { models, text } = now();
    for (const id of ['rnn', 'gru', 'lstm']) {
      const { trace: after, unchanged, params } = models[id]!.shown!;
      const before = unchanged!;
      expect(Array.from(before.tokens)).toEqual(Array.from(text!.tokens.subarray(0, before.tokens.length)));
      expect(after.tokens.findIndex((token, t) => token !== before.tokens[t])).toBe(7);
      const own = traceText(after.spec, Float64Array.from(params), before.tokens, before.step);
      expect(before.channels.h).toEqual(own.channels.h);
    }
    now().showText();
    expect(Object.values(now().models).map(({ shown }) => shown?.unchanged ?? null)).toEqual([null, null, null]);
  });

  test('changed back to what it was, the text itself is read again', async () => {
    await experiment();
    now().changeCharacter(4, 'b');
    expect(now().passage.kind).toBe('edited');
    now().changeCharacter(4, TEXT[4]!);
    expect(now().passage.kind).toBe('text');
  });

  test('outside the stretch, or to a character that the models do not know, nothing happens', async () => {
    await experiment();
    const { passage } = now();
    now().changeCharacter(-1, 'b');
    now().changeCharacter(10_000, 'b');
    now().changeCharacter(3, '漢');
    expect(now().passage).toBe(passage);
  });
});

test('a stretch that a person moves while fresh models are being made stays where it was moved', async () => {
  await experiment();
  now().reset();
  await until(store!, (s) => s.status === 'preparing', 'fresh models being made');
  now().setTraceWindow({ from: 200, to: 400 });
  await until(store!, (s) => s.status === 'idle' && tracesOf(s).length === 3, 'three traced models');
  expect(now().traceWindow).toEqual({ from: 200, to: 400 });
  expect(tracesOf(now()).map(({ tokens }) => tokens.length)).toEqual([200, 200, 200]);
});
