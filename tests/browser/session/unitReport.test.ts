/** Find's look at one unit through the store, with its real worker and kernels, against the trace. */
import { afterEach, expect, test, vi } from 'vitest';
import { LABELS } from '../../../src/analysis/labels/labels.ts';
import { createAppStore } from '../../../src/session/appStore.ts';
import type { AppStoreApi } from '../../../src/state/actions.ts';
import { bruteAuc } from '../../unit/analysis/scores/brute.ts';
import { tracesOf } from '../support/ofModels.ts';
import { until } from '../support/until.ts';

const TEXT = 'She said "wait, (now)", and the bell rang; nobody answered.\nThen a boat (grey) left.\n'.repeat(40);
const HIDDEN = 6;

let store: AppStoreApi | null = null;
const now = () => store!.getState();

async function searched(): Promise<void> {
  store = createAppStore({ backend: 'cpu', hidden: HIDDEN, unroll: 16, batch: 4 });
  expect(await now().takeText(TEXT, 'a test', { kind: 'paste' })).toBe(true);
  await until(store, (s) => s.status === 'idle' && tracesOf(s).length === 3, 'three traced models');
  now().setUi({ workspace: 'find' });
  now().setTraceWindow({ from: 0, to: TEXT.length });
  await until(
    store,
    (s) => s.models['lstm']?.shown?.trace?.tokens.length === TEXT.length,
    'the trace of the whole text',
  );
  await now().search();
}

afterEach(() => {
  vi.useRealTimers();
  void store?.getState().close();
  store = null;
});

test('a look at the chosen label’s unit is what the traced states say', async () => {
  await searched();
  const { label } = now().models['lstm']!.results.search!.findings!.found.map(({ id }) => ({ label: id }))[0]!;
  const known = LABELS.find(({ id }) => id === label)!;
  now().select({ channel: 'h', unit: 4 });
  now().setUi({ label: label });
  await until(store!, (s) => s.unitReport.report !== null && s.unitReport.share === null, 'the look');
  const report = now().unitReport.report!;
  expect(report).toMatchObject({ label, unit: { layer: 0, channel: 'h', unit: 4 }, scored: TEXT.length / 2 });
  const trace = now().models['lstm']!.shown!.trace!;
  const series = Float32Array.from({ length: TEXT.length }, (_, t) => trace.channels.h![t * HIDDEN + 4]!);
  const values = known.compute(Array.from(TEXT));
  const half = TEXT.length / 2;
  expect(known.kind).toBe('binary');
  // Streams begin after a warm-up, the trace at the text's beginning.
  expect(report.score).toBeCloseTo(bruteAuc(series.subarray(half), values.subarray(half)), 2);
  expect(report.onCount).toBe(Array.from(values.subarray(half)).filter((on) => on > 0).length);
  for (const { at, value } of [...report.contexts.highest, ...report.contexts.lowest]) {
    expect(value).toBeCloseTo(series[at]!, 2);
  }
  expect(report.contexts.highest[0]!.value).toBeCloseTo(Math.max(...series), 2);
});

test('the newest selection is looked at, the same channel without reading again, and nothing outside Find', async () => {
  await searched();
  const { id } = now().models['lstm']!.results.search!.findings!.found[0]!;
  now().setUi({ label: id });
  for (let unit = 0; unit < HIDDEN; unit++) now().select({ channel: 'c', unit });
  await until(store!, (s) => s.unitReport.report?.unit.unit === HIDDEN - 1, 'the look at the last unit');
  expect(now().unitReport.report!.unit).toEqual({ layer: 0, channel: 'c', unit: HIDDEN - 1 });
  // Whatever is to be asked when the selection has come to rest is asked at once.
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  now().setUi({ workspace: 'watch' });
  now().select({ unit: 0 });
  await vi.advanceTimersByTimeAsync(10_000);
  expect(now().unitReport.report!.unit.unit).toBe(HIDDEN - 1);
  expect(now().unitReport.share).toBeNull();
  vi.useRealTimers();
  now().setUi({ workspace: 'find' });
  await until(store!, (s) => s.unitReport.report?.unit.unit === 0, 'the look after coming back');
  expect(now().notice).toBeNull();
  now().reset();
  await until(store!, (s) => s.unitReport.report === null, 'the new run');
});

test('a character is gone to wherever it stands, and the stretch goes with the cursor only where it must', async () => {
  store = createAppStore({ backend: 'cpu', hidden: HIDDEN, unroll: 16, batch: 4 });
  await now().takeText(TEXT, 'a test', { kind: 'paste' });
  await until(store, (s) => s.status === 'idle' && tracesOf(s).length === 3, 'three traced models');
  now().goToCharacter(900);
  expect(now().traceWindow).toEqual({ from: 0, to: 1000 });
  expect(now().ui.cursor.t).toBe(900);
  now().goToCharacter(2600);
  expect(now().traceWindow).toEqual({ from: 2100, to: 3100 });
  expect(now().ui.cursor.t).toBe(500);
  now().goToCharacter(TEXT.length - 1);
  expect(now().traceWindow).toEqual({ from: TEXT.length - 1000, to: TEXT.length });
  expect(now().ui.cursor.t).toBe(999);
  now().changeCharacter(5, 'S');
  now().goToCharacter(TEXT.length - 1000);
  expect(now().passage.kind).toBe('text');
  expect(now().ui.cursor.t).toBe(0);
  now().goToCharacter(TEXT.length);
  expect(now().ui.cursor.t).toBe(0);
});
