/** Find's search through the store, with its real worker and kernels. */
import { lengthOf } from '../../../src/engine/range.ts';
import { afterEach, expect, test } from 'vitest';
import { createAppStore } from '../../../src/session/appStore.ts';
import type { AppStoreApi } from '../../../src/state/actions.ts';
import { tracesOf } from '../support/ofModels.ts';
import { until } from '../support/until.ts';

const TEXT = 'She said "wait, (now)", and the bell rang; nobody answered.\nThen a boat (grey) left.\n'.repeat(40);

let store: AppStoreApi | null = null;
const now = () => store!.getState();

async function experiment(text: string): Promise<void> {
  store = createAppStore({ backend: 'cpu', hidden: 6, unroll: 16, batch: 4 });
  expect(await now().takeText(text, 'a test', { kind: 'paste' })).toBe(true);
  await until(store, (s) => s.status === 'idle' && tracesOf(s).length === 3, 'three traced models');
}

afterEach(() => {
  void store?.getState().close();
  store = null;
});

test('a search of the selected model ends with scores, marks of chance, the untrained network and probes', async () => {
  await experiment(TEXT);
  now().select({ model: 'gru' });
  now().setHypothesis({ id: 'own-1', name: 'clauses', kind: 'pattern', pattern: ',[^,\n]*' });
  await now().search();
  const { gru, lstm } = now().models;
  expect(lstm!.results.search).toBeNull();
  const { search } = gru!.results;
  expect(search).toMatchObject({ status: 'done', step: 0, chance: { shifts: 100 } });
  const { found, scores, stretch } = search!.findings!;
  expect(found.map(({ name }) => name)).toContain('clauses');
  expect(scores.length).toBe(found.length * 4 * 6);
  expect(lengthOf(stretch)).toBe(TEXT.length);
  // Nothing was learned yet: the network is its own untrained one, on all characters it is searched on.
  expect(search!.untrained!.length).toBe(found.length);
  for (const [k, { score }] of found.entries()) expect(search!.untrained![k], found[k]!.name).toBeCloseTo(score, 5);
  expect(search!.probes.every((probe) => probe !== null && probe.weights.length === 6)).toBe(true);
  expect(now().notice).toBeNull();
});

test('a search is stopped at once and keeps what it has; a new run forgets it, and Undo brings it back', async () => {
  await experiment(TEXT);
  const ended = now().search();
  await until(store!, (s) => s.models['lstm']!.results.search !== null, 'the search to begin');
  now().stopSearch();
  const stopped = now().models['lstm']!.results.search!;
  expect(stopped.status).toBe('stopped');
  await ended;
  expect(now().notice).toBeNull();
  now().reset();
  await until(store!, (s) => s.status === 'idle' && s.models['lstm']!.results.search === null, 'the new run');
  await now().undo();
  expect(now().models['lstm']!.results.search).toBe(stopped);
  expect(stopped.params).toBe(now().models['lstm']!.run!.params);
});

test('a pattern that would run for ever is stopped with a sentence, and the page goes on', async () => {
  await experiment(`${TEXT}${'a'.repeat(60)}!`);
  now().setHypothesis({ id: 'own-1', name: 'endless', kind: 'pattern', pattern: '(a+)+$' });
  await now().search();
  expect(now().models['lstm']!.results.search!.status).toBe('stopped');
  expect(now().notice!.text).toMatch(/regular expression of “endless” takes too long/);
  now().removeHypothesis('own-1');
  await now().search();
  const found = now().models['lstm']!.results.search!;
  expect(found.status).toBe('done');
  // What the search before complained of is settled.
  expect(now().notice).toBeNull();

  // A search that ends before it found anything leaves what was found before.
  now().setHypothesis({ id: 'own-1', name: 'endless', kind: 'pattern', pattern: '(a+)+$' });
  const ended = now().search();
  await until(store!, (s) => s.models['lstm']!.results.search!.status === 'running', 'the search to begin');
  now().stopSearch();
  await ended;
  expect(now().models['lstm']?.results.search).toBe(found);
});

test('a new text drops spans, which are places in the old one, and keeps patterns', async () => {
  await experiment(TEXT);
  now().setHypothesis({ id: 'own-1', name: 'painted', kind: 'spans', spans: [{ from: 3, to: 9 }] });
  now().setHypothesis({ id: 'own-2', name: 'digits', kind: 'pattern', pattern: '\\d' });
  now().setHypothesis({ id: 'own-2', name: 'numbers', kind: 'pattern', pattern: '\\d+' });
  expect(now().hypotheses.map(({ name }) => name)).toEqual(['painted', 'numbers']);
  await now().takeText(`${TEXT}!`, 'another', { kind: 'paste' });
  expect(now().hypotheses.map(({ name }) => name)).toEqual(['numbers']);
});
