/** Held units through the store, with its real worker and kernels. */
import { afterEach, expect, test } from 'vitest';
import { openEngineReader } from '../../../src/analysis/scores/stateReader.ts';
import { readHeld } from '../../../src/analysis/causes/readHeld.ts';
import { createAppStore } from '../../../src/store/appStore.ts';
import type { AppStoreApi } from '../../../src/store/state.ts';
import { until } from '../support/until.ts';

const TEXT = 'She said "wait, (now)", and the bell rang; nobody answered.\nThen a boat (grey) left.\n'.repeat(30);

let store: AppStoreApi | null = null;
const now = () => store!.getState();

async function experiment(hidden: number, text = TEXT): Promise<void> {
  store = createAppStore({ backend: 'cpu', hidden, unroll: 16, batch: 4 });
  expect(await now().takeText(text, 'a test', { kind: 'paste' })).toBe(true);
  for (const id of ['rnn', 'gru']) now().toggleSlot(id);
  await until(store, (s) => s.status === 'idle' && s.traces['lstm'] !== undefined, 'a traced model');
  now().setWorkspace('find');
  now().setFindPage('cause');
}

afterEach(() => {
  store?.getState().close();
  store = null;
});

/** Nats of the shown passage with the selected unit held at a value, by the float64 reference. */
async function expected(value: number, from: number): Promise<Float32Array> {
  const { traces, tracedParams, cursor } = now();
  const { spec, tokens } = traces['lstm']!;
  const loss = new Float32Array(tokens.length - 1);
  const hold = { layer: cursor.layer, channel: cursor.channel, unit: cursor.unit, value, from };
  await readHeld(openEngineReader, spec, tracedParams['lstm']!, tokens, [[hold]], ({ reader, from: at, steps }) => {
    for (let t = 0; t < steps && at + t < loss.length; t++) loss[at + t] = reader.losses()[t]!;
  });
  return loss;
}

test.each([
  ['the reference', 6],
  ['the kernels', 100],
])('what is held is answered anew when the choice, the unit or the cursor changes, by %s', async (_, hidden) => {
  await experiment(hidden);
  await until(store!, (s) => s.causes['lstm'] !== undefined, 'the first answer');
  now().setHold({ at: 'value', value: 0.75 });
  await until(store!, (s) => s.causes['lstm']?.look.values[0] === 0.75, 'the value');
  const held = now().causes['lstm']!.look.heldLoss;
  const reference = await expected(0.75, 0);
  for (let t = 0; t < held.length; t += 7) expect(Math.abs(held[t]! - reference[t]!)).toBeLessThan(1e-4);

  now().setHold({ since: 'cursor' });
  now().moveTo(500);
  await until(store!, (s) => s.causes['lstm']?.since === 500, 'the cursor');
  const { loss, heldLoss } = now().causes['lstm']!.look;
  expect(Array.from(heldLoss.slice(0, 500))).toEqual(Array.from(loss.slice(0, 500)));

  now().select({ unit: 3, channel: 'f' });
  await until(store!, (s) => s.causes['lstm']?.units[0]?.unit === 3, 'the unit');
  expect(now().causes['lstm']!.units).toEqual([{ layer: 0, channel: 'f', unit: 3 }]);
  expect(now().notice).toBeNull();
});

test('units are ranked, both texts are written, and a new run forgets them', async () => {
  await experiment(6);
  await until(store!, (s) => s.causes['lstm'] !== undefined, 'the first answer');
  await now().rankUnits();
  const { found, status } = now().costs['lstm']!;
  expect(status).toBe('done');
  expect(found!.change.length).toBe(6);
  await now().writeHeld(30);
  const { written, isWriting } = now().heldWritings['lstm']!;
  expect([isWriting, written!.plain.length, written!.held.length]).toEqual([false, 30, 30]);
  now().reset();
  await until(store!, (s) => s.status === 'idle' && s.costs['lstm'] === undefined, 'the new run');
  expect(now().heldWritings).toEqual({});
  expect(now().notice).toBeNull();
});

test('a pattern that would run for ever is named and asked once; without it the answer comes', async () => {
  await experiment(6, `${TEXT.slice(0, 900)}${'a'.repeat(60)}!`);
  await until(store!, (s) => s.causes['lstm'] !== undefined, 'the first answer');
  const first = now().causes['lstm'];
  now().setHypothesis({ id: 'own-1', name: 'endless', kind: 'pattern', pattern: '(a+)+$' });
  await until(store!, (s) => s.notice !== null, 'the sentence', 20_000);
  expect(now().notice!.text).toMatch(/“endless” takes too long/);
  now().dismissNotice();
  await new Promise((resolve) => setTimeout(resolve, 1500));
  expect([now().notice, now().causes['lstm']]).toEqual([null, first]);
  await now().rankUnits();
  expect(now().costs['lstm']!.status).toBe('stopped');
  expect(now().notice!.text).toMatch(/“endless” takes too long/);
  now().removeHypothesis('own-1');
  await until(store!, (s) => s.causes['lstm'] !== first, 'the next answer');
}, 60_000);
