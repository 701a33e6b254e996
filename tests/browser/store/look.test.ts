/** Find's look at one unit through the store, with its real worker and kernels, against the trace. */
import { afterEach, expect, test } from 'vitest';
import { LABELS } from '../../../src/analysis/labels/labels.ts';
import { createAppStore } from '../../../src/store/appStore.ts';
import type { AppStoreApi } from '../../../src/store/state.ts';
import { bruteAuc } from '../../unit/analysis/scores/brute.ts';
import { until } from '../support/until.ts';

const TEXT = 'She said "wait, (now)", and the bell rang; nobody answered.\nThen a boat (grey) left.\n'.repeat(40);
const HIDDEN = 6;

let store: AppStoreApi | null = null;
const now = () => store!.getState();

async function searched(): Promise<void> {
  store = createAppStore({ backend: 'cpu', hidden: HIDDEN, unroll: 16, batch: 4 });
  expect(await now().takeText(TEXT, 'a test', { kind: 'paste' })).toBe(true);
  await until(store, (s) => s.status === 'idle' && Object.keys(s.traces).length === 3, 'three traced models');
  now().setWorkspace('find');
  now().setTraceWindow(0, TEXT.length);
  await until(store, (s) => s.traces['lstm']?.tokens.length === TEXT.length, 'the trace of the whole text');
  await now().search();
}

afterEach(() => {
  store?.getState().close();
  store = null;
});

test('a look at the chosen label’s unit is what the traced states say', async () => {
  await searched();
  const { label } = now().searches['lstm']!.findings!.found.map(({ id }) => ({ label: id }))[0]!;
  const known = LABELS.find(({ id }) => id === label)!;
  now().select({ channel: 'h', unit: 4 });
  now().chooseLabel(label);
  await until(store!, (s) => s.looking.look !== null && s.looking.share === null, 'the look');
  const look = now().looking.look!;
  expect(look).toMatchObject({ label, place: { layer: 0, channel: 'h', unit: 4 }, scored: TEXT.length / 2 });
  const trace = now().traces['lstm']!;
  const series = Float32Array.from({ length: TEXT.length }, (_, t) => trace.channels.h![t * HIDDEN + 4]!);
  const values = known.compute(Array.from(TEXT));
  const half = TEXT.length / 2;
  expect(known.kind).toBe('binary');
  // Streams begin after a warm-up, the trace at the text's beginning.
  expect(look.score).toBeCloseTo(bruteAuc(series.subarray(half), values.subarray(half)), 2);
  expect(look.onCount).toBe(Array.from(values.subarray(half)).filter((on) => on > 0).length);
  for (const { at, value } of [...look.contexts.highest, ...look.contexts.lowest]) {
    expect(value).toBeCloseTo(series[at]!, 2);
  }
  expect(look.contexts.highest[0]!.value).toBeCloseTo(Math.max(...series), 2);
});

test('the newest selection is looked at, the same channel without reading again, and nothing outside Find', async () => {
  await searched();
  const { id } = now().searches['lstm']!.findings!.found[0]!;
  now().chooseLabel(id);
  for (let unit = 0; unit < HIDDEN; unit++) now().select({ channel: 'c', unit });
  await until(store!, (s) => s.looking.look?.place.unit === HIDDEN - 1, 'the look at the last unit');
  expect(now().looking.look!.place).toEqual({ layer: 0, channel: 'c', unit: HIDDEN - 1 });
  now().setWorkspace('watch');
  now().select({ unit: 0 });
  await new Promise((done) => setTimeout(done, 400));
  expect(now().looking.look!.place.unit).toBe(HIDDEN - 1);
  expect(now().looking.share).toBeNull();
  now().setWorkspace('find');
  await until(store!, (s) => s.looking.look?.place.unit === 0, 'the look after coming back');
  expect(now().notice).toBeNull();
  now().reset();
  await until(store!, (s) => s.looking.look === null, 'the new run');
});

test('a character is gone to wherever it stands, and the stretch goes with the cursor only where it must', async () => {
  store = createAppStore({ backend: 'cpu', hidden: HIDDEN, unroll: 16, batch: 4 });
  await now().takeText(TEXT, 'a test', { kind: 'paste' });
  await until(store, (s) => s.status === 'idle' && Object.keys(s.traces).length === 3, 'three traced models');
  now().goToCharacter(900);
  expect(now().traceWindow).toEqual({ start: 0, length: 1000 });
  expect(now().cursor.t).toBe(900);
  now().goToCharacter(2600);
  expect(now().traceWindow).toEqual({ start: 2100, length: 1000 });
  expect(now().cursor.t).toBe(500);
  now().goToCharacter(TEXT.length - 1);
  expect(now().traceWindow).toEqual({ start: TEXT.length - 1000, length: 1000 });
  expect(now().cursor.t).toBe(999);
  now().changeCharacter(5, 'S');
  now().goToCharacter(TEXT.length - 1000);
  expect(now().passage.kind).toBe('text');
  expect(now().cursor.t).toBe(0);
  now().goToCharacter(TEXT.length);
  expect(now().cursor.t).toBe(0);
});
